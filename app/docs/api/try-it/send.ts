import { exampleText } from "../examples/literal";
import type { Call } from "./request";

/** What came back. */
export type Answered = {
  status: number;
  reason: string;
  milliseconds: number;
  headers: readonly [name: string, value: string][];
  /** JSON is laid out for people. */
  body: string;
};

const LONGEST_WAIT_MS = 30_000;
const LONGEST_BODY = 100_000;

/**
 * Call this instance, and nothing else: no cookie goes along, nothing is cached, and no redirect is followed.
 * @throws when no answer came, within 30 seconds or before `signal`
 */
export async function send({ url, init }: Call, signal: AbortSignal): Promise<Answered> {
  const begun = performance.now();
  const answer = await fetch(url, {
    ...init,
    credentials: "omit",
    cache: "no-store",
    redirect: "error",
    referrerPolicy: "no-referrer",
    signal: AbortSignal.any([signal, AbortSignal.timeout(LONGEST_WAIT_MS)]),
  });
  const text = await answer.text();
  return {
    status: answer.status,
    reason: answer.statusText,
    milliseconds: Math.round(performance.now() - begun),
    headers: [...answer.headers],
    body: shown(text, answer.headers.get("content-type") ?? ""),
  };
}

function shown(text: string, type: string): string {
  const whole = /json/.test(type) && text !== "" ? exampleText(JSON.parse(text)) : text;
  return whole.length <= LONGEST_BODY ? whole : `${whole.slice(0, LONGEST_BODY)}\n…`;
}
