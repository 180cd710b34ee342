import { sql } from "kysely";
import { jsonArrayFrom } from "kysely/helpers/postgres";
import { v7 as uuidv7 } from "uuid";
import type { Db, NewRow, Row } from "@/db/database";
import { type BulkWithdrawalRule, isSeen, isWanted, type OrganisationTokenSight, reachingTokens } from "./token-filter";

export type BulkWithdrawalRow = Row<"token_sweep">;
export type BulkWithdrawalOutcome = Row<"token_sweep_item">["outcome"];

/** Begin a bulk withdrawal: the row, and one for each token that it takes. @returns its id and how many there are */
export async function insertBulkWithdrawal(
  db: Db,
  row: Omit<NewRow<"token_sweep">, "id">,
  sight: OrganisationTokenSight,
  rule: BulkWithdrawalRule,
): Promise<{ id: string; count: number }> {
  const id = uuidv7();
  await db
    .insertInto("token_sweep")
    .values({ ...row, id })
    .execute();
  const { numAffectedRows } = await sql`
    insert into token_sweep_item (sweep_id, token_id)
    select ${id}::uuid, token.id from ${reachingTokens(sight.organisationId)}
    where ${isSeen(sight)} and ${isWanted(sight.organisationId, { bulkWithdrawal: rule })}`.execute(db);
  return { id, count: Number(numAffectedRows ?? 0) };
}

/** The unfinished bulk withdrawal that someone started in an organisation; null: one of its tokens. Undefined when there is none. */
export async function findUnfinishedBulkWithdrawal(
  db: Db,
  organisationId: string,
  userId: string | null,
): Promise<BulkWithdrawalRow | undefined> {
  return await db
    .selectFrom("token_sweep")
    .selectAll()
    .where("organisation_id", "=", organisationId)
    .where("created_by_user_id", "is not distinct from", userId)
    .where("finished_at", "is", null)
    .executeTakeFirst();
}

/** The unfinished ones of all organisations, the oldest first. */
export async function findUnfinishedBulkWithdrawals(db: Db) {
  return await selectBulkWithdrawal(db)
    .where("bulk_withdrawal.finished_at", "is", null)
    .orderBy("bulk_withdrawal.created_at")
    .execute();
}

function selectBulkWithdrawal(db: Db) {
  return db
    .selectFrom("token_sweep as bulk_withdrawal")
    .innerJoin("organisation", "organisation.id", "bulk_withdrawal.organisation_id")
    .leftJoin("user as starter", "starter.id", "bulk_withdrawal.created_by_user_id")
    .selectAll("bulk_withdrawal")
    .select([
      "organisation.name as organisation_name",
      "organisation.slug as organisation_slug",
      "starter.email as starter_email",
      "starter.first_name as starter_first_name",
      "starter.last_name as starter_last_name",
    ]);
}

/** A bulk withdrawal with its organisation and starter. */
export type BulkWithdrawalDetailsRow = Awaited<ReturnType<typeof findUnfinishedBulkWithdrawals>>[number];

export async function findBulkWithdrawal(
  db: Db,
  organisationId: string,
  id: string,
): Promise<BulkWithdrawalDetailsRow | undefined> {
  return await selectBulkWithdrawal(db)
    .where("bulk_withdrawal.organisation_id", "=", organisationId)
    .where("bulk_withdrawal.id", "=", id)
    .executeTakeFirst();
}

/**
 * An organisation's bulk withdrawals, the newest first, each with its number of tokens by outcome; and how many bulk
 * withdrawals there are.
 */
export async function listBulkWithdrawals(
  db: Db,
  organisationId: string,
  { limit, offset }: { limit: number; offset: number },
) {
  const rows = await selectBulkWithdrawal(db)
    .select((eb) =>
      jsonArrayFrom(
        eb
          .selectFrom("token_sweep_item as item")
          .whereRef("item.sweep_id", "=", "bulk_withdrawal.id")
          .select(["item.outcome", sql<number>`count(*)::int`.as("count")])
          .groupBy("item.outcome"),
      ).as("counts"),
    )
    .where("bulk_withdrawal.organisation_id", "=", organisationId)
    .orderBy("bulk_withdrawal.created_at", "desc")
    .orderBy("bulk_withdrawal.id", "desc")
    .limit(limit)
    .offset(offset)
    .execute();
  const { count } = await db
    .selectFrom("token_sweep")
    .where("organisation_id", "=", organisationId)
    .select(sql<number>`count(*)::int`.as("count"))
    .executeTakeFirstOrThrow();
  return { rows, count };
}

