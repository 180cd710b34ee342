import { CodeBlock } from "@/components/docs/code-block";
import { Disclosure } from "./disclosure";
import { FieldList } from "./field-list";
import type { AnswerReference } from "./reference";

type Props = { of: string; answer: AnswerReference };

/** One answer: its status, what it is, and an example to open with what there is to say about its fields. */
export function AnswerDetails({ of, answer: { status, text, example, notes } }: Props) {
  return (
    <div className="grid min-w-0 grid-cols-[minmax(0,1fr)]">
      <p>
        <span className="mr-2.5 font-mono text-[0.8125rem]">{status}</span>
        <span className="text-muted-foreground">{text === "" ? "no body" : text}</span>
      </p>
      {example !== null && (
        <Disclosure
          summary={
            <>
              Example<span className="sr-only"> of the answer of {of}</span>
            </>
          }
        >
          <CodeBlock label={`example response of ${of}`} copy={false} code={example} />
          {notes.length > 0 && <FieldList fields={notes} />}
        </Disclosure>
      )}
    </div>
  );
}
