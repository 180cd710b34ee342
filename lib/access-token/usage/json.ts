import { z } from "zod";
import type { findSourcesOfToken } from "@/db/access-token/source";
import { timeSchema } from "@/lib/answer-schema";
import { userAgentLabel } from "@/lib/user-agent-label";

const count = z.int().min(0);

const sourceSchema = z.strictObject({
  address: z.string().nullable(),
  user_agent: z.string(),
  route: z.string(),
  requests: count,
  refused: count,
  first_seen_at: timeSchema,
  last_seen_at: timeSchema,
});

/** The usage of a token, as the API and the page show it. */
export const usageSchema = z.strictObject({
  days: z
    .array(z.strictObject({ date: z.iso.date(), requests: count, refused: count }))
    .describe("the last 90 days in UTC, oldest first; refused requests are counted separately"),
  scopes_used: z
    .array(z.strictObject({ scope: z.string(), requests: count, last_day: z.iso.date() }))
    .describe("the scopes that allowed requests needed"),
  refusals: z
    .array(z.strictObject({ outcome: z.string(), requests: count }))
    .describe("why requests were denied, by error code"),
  sources: z.array(sourceSchema).describe("the last ten, newest first"),
});
export type UsageJson = z.output<typeof usageSchema>;

/** Requests that were allowed; refused ones are counted separately. Days are UTC, also those without a request. */
export type UsageDayJson = UsageJson["days"][number];
/** Requests that need no scope are not included. */
export type UsedScopeJson = UsageJson["scopes_used"][number];
/** Where a secret was used from. `route` is a pattern without identifiers; times are RFC 3339 in UTC. */
export type SourceJson = UsageJson["sources"][number];

export const USAGE_EXAMPLE: UsageJson = {
  days: [{ date: "2027-01-04", requests: 24, refused: 1 }],
  scopes_used: [{ scope: "applications:read", requests: 24, last_day: "2027-01-04" }],
  refusals: [{ outcome: "insufficient_scope", requests: 1 }],
  sources: [
    {
      address: "203.0.113.7",
      user_agent: "curl/8.5.0",
      route: "GET /apps/v3/applications/",
      requests: 24,
      refused: 1,
      first_seen_at: "2027-01-04T10:00:00.000Z",
      last_seen_at: "2027-01-04T21:40:02.000Z",
    },
  ],
};

/** For pages: with what people call the client, which takes a library that browsers need not load. Null where it gave no name. */
export type NamedSourceJson = SourceJson & { client: string | null };

export type SecretSourcesJson = {
  hint: string;
  state: "pending" | "current" | "retiring" | "retired";
  /** Newest first, at most ten. */
  sources: NamedSourceJson[];
};

type SourceRow = Awaited<ReturnType<typeof findSourcesOfToken>>[number];

export function namedSourceJson(row: SourceRow): NamedSourceJson {
  return { ...sourceJson(row), client: userAgentLabel(row.user_agent) ?? null };
}

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
