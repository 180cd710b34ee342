import { CodeBlock } from "@/components/docs/code-block";
import { Disclosure } from "../disclosure";
import type { Answered } from "./send";

/** What came back: the status, which is said aloud, the headers to open, the body. */
export function AnswerView({ answer: { status, reason, milliseconds, headers, body } }: { answer: Answered }) {
  return (
    <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-3 border-t pt-4">
      <p role="status" className="flex flex-wrap items-baseline gap-x-3 text-sm">
        <span className={`font-medium ${status < 400 ? "" : "text-danger-text"}`}>
          {status} {reason}
        </span>
        <span className="text-muted-foreground">{milliseconds} ms</span>
      </p>
      <Disclosure summary="Headers">
        <CodeBlock
          label="response headers"
          copy={false}
          wrap
          code={headers.map(([name, value]) => `${name}: ${value}`).join("\n")}
        />
      </Disclosure>
      {body === "" ? (
        <p className="text-muted-foreground text-sm">No body.</p>
      ) : (
        <CodeBlock label="response body" code={body} wrap />
      )}
    </div>
  );
}
