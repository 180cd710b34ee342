import { type RawBuilder, type SqlBool, sql } from "kysely";
import { isThere, isUnused, statusOf } from "./status";

/** Why a token needs attention, the most urgent first: `ATTENTIONS` of lib/access-token/attention/attention.ts. */
const URGENCY = [
  "blocked",
  "old_secret_used",
  "expires_soon",
  "expired",
  "reaches_nothing",
  "not_stored",
  "new_secret_unused",
  "never_used",
  "unused",
] as const;
export type TokenAttention = (typeof URGENCY)[number];

const days = (count: number) => sql`make_interval(hours => ${sql.lit(count * 24)})`;
const life = sql`(token.expires_at - token.expiration_set_at)`;

/** How long before its expiration date a person is first told: the same as `planOf` of lib/notice/plan.ts. Null: not before it. */
const soon = sql`case
  when token.expires_by_sunset then ${days(30)}
  when ${life} >= ${days(60)} then ${days(30)}
  when ${life} >= ${days(30)} then ${days(14)}
  when ${life} >= ${days(14)} then ${days(7)}
  when ${life} >= ${days(2)} then ${days(1)}
  when ${life} >= interval '10 minutes' then ${life} / 4
  end`;

/** Whether a secret is pending and has not lapsed. */
function isWaiting(secret: RawBuilder<unknown>) {
  return sql`(${secret}.state = 'pending' and ${secret}.created_at > now() - ${days(7)})`;
}

const isActive = sql<SqlBool>`${statusOf} = 'active'`;

/** Whether the old secret of `token` still works and was used since its overlap began. */
export const isOldSecretUsed = isThere(sql`access_token_secret s
  where s.token_id = token.id and s.state = 'retiring' and s.retires_at > now()
    and ${isThere(sql`access_token_source u where u.secret_id = s.id and u.last_seen_at > s.retiring_since`)}`);

/**
 * Whether the newest secret of `token` was shown by a page, was not confirmed as stored, and has not been used: the same as
 * `unstoredSecret` in lib/access-token/rotation/json.ts.
 */
export const isUnstored = sql<SqlBool>`(${statusOf} = 'active' and ${isThere(sql`access_token_secret s
  where s.token_id = token.id and s.stored_at is null and s.first_used_at is null and (
    ${isWaiting(sql`s`)}
    or s.state = 'current'
      and not ${isThere(sql`access_token_secret p where p.token_id = token.id and ${isWaiting(sql`p`)}`)}
      and not ${isThere(sql`access_token_last_use u where u.token_id = token.id and u.used_at >= s.created_at`)})`)})`;

const CONDITIONS: Record<Exclude<TokenAttention, "blocked">, RawBuilder<SqlBool>> = {
  expires_soon: sql`(${isActive} and coalesce(token.expires_at - now() <= ${soon}, false))`,
  old_secret_used: sql`(${isActive} and ${isOldSecretUsed})`,
  expired: sql`(${statusOf} = 'expired' and now() - token.expires_at <= least(${days(30)}, greatest(${days(1)}, ${life})))`,
  reaches_nothing: sql`(${isActive} and token.reach = 'limited'
    and not ${isThere(sql`access_token_limit l where l.token_id = token.id`)})`,
  not_stored: isUnstored,
  new_secret_unused: sql`(${isActive} and ${isThere(sql`access_token_secret s where s.token_id = token.id
    and s.created_at <= now() - ${days(1)} and ${isWaiting(sql`s`)}`)})`,
  never_used: isUnused("never"),
  unused: sql`(${isActive} and ${isThere(sql`access_token_last_use u
    where u.token_id = token.id and u.used_at <= now() - ${days(30)}`)})`,
};

/**
 * The condition that `token` needs attention for this reason, or for any: the same rule as `attentionOf` in
 * lib/access-token/attention/attention.ts.
 * @param blockedIds the tokens that a policy blocks: only code can tell
 */
export function needsAttention(reason: TokenAttention | "any", blockedIds: readonly string[]): RawBuilder<SqlBool> {
  if (reason === "any") {
    return sql<SqlBool>`(${sql.join(
      URGENCY.map((one) => needsAttention(one, blockedIds)),
      sql` or `,
    )})`;
  }
  if (reason !== "blocked") return CONDITIONS[reason];
  return blockedIds.length === 0
    ? sql<SqlBool>`false`
    : sql<SqlBool>`(${isActive} and token.id = any(${sql.val(blockedIds)}::uuid[]))`;
}

/** The order of tokens that need attention: by their most urgent reason, then the earliest expiration, then the oldest. */
export function byUrgency(blockedIds: readonly string[]): RawBuilder<unknown> {
  const ranks = URGENCY.map((reason, rank) => sql`when ${needsAttention(reason, blockedIds)} then ${sql.lit(rank)}`);
  return sql`case ${sql.join(ranks, sql` `)} else ${sql.lit(URGENCY.length)} end,
    coalesce(token.expires_at, 'infinity'), token.created_at, token.id`;
}

/** How many of the tokens of a query meet the condition for each reason, as columns of a select. */
export function attentionCounts(
  condition: (reason: TokenAttention | "any") => RawBuilder<SqlBool>,
): RawBuilder<unknown> {
  const counts = [...URGENCY, "any" as const].map(
    (reason) => sql`count(*) filter (where ${condition(reason)})::int as ${sql.ref(reason)}`,
  );
  return sql.join(counts);
}

export type AttentionCounts = Record<TokenAttention | "any", number>;
