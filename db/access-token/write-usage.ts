import { hash } from "node:crypto";
import { sql } from "kysely";
import { addRefusals, type Refusal } from "@/db/activity/refusal";
import type { Db } from "@/db/database";
import { type LastUse, writeLastUses } from "./last-use";

/** Requests of one day (UTC, `YYYY-MM-DD`) with one outcome that needed one scope. */
export type Usage = { tokenId: string; day: string; outcome: string; scope: string; requests: number };

/** An address and user agent that used a secret; `route` is the last one it called. */
export type Source = {
  secretId: string;
  address: string | null;
  userAgent: string;
  route: string;
  requests: number;
  refused: number;
  firstSeenAt: Date;
  lastSeenAt: Date;
};

export type UsageRows = {
  lastUses: readonly LastUse[];
  usage: readonly Usage[];
  sources: readonly Source[];
  refusals: readonly Refusal[];
};

/** How much is kept: sources of each secret, and networks of each refusal. */
export type UsageLimits = { sources: number; refusals: number };

/**
 * Write a batch: all of it or nothing, in five statements at most, however many rows. Rows of deleted tokens are skipped. Each
 * statement takes its rows sorted, and all batches run the statements in this order, so that instances that write at once wait
 * for each other and never deadlock.
 */
export async function writeUsage(db: Db, rows: UsageRows, keep: UsageLimits): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await writeLastUses(trx, rows.lastUses);
    await addUsage(trx, rows.usage);
    await addSources(trx, rows.sources);
    await pruneSources(trx, [...new Set(rows.sources.map((source) => source.secretId))].sort(), keep.sources);
    await addRefusals(trx, rows.refusals, keep.refusals);
  });
}

async function addUsage(trx: Db, usage: readonly Usage[]): Promise<void> {
  if (usage.length === 0) return;
  await sql`
    insert into access_token_usage (token_id, day, outcome, scope, requests)
    select batch.* from unnest(
      ${sql.val(usage.map((row) => row.tokenId))}::uuid[],
      ${sql.val(usage.map((row) => row.day))}::date[],
      ${sql.val(usage.map((row) => row.outcome))}::text[],
      ${sql.val(usage.map((row) => row.scope))}::text[],
      ${sql.val(usage.map((row) => row.requests))}::bigint[]
    ) as batch (token_id, day, outcome, scope, requests)
    join access_token on access_token.id = batch.token_id
    order by batch.token_id, batch.day, batch.outcome, batch.scope
    on conflict (token_id, day, outcome, scope) do update
      set requests = access_token_usage.requests + excluded.requests`.execute(trx);
}

async function addSources(trx: Db, sources: readonly Source[]): Promise<void> {
  if (sources.length === 0) return;
  await sql`
    insert into access_token_source
      (secret_id, digest, address, user_agent, route, requests, refused, first_seen_at, last_seen_at)
    select batch.* from unnest(
      ${sql.val(sources.map((row) => row.secretId))}::uuid[],
      ${sql.val(sources.map(digestOf))}::bytea[],
      ${sql.val(sources.map((row) => row.address))}::inet[],
      ${sql.val(sources.map((row) => row.userAgent))}::text[],
      ${sql.val(sources.map((row) => row.route))}::text[],
      ${sql.val(sources.map((row) => row.requests))}::bigint[],
      ${sql.val(sources.map((row) => row.refused))}::bigint[],
      ${sql.val(sources.map((row) => row.firstSeenAt.toISOString()))}::timestamptz[],
      ${sql.val(sources.map((row) => row.lastSeenAt.toISOString()))}::timestamptz[]
    ) as batch (secret_id, digest, address, user_agent, route, requests, refused, first_seen_at, last_seen_at)
    join access_token_secret on access_token_secret.id = batch.secret_id
    order by batch.secret_id, batch.digest
    on conflict (secret_id, digest) do update set
      requests = access_token_source.requests + excluded.requests,
      refused = access_token_source.refused + excluded.refused,
      route = case when excluded.last_seen_at < access_token_source.last_seen_at
        then access_token_source.route else excluded.route end,
      first_seen_at = least(access_token_source.first_seen_at, excluded.first_seen_at),
      last_seen_at = greatest(access_token_source.last_seen_at, excluded.last_seen_at)`.execute(trx);
}

// Never waits for another batch: rows that it holds were just seen, and it prunes them itself where needed.
async function pruneSources(trx: Db, secretIds: readonly string[], keep: number): Promise<void> {
  if (secretIds.length === 0) return;
  await sql`
    with ranked as (
      select secret_id, digest, last_seen_at,
        row_number() over (partition by secret_id order by last_seen_at desc, digest) as place
      from access_token_source where secret_id = any(${sql.val(secretIds)}::uuid[])
    ), surplus as (
      select source.secret_id, source.digest from access_token_source as source
      join ranked on ranked.secret_id = source.secret_id and ranked.digest = source.digest
        and ranked.last_seen_at = source.last_seen_at
      where ranked.place > ${keep}
      for update of source skip locked
    )
    delete from access_token_source as source using surplus
    where source.secret_id = surplus.secret_id and source.digest = surplus.digest`.execute(trx);
}

/** The digest that identifies a source. Sixteen bytes suffice: the ten rows of one secret share no digest by accident. */
function digestOf(source: Source): Buffer {
  return hash("sha256", `${source.address}\n${source.userAgent}`, "buffer").subarray(0, 16);
}
