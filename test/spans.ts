import { type Recorder, type Span, setRecorder, within } from "@/db/span";

/** Run something within the span of a request. @returns the names of the spans that began meanwhile */
export async function spansWithin(run: () => Promise<unknown>): Promise<string[]> {
  const told: string[] = [];
  const span: Span = { set: () => {}, end: () => {} };
  const recorder: Recorder = {
    begin: (name) => {
      told.push(name);
      return span;
    },
  };
  setRecorder(recorder);
  try {
    await within(span, run);
  } finally {
    setRecorder(undefined);
  }
  return told;
}
