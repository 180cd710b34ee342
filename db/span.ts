import { AsyncLocalStorage } from "node:async_hooks";
import { processWide } from "./process-wide";

export type SpanKind = "server" | "client" | "consumer";
/** What a span says. Never a secret, an address of a person, a value of a statement or the query of a URL. */
export type Attributes = Readonly<Record<string, string | number>>;

/** A part of the work of this process that is under way. */
export type Span = {
  set(attributes: Attributes): void;
  /** @param error why it failed: its kind is kept, and never its message */
  end(error?: unknown): void;
};

/** What spans are told to, where an operator wants to see them. */
export type Recorder = {
  /** @param parent the span within which it begins, or the headers of the request of someone else's */
  begin(name: string, kind: SpanKind, attributes: Attributes, parent?: Span | Traceparent): Span;
};
/** @see https://www.w3.org/TR/trace-context/ */
export type Traceparent = { traceparent?: string | string[] | undefined };

type Tracing = { recorder?: Recorder; current: AsyncLocalStorage<Span | undefined> };

const tracing = processWide("tracing", (): Tracing => ({ current: new AsyncLocalStorage() }));

/** Have spans told to `recorder` from now on; undefined: to nobody. */
export function setRecorder(recorder: Recorder | undefined): void {
  if (recorder === undefined) delete tracing.recorder;
  else tracing.recorder = recorder;
}

/** What spans are told to; undefined where nobody wants to see them, which costs nothing but this look. */
export function recorder(): Recorder | undefined {
  return tracing.recorder;
}

/** The span within which this runs. */
export function currentSpan(): Span | undefined {
  return tracing.recorder && tracing.current.getStore();
}

/** Run something as the content of a span, which its caller ends. */
export function within<Result>(span: Span, run: () => Result): Result {
  return tracing.current.run(span, run);
}

/** Run something that is done for many at once: it belongs to no span, least of all to that of whoever came first. */
export function outsideSpans<Result>(run: () => Result): Result {
  return tracing.recorder === undefined ? run() : tracing.current.run(undefined, run);
}

/** Run something as a span of its own. What it returns and throws is handed on. */
export async function inSpan<Result>(
  name: string,
  kind: SpanKind,
  attributes: Attributes,
  run: () => Promise<Result>,
): Promise<Result> {
  const span = tracing.recorder?.begin(name, kind, attributes, tracing.current.getStore());
  if (span === undefined) return await run();
  try {
    const result = await within(span, run);
    span.end();
    return result;
  } catch (error) {
    span.end(error);
    throw error;
  }
}
