import { sql } from "kysely";
import { v7 as uuidv7 } from "uuid";
import type { Db } from "@/db/database";

/** A refusal that the activity may record: once for each token, network, reason, scope and day. */
export type Refusal = {
  tokenId: string;
  day: string;
  reason: string;
  scope: string;
  route: string;
  network: string | null;
  at: Date;
  client: { address: string | null; userAgent: string; requestId: string };
};

/**
 * Record refusals that the activity does not have yet. Their usage rows were written before, in this transaction: another batch
 * with the same refusals waits for those, and then sees what this one recorded.
 */
export async function addRefusals(trx: Db, refusals: readonly Refusal[], keep: number): Promise<void> {
  if (refusals.length === 0) return;
  await sql`
    insert into activity
      (id, created_at, type, user_id, organisation_id, target_type, target_id, target_label, after, address, user_agent, request_id)
    select batch.id, batch.at, 'access_token.refused', token.user_id, token.organisation_id,
      'access_token', token.id, token.label,
      jsonb_build_object('reason', batch.reason, 'scope', nullif(batch.scope, ''), 'route', batch.route),
      batch.address, batch.user_agent, batch.request_id
    from (select *, row_number() over (partition by token_id, day, reason, scope order by at, id) as place
      from unnest(
        ${sql.val(refusals.map(() => uuidv7()))}::uuid[],
        ${sql.val(refusals.map((row) => row.tokenId))}::uuid[],
        ${sql.val(refusals.map((row) => row.day))}::date[],
        ${sql.val(refusals.map((row) => row.reason))}::text[],
        ${sql.val(refusals.map((row) => row.scope))}::text[],
        ${sql.val(refusals.map((row) => row.route))}::text[],
        ${sql.val(refusals.map((row) => row.network))}::cidr[],
        ${sql.val(refusals.map((row) => row.at))}::timestamptz[],
        ${sql.val(refusals.map((row) => row.client.address))}::inet[],
        ${sql.val(refusals.map((row) => row.client.userAgent))}::text[],
        ${sql.val(refusals.map((row) => row.client.requestId))}::text[]
      ) as refusal (id, token_id, day, reason, scope, route, network, at, address, user_agent, request_id)
    ) as batch
    join access_token as token on token.id = batch.token_id
    cross join lateral (
      select count(*) as networks, coalesce(bool_or(known.address <<= batch.network or (known.address is null and batch.network is null)), false) as same_network
      from activity as known
      where known.target_id = batch.token_id and known.target_type = 'access_token' and known.type = 'access_token.refused'
        and known.created_at >= batch.day::timestamp at time zone 'UTC'
        and known.created_at < (batch.day + 1)::timestamp at time zone 'UTC'
        and known.after->>'reason' = batch.reason and known.after->>'scope' is not distinct from nullif(batch.scope, '')
    ) as told
    where not told.same_network and told.networks + batch.place <= ${keep}
    order by batch.at, batch.id`.execute(trx);
}

export type RefusedPassword = {
  /** Where the password was asked for; each place is recorded separately. Never renamed. */
  type: "user.sign_in_refused" | "user.proof_refused" | "user.password_change_refused";
  /** null: there is no such account. The statements run all the same, so that nobody learns that. */
  user: { id: string; email: string } | null;
  /** The network that counts as one guesser. */
  network: string | null;
  client: { address: string | null; userAgent: string; requestId: string };
};

/**
 * Record a wrong password in an account's activity: once for each network and day (UTC), for a limited number of networks a
 * day. Concurrent ones are serialised.
 */
export async function insertRefusedPassword(
  db: Db,
  { type, user, network, client }: RefusedPassword,
  most: number,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await trx
      .selectFrom("user")
      .select("id")
      .where("id", "=", user?.id ?? null)
      .forNoKeyUpdate()
      .execute();
    await sql`
      insert into activity (id, type, user_id, target_type, target_id, target_label, address, user_agent, request_id)
      select ${uuidv7()}::uuid, ${type}::text, account.id, 'user', account.id, account.email,
        ${client.address}::inet, ${client.userAgent}::text, ${client.requestId}::text
      from "user" as account
      cross join lateral (
        select count(*) as networks, coalesce(bool_or(known.address <<= ${network}::cidr
          or (known.address is null and ${network}::cidr is null)), false) as same_network
        from activity as known
        where known.user_id = account.id and known.type = ${type}
          and known.created_at >= date_trunc('day', now() at time zone 'UTC') at time zone 'UTC'
      ) as told
      where account.id = ${user?.id ?? null}::uuid and not told.same_network and told.networks < ${most}`.execute(trx);
  });
}