/** The number of a bulk withdrawal's tokens by outcome. */
export async function countBulkWithdrawalItems(
  db: Db,
  bulkWithdrawalId: string,
): Promise<Record<BulkWithdrawalOutcome, number>> {
  const rows = await db
    .selectFrom("token_sweep_item")
    .where("sweep_id", "=", bulkWithdrawalId)
    .select(["outcome", sql<number>`count(*)::int`.as("count")])
    .groupBy("outcome")
    .execute();
  const counts = { pending: 0, withdrawn: 0, revoked: 0, unchanged: 0, failed: 0 };
  for (const { outcome, count } of rows) counts[outcome] = count;
  return counts;
}

/** Pending tokens of a bulk withdrawal: those without a failed attempt first, and of these the one that was used last. */
export async function findPendingItems(
  db: Db,
  bulkWithdrawalId: string,
  { limit, except }: { limit: number; except: Iterable<string> },
): Promise<string[]> {
  const rows = await db
    .selectFrom("token_sweep_item as item")
    .leftJoin("access_token_last_use as used", "used.token_id", "item.token_id")
    .select("item.token_id")
    .where("item.sweep_id", "=", bulkWithdrawalId)
    .where("item.outcome", "=", "pending")
    .where(sql<boolean>`item.token_id <> all(${sql.val([...except])}::uuid[])`)
    .orderBy("item.attempts")
    // What a thief is busy with must not wait for thousands that nobody uses.
    .orderBy("used.used_at", (order) => order.desc().nullsLast())
    .orderBy("item.token_id")
    .limit(limit)
    .execute();
  return rows.map(({ token_id }) => token_id);
}

/** What was made with tokens of a bulk withdrawal since it began, be it the token or its secret: `made.id`. */
const madeMeanwhile = (bulkWithdrawal: { id: string; created_at: Date }) => sql`(
  select token.id from token_sweep_item item join access_token token on token.created_by_token_id = item.token_id
  where item.sweep_id = ${bulkWithdrawal.id} and token.created_at >= ${bulkWithdrawal.created_at}
  union
  select secret.token_id from token_sweep_item item join access_token_secret secret on secret.created_by_token_id = item.token_id
  where item.sweep_id = ${bulkWithdrawal.id} and secret.created_at >= ${bulkWithdrawal.created_at}
) as made`;

// What they made is theirs, of whatever kind and age.
const OF_ANY_AGE = { madeBefore: new Date("9999-12-31T00:00:00Z"), includesPersonal: true, includesOrganisation: true };

/**
 * Add to a bulk withdrawal what its tokens have made before they lost access: whoever had one of them would go on with that.
 * @returns how many there are
 */
export async function addMadeMeanwhile(
  db: Db,
  bulkWithdrawal: { id: string; organisation_id: string; created_at: Date },
  rule: BulkWithdrawalRule,
): Promise<number> {
  const { id, organisation_id: organisationId } = bulkWithdrawal;
  const { numAffectedRows } = await sql`
    insert into token_sweep_item (sweep_id, token_id)
    select ${id}::uuid, token.id from ${reachingTokens(organisationId)} join ${madeMeanwhile(bulkWithdrawal)} on made.id = token.id
    where ${isWanted(organisationId, { bulkWithdrawal: { ...rule, ...OF_ANY_AGE } })}
    on conflict do nothing`.execute(db);
  return Number(numAffectedRows ?? 0);
}

/** Those of these tokens that a bulk withdrawal still applies to. */
export async function findTokensToWithdraw(
  db: Db,
  bulkWithdrawal: { id: string; organisation_id: string; created_at: Date },
  ids: readonly string[],
  rule: BulkWithdrawalRule,
): Promise<{ id: string; label: string; user_id: string | null }[]> {
  const { organisation_id: organisationId } = bulkWithdrawal;
  const { rows } = await sql<{ id: string; label: string; user_id: string | null }>`
    select token.id, token.label, token.user_id from ${reachingTokens(organisationId)}
    where token.id = any(${sql.val([...ids])}::uuid[]) and (${isWanted(organisationId, { bulkWithdrawal: rule })}
      or (exists (select from ${madeMeanwhile(bulkWithdrawal)} where made.id = token.id)
        and ${isWanted(organisationId, { bulkWithdrawal: { ...rule, ...OF_ANY_AGE } })}))
    order by token.id`.execute(db);
  return rows;
}

/** Record an outcome for tokens that have none yet. */
export async function finishItems(
  db: Db,
  bulkWithdrawalId: string,
  tokenIds: readonly string[],
  outcome: Exclude<BulkWithdrawalOutcome, "pending" | "failed">,
): Promise<void> {
  await db
    .updateTable("token_sweep_item")
    .set({ outcome, done_at: sql<Date>`now()` })
    .where("sweep_id", "=", bulkWithdrawalId)
    .where(sql<boolean>`token_id = any(${sql.val([...tokenIds])}::uuid[])`)
    .where("outcome", "=", "pending")
    .execute();
}

