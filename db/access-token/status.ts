import { type RawBuilder, type SqlBool, sql } from "kysely";

/** The status of `token`, by the database's clock: the same rule as `statusAt` in lib/access-token/lifetime/lifetime.ts. */
export const statusOf = sql<"active" | "expired" | "revoked">`case
  when token.revoked_at is not null then 'revoked'
  when token.expires_at <= now() then 'expired'
  else 'active' end`;

/** The condition that nobody uses `token`: the same rule as `unusedFor` in lib/access-token/usage/unused.ts. */
export function isUnused(unused: "never" | "30" | "90"): RawBuilder<SqlBool> {
  const days = unused === "never" ? 1 : Number(unused);
  const since = unused === "never" ? sql`'-infinity'::timestamptz` : sql`now() - make_interval(hours => ${days * 24})`;
  return sql<SqlBool>`(${statusOf} = 'active' and token.created_at <= now() - make_interval(hours => ${days * 24})
    and not ${isThere(sql`access_token_last_use u where u.token_id = token.id and u.used_at > ${since}`)})`;
}

/**
 * Whether there is such a row of the few that belong to `token`: looked up by its key. As an `exists` inside a larger
 * condition, it might be answered by reading everyone's rows.
 */
export function isThere(rows: RawBuilder<unknown>): RawBuilder<SqlBool> {
  return sql<SqlBool>`coalesce((select true from ${rows} limit 1), false)`;
}
