import { tokenListPath } from "@/lib/access-token/page-path";
import type { List, SearchParams } from "@/lib/list/definition";
import { textOf } from "@/lib/list/parse";
import { refuseMoment } from "@/lib/organisation/bulk-withdrawal/rule";
import { resolveLocal } from "@/lib/time/local";

/** What a form of a sweep says, as its address has it. */
export type SweepQuery = {
  /** What the clocks of the person's timezone show: `2026-12-24T18:00`. */
  before: string;
  personal: boolean;
  organisation: boolean;
};

export type ResolvedSweep =
  | { status: "empty" }
  | { status: "invalid"; field: "before" | "kinds"; message: string }
  | { status: "ready"; madeBefore: Date };

/** Read an address. Personal tokens are meant unless it says otherwise. */
export function parseSweepQuery(params: SearchParams): SweepQuery {
  const asked = params.before !== undefined;
  return {
    before: textOf(params, "before").slice(0, 19),
    personal: asked ? textOf(params, "personal") === "1" : true,
    organisation: textOf(params, "organisation") === "1",
  };
}

/** The moment that is meant, in the person's timezone. */
export function resolveSweep(query: SweepQuery, timezone: string, now: Date): ResolvedSweep {
  if (query.before === "") return { status: "empty" };
  const resolved = resolveLocal(query.before, timezone);
  if (resolved === undefined) return { status: "invalid", field: "before", message: "There is no such date and time." };
  const refusal = refuseMoment(resolved.at, now);
  if (refusal !== undefined) return { status: "invalid", field: "before", message: refusal };
  if (!query.personal && !query.organisation) {
    return { status: "invalid", field: "kinds", message: "Choose personal tokens, the organisation’s, or both." };
  }
  return { status: "ready", madeBefore: resolved.at };
}

export function sweepsPath(slug: string): string {
  return `${tokenListPath(slug)}/sweeps`;
}

/** What became of each token of one sweep. */
export const sweepItemList = {
  name: "report",
  noun: { one: "token", many: "tokens" },
  filters: {},
  pages: 50,
} as const satisfies List;