/** Record a failed attempt; after `atMost` of them the token counts as failed. */
export async function failItem(db: Db, bulkWithdrawalId: string, tokenId: string, atMost: number): Promise<void> {
  await db
    .updateTable("token_sweep_item")
    .set({
      attempts: sql`attempts + 1`,
      outcome: sql`case when attempts + 1 >= ${atMost}::int then 'failed' else outcome end`,
      done_at: sql`case when attempts + 1 >= ${atMost}::int then now() end`,
    })
    .where("sweep_id", "=", bulkWithdrawalId)
    .where("token_id", "=", tokenId)
    .where("outcome", "=", "pending")
    .execute();
}

/** Make failed tokens pending again. @returns how many there are */
export async function retryFailedItems(db: Db, bulkWithdrawalId: string): Promise<number> {
  const { numUpdatedRows } = await db
    .updateTable("token_sweep_item")
    .set({ outcome: "pending", attempts: 0, done_at: null })
    .where("sweep_id", "=", bulkWithdrawalId)
    .where("outcome", "=", "failed")
    .executeTakeFirst();
  if (numUpdatedRows > 0n) {
    await db.updateTable("token_sweep").set({ finished_at: null }).where("id", "=", bulkWithdrawalId).execute();
  }
  return Number(numUpdatedRows);
}

/** An owner who lost access by a bulk withdrawal and was not notified yet, with the labels of the tokens; marks them as notified. */
export async function takeOwnerToNotify(
  db: Db,
  bulkWithdrawalId: string,
): Promise<{ userId: string; labels: string[] } | undefined> {
  const { rows } = await sql<{ user_id: string; labels: string[] }>`
    with owner as (
      select token.user_id from token_sweep_item item join access_token token on token.id = item.token_id
      where item.sweep_id = ${bulkWithdrawalId} and item.outcome = 'withdrawn' and not item.is_told and token.user_id is not null
      limit 1
    ), told as (
      update token_sweep_item item set is_told = true from access_token token, owner
      where item.sweep_id = ${bulkWithdrawalId} and item.outcome = 'withdrawn' and not item.is_told
        and token.id = item.token_id and token.user_id = owner.user_id
      returning token.user_id, token.label
    )
    select user_id, array_agg(label order by lower(label)) as labels from told group by user_id`.execute(db);
  const [row] = rows;
  return row && { userId: row.user_id, labels: row.labels };
}

/** The organisation's tokens that a bulk withdrawal revoked and nobody was notified of yet, by label; marks them as notified. */
export async function takeRevokedToNotify(db: Db, bulkWithdrawalId: string): Promise<{ id: string; label: string }[]> {
  const { rows } = await sql<{ id: string; label: string }>`
    with told as (
      update token_sweep_item item set is_told = true from access_token token
      where item.sweep_id = ${bulkWithdrawalId} and item.outcome = 'revoked' and not item.is_told and token.id = item.token_id
      returning token.id, token.label
    )
    select id, label from told order by lower(label), id`.execute(db);
  return rows;
}

/** @returns false when it was finished before */
export async function finishBulkWithdrawal(db: Db, id: string): Promise<boolean> {
  const result = await db
    .updateTable("token_sweep")
    .set({ finished_at: sql<Date>`now()` })
    .where("id", "=", id)
    .where("finished_at", "is", null)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** The tokens of a bulk withdrawal with their owners: failed ones first, then by label. */
export async function listBulkWithdrawalItems(
  db: Db,
  bulkWithdrawalId: string,
  { outcome, limit, offset }: { outcome?: BulkWithdrawalOutcome; limit: number; offset: number },
) {
  let query = db
    .selectFrom("token_sweep_item as item")
    .innerJoin("access_token as token", "token.id", "item.token_id")
    .leftJoin("user as owner", "owner.id", "token.user_id")
    .where("item.sweep_id", "=", bulkWithdrawalId)
    .select([
      "item.token_id",
      "item.outcome",
      "item.done_at",
      "token.label",
      "token.user_id",
      "owner.email as owner_email",
      "owner.first_name as owner_first_name",
      "owner.last_name as owner_last_name",
    ]);
  if (outcome !== undefined) query = query.where("item.outcome", "=", outcome);
  return await query
    .orderBy(sql`item.outcome <> 'failed'`)
    .orderBy(sql`lower(token.label)`)
    .orderBy("item.token_id")
    .limit(limit)
    .offset(offset)
    .execute();
}
