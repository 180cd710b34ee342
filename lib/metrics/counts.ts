import { processWide } from "@/db/process-wide";
import type { ProblemCode } from "@/lib/api/answer/problem";

/** The kinds of request that an operator watches apart: questions about tokens, the rest of the API, and pages with all that belongs to them. */
export type RequestKind = "verify" | "introspect" | "api" | "page";
/** Requests of one kind that were answered alike. Whoever has it counts by adding to `count`: the busiest requests afford no more. */
export type Requests = { readonly kind: RequestKind; readonly status: number; count: number };

type Counts = {
  requests: Map<string, Requests>;
  refusals: Map<ProblemCode, number>;
  found: { recalled: number; lookedUp: number };
};

/** What this process has counted since its start. */
export const counts = (): Counts =>
  processWide("counts", () => ({ requests: new Map(), refusals: new Map(), found: { recalled: 0, lookedUp: 0 } }));

/** What counts the requests of a kind that were answered with a status. */
export function requestsOf(kind: RequestKind, status: number): Requests {
  const { requests } = counts();
  const key = `${kind} ${status}`;
  const known = requests.get(key) ?? { kind, status, count: 0 };
  requests.set(key, known);
  return known;
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
