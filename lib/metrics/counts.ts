import { processWide } from "@/db/process-wide";
import type { ProblemCode } from "@/lib/api/answer/problem";

/** The kinds of request that an operator watches apart: questions about tokens, the rest of the API, and pages with all that belongs to them. */
export type RequestKind = "verify" | "introspect" | "api" | "page";
/** Requests of one kind that were answered alike. Whoever has it counts by adding to `count`: the busiest requests afford no more. */
export type Requests = { readonly kind: RequestKind; readonly status: number; count: number };

/** How long requests of one kind took: how many there were up to each of `DURATION_BOUNDS`, and beyond the last, and how many seconds in all. */
export type Durations = { readonly counts: number[]; seconds: number };

/** In seconds. */
export const DURATION_BOUNDS: readonly number[] = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5];

type Counts = {
  requests: Map<string, Requests>;
  durations: Map<RequestKind, Durations>;
  refusals: Map<ProblemCode, number>;
  found: { recalled: number; lookedUp: number };
};

/** What this process has counted since its start. */
export const counts = (): Counts =>
  processWide("counts", () => ({
    requests: new Map(),
    durations: new Map(),
    refusals: new Map(),
    found: { recalled: 0, lookedUp: 0 },
  }));

/** What counts the requests of a kind that were answered with a status. */
export function requestsOf(kind: RequestKind, status: number): Requests {
  const { requests } = counts();
  const key = `${kind} ${status}`;
  const known = requests.get(key) ?? { kind, status, count: 0 };
  requests.set(key, known);
  return known;
}

/**
 * Count how long a request took, which is counted by `requestsOf` as well. What is answered from memory at once is not timed: all
 * requests that are counted there and not here took less than the first of the bounds.
 */
export function countDuration(kind: RequestKind, milliseconds: number): void {
  const { durations } = counts();
  const known = durations.get(kind) ?? { counts: Array(DURATION_BOUNDS.length + 1).fill(0), seconds: 0 };
  durations.set(kind, known);
  const seconds = milliseconds / 1000;
  const found = DURATION_BOUNDS.findIndex((bound) => seconds <= bound);
  const place = found === -1 ? DURATION_BOUNDS.length : found;
  known.counts[place] = (known.counts[place] ?? 0) + 1;
  known.seconds += seconds;
}

/** Count a request that was refused, by the code of its problem. */
export function countRefusal(code: ProblemCode): void {
  const { refusals } = counts();
  refusals.set(code, (refusals.get(code) ?? 0) + 1);
}

/**
 * Count how it was found out whose a secret is.
 * @param how `recalled`: from memory; `lookedUp`: from the database
 */
export function countFound(how: "recalled" | "lookedUp"): void {
  counts().found[how]++;
}
