import { tokenListPath } from "@/lib/access-token/page-path";
import type { List, SearchParams } from "@/lib/list/definition";
import { textOf } from "@/lib/list/parse";
import { refuseMoment } from "@/lib/organisation/bulk-withdrawal/rule";
import { resolveLocal } from "@/lib/time/local";

/** What a form of a bulk withdrawal says, as its address has it. */
export type BulkWithdrawalQuery = {
  /** What the clocks of the person's timezone show: `2026-12-24T18:00`. */
  before: string;
  personal: boolean;
  organisation: boolean;
};

export type ResolvedBulkWithdrawal =
  | { status: "empty" }
  | { status: "invalid"; field: "before" | "kinds"; message: string }
  | { status: "ready"; madeBefore: Date };

/** Read an address. Personal tokens are meant unless it says otherwise. */
export function parseBulkWithdrawalQuery(params: SearchParams): BulkWithdrawalQuery {
  const asked = params.before !== undefined;
  return {
    before: textOf(params, "before").slice(0, 19),
    personal: asked ? textOf(params, "personal") === "1" : true,
    organisation: textOf(params, "organisation") === "1",
  };
}

/** The moment that is meant, in the person's timezone. */
export function resolveBulkWithdrawal(query: BulkWithdrawalQuery, timezone: string, now: Date): ResolvedBulkWithdrawal {
  if (query.before === "") return { status: "empty" };
  const resolved = resolveLocal(query.before, timezone);
  if (resolved === undefined)
    return { status: "invalid", field: "before", message: "This date and time doesn’t exist." };
  const refusal = refuseMoment(resolved.at, now);
  if (refusal !== undefined) return { status: "invalid", field: "before", message: refusal };
  if (!query.personal && !query.organisation) {
    return { status: "invalid", field: "kinds", message: "Choose personal tokens, the organisation’s, or both." };
  }
  return { status: "ready", madeBefore: resolved.at };
}

export function bulkWithdrawalsPath(slug: string): string {
  return `${tokenListPath(slug)}/sweeps`;
}

/** What became of each token of one bulk withdrawal. */
export const bulkWithdrawalItemList = {
  name: "report",
  noun: { one: "token", many: "tokens" },
  filters: {},
  pages: 50,
} as const satisfies List;
