import type { findSourcesOfToken } from "@/db/access-token/source";

/** Requests that were let in; those that were refused come on top. Days are UTC. */
export type UsageDayJson = { date: string; requests: number; refused: number };

export type UsedScopeJson = { scope: string; requests: number; last_day: string };

/** Where a secret was used from. `route` is a pattern without identifiers; times are RFC 3339 in UTC. */
export type SourceJson = {
  address: string | null;
  user_agent: string;
  route: string;
  requests: number;
  refused: number;
  first_seen_at: string;
  last_seen_at: string;
};

/** What became of a token, as the API and the page show it. */
export type UsageJson = {
  /** Oldest first, one for each day, also for those without a request; the last is today. */
  days: UsageDayJson[];
  /** The scopes that requests needed and were let in with; what needs none is not among them. */
  scopes_used: UsedScopeJson[];
  /** Why requests were refused, by the code of the problem. */
  refusals: { outcome: string; requests: number }[];
  /** The latest ones of all the token's secrets together, newest first. */
  sources: SourceJson[];
};

export type SecretSourcesJson = {
  hint: string;
  state: "pending" | "current" | "retiring" | "retired";
  /** Newest first, at most ten. */
  sources: SourceJson[];
};

type SourceRow = Awaited<ReturnType<typeof findSourcesOfToken>>[number];

export function sourceJson(row: SourceRow): SourceJson {
  return {
    address: row.address,
    user_agent: row.user_agent,
    route: row.route,
    requests: row.requests,
    refused: row.refused,
    first_seen_at: row.first_seen_at.toISOString(),
    last_seen_at: row.last_seen_at.toISOString(),
  };
}
