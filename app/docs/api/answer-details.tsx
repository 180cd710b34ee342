import { ChevronRight } from "lucide-react";
import { CodeBlock } from "@/components/docs/code-block";
import { FieldList } from "./field-list";
import type { AnswerReference } from "./reference";

type Props = { of: string; answer: AnswerReference; alsoPut: boolean };

/** One answer: its status, what it is, and an example to open with what there is to say about its fields. */
export function AnswerDetails({ of, answer: { status, text, example, notes }, alsoPut }: Props) {
  return (
    <div className="grid min-w-0 gap-1">
      <p className="text-muted-foreground">
        Answers {[status, ...(text === "" ? [] : [text])].join(": ")}.{alsoPut && " PUT does the same."}
      </p>
      {example !== null && (
        <details className="group min-w-0">
          <summary className="inline-flex min-h-8 cursor-pointer list-none items-center gap-1.5 rounded-md text-muted-foreground hover:text-foreground [&::-webkit-details-marker]:hidden">
            <ChevronRight
              aria-hidden="true"
              className="size-4 shrink-0 transition-transform duration-100 group-open:rotate-90 motion-reduce:transition-none"
            />
            Example<span className="sr-only"> of the answer of {of}</span>
          </summary>
          <div className="grid min-w-0 gap-3 pt-1.5 pb-1">
            <CodeBlock label={`example of the answer of ${of}`} copy={false} code={example} />
            {notes.length > 0 && <FieldList fields={notes} />}
          </div>
        </details>
      )}
    </div>
  );
}
