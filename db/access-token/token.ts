import { sql } from "kysely";
import { jsonArrayFrom } from "kysely/helpers/postgres";
import type { Db, NewRow, RowChange } from "@/db/database";
import { lockGate, lockGateShared, tokenGate } from "@/db/gate";
import { lockOrganisation } from "@/db/organisation/organisation";
import { byUrgency } from "./attention";
import { isVisible, matches, type TokenFilter, type TokenVisibility } from "./filter";
import { limitsOfToken } from "./limits";
import { comesFromLeaked } from "./revoke";
import { statusOf } from "./status";

export const TOKEN_ORDERS = ["label", "purpose", "status", "created_at", "expiration_date", "last_used_at"] as const;
export type TokenOrder = { field: (typeof TOKEN_ORDERS)[number]; descending: boolean };
/** Tokens that need attention, the most urgent first. */
export type TokenListOrder = TokenOrder | "urgency";

/** A token with everything that its public shape needs. Times are checked by the database's clock: `status` is computed there. */
function selectToken(db: Db) {
  return db
    .selectFrom("access_token as token")
    .leftJoin("user", "user.id", "token.user_id")
    .leftJoin("organisation", "organisation.id", "token.organisation_id")
    .leftJoin("access_token_last_use as last_use", "last_use.token_id", "token.id")
    .leftJoin("user as revoker", "revoker.id", "token.revoked_by_user_id")
    .selectAll("token")
    .select([
      "user.email as user_email",
      "user.first_name as user_first_name",
      "user.last_name as user_last_name",
      "organisation.name as organisation_name",
      "organisation.slug as organisation_slug",
      "last_use.used_at as last_used_at",
      sql<string | null>`host(last_use.address)`.as("last_used_address"),
      "last_use.user_agent as last_used_user_agent",
      "revoker.first_name as revoker_first_name",
      "revoker.last_name as revoker_last_name",
      "revoker.email as revoker_email",
      statusOf.as("status"),
      sql<Date>`now()`.as("now"),
    ])
    .select((eb) => [
      limitsOfToken(eb),
      jsonArrayFrom(
        eb
          .selectFrom("access_token_secret as secret")
          .whereRef("secret.token_id", "=", "token.id")
          .where("secret.state", "!=", "retired")
          .select([
            "secret.id",
            "secret.state",
            "secret.hint",
            "secret.created_at",
            "secret.first_used_at",
            "secret.stored_at",
            "secret.overlap_seconds",
            "secret.retiring_since",
            "secret.retires_at",
            // As text, like the other times of a row inside of JSON.
            sql<
              string | null
            >`case when secret.state = 'retiring' then (select max(u.last_seen_at) from access_token_source u
              where u.secret_id = secret.id and u.last_seen_at > secret.retiring_since) end`.as(
              "used_since_retiring_at",
            ),
          ])
          .orderBy("secret.created_at", "desc"),
      ).as("secrets"),
      // For as long as it would reach something there.
      jsonArrayFrom(
        eb
          .selectFrom("access_token_organisation as access")
          .innerJoin("membership", (join) =>
            join
              .onRef("membership.organisation_id", "=", "access.organisation_id")
              .onRef("membership.user_id", "=", "token.user_id"),
          )
          .innerJoin("organisation as refusing", "refusing.id", "access.organisation_id")
          .leftJoin("user as decider", "decider.id", "access.decided_by_user_id")
          .whereRef("access.token_id", "=", "token.id")
          .where("access.state", "=", "withdrawn")
          .where(
            sql<boolean>`(token.reach = 'everything' or exists (select from access_token_limit l
              where l.token_id = token.id and l.organisation_id = access.organisation_id))`,
          )
          .select([
            "refusing.name as organisation_name",
            "access.reason",
            "access.decided_at",
            "decider.email",
            "decider.first_name",
            "decider.last_name",
          ])
          .orderBy("refusing.name"),
      ).as("withdrawals"),
    ]);
}

/** A token as `findToken` and `listTokens` read it. */
export type TokenRow = NonNullable<Awaited<ReturnType<typeof findToken>>>;

const ORDER_COLUMNS = {
  label: sql`lower(token.label)`,
  purpose: sql`token.purpose`,
  status: statusOf,
  created_at: sql`token.created_at`,
  // A token without expiration date expires after all others.
  expiration_date: sql`coalesce(token.expires_at, 'infinity')`,
  // One that was never used was used before all others.
  last_used_at: sql`coalesce(last_use.used_at, '-infinity')`,
} as const;

/** One page of the tokens that may be seen and match, and how many there are in all. */
export async function listTokens(
  db: Db,
  query: { visibility: TokenVisibility; filter: TokenFilter; order: TokenListOrder; limit: number; offset: number },
): Promise<{ rows: TokenRow[]; count: number }> {
  const rows = await selectToken(db)
    .where(isVisible(query.visibility))
    .where(matches(query.filter))
    .orderBy(orderOf(query.order, query.filter))
    .limit(query.limit)
    .offset(query.offset)
    .execute();
  const { count } = await db
    .selectFrom("access_token as token")
    .where(isVisible(query.visibility))
    .where(matches(query.filter))
    .select((eb) => eb.fn.countAll<string>().as("count"))
    .executeTakeFirstOrThrow();
  return { rows, count: Number(count) };
}

function orderOf(order: TokenListOrder, { blockedIds }: TokenFilter) {
  if (order === "urgency") return byUrgency(blockedIds ?? []);
  const direction = order.descending ? sql`desc` : sql`asc`;
  return sql`${ORDER_COLUMNS[order.field]} ${direction}, token.id ${direction}`;
}

/** One token, when it may be seen. */
export async function findToken(db: Db, visibility: TokenVisibility, id: string) {
  return await selectToken(db).where("token.id", "=", id).where(isVisible(visibility)).executeTakeFirst();
}

/** Those of these tokens that may be seen, the newest first. `"all"` is for verbs that end a token no matter who may see it. */
export async function findTokens(db: Db, visibility: TokenVisibility | "all", ids: readonly string[]) {
  return await selectToken(db)
    .where(sql<boolean>`token.id = any(${sql.val([...ids])}::uuid[])`)
    .$if(visibility !== "all", (query) => query.where(isVisible(visibility as TokenVisibility)))
    .orderBy("token.id", "desc")
    .execute();
}

/** Status and last use of these tokens, of those that may be seen: little enough to be asked every few seconds. */
export async function findLastUsed(db: Db, visibility: TokenVisibility, ids: readonly string[]) {
  if (ids.length === 0) return [];
  return await db
    .selectFrom("access_token as token")
    .leftJoin("access_token_last_use as last_use", "last_use.token_id", "token.id")
    .select([
      "token.id",
      "last_use.used_at",
      sql<string | null>`host(last_use.address)`.as("address"),
      "last_use.user_agent",
      statusOf.as("status"),
    ])
    .where("token.id", "in", ids)
    .where(isVisible(visibility))
    .execute();
}

/** The token whose current, pending or retiring secret has this digest, when it may be seen. Not a use of it. */
export async function findTokenByDigest(db: Db, visibility: TokenVisibility, digest: Buffer) {
  return await selectToken(db)
    .innerJoin("access_token_secret as pasted", "pasted.token_id", "token.id")
    .select("pasted.id as pasted_id")
    .where("pasted.digest", "=", digest)
    .where(isVisible(visibility))
    .executeTakeFirst();
}

/**
 * Wait until no other transaction changes this token, then hold it until the end of this one. Rows that only refer to it, such
 * as its usage counts, can still be written.
 * @returns the organisation that owns it; null for a personal one, and for none
 */
export async function lockToken(db: Db, id: string): Promise<string | null> {
  const [token] = await lockTokens(db, [id]);
  return token?.organisation_id ?? null;
}

/** Lock the organisation that owns this token; nothing for a personal one. The owner of a token never changes. */
export async function lockOrganisationOf(db: Db, id: string): Promise<void> {
  const token = await db.selectFrom("access_token").select("organisation_id").where("id", "=", id).executeTakeFirst();
  if (token?.organisation_id != null) await lockOrganisation(db, token.organisation_id);
}

/** Lock several tokens, always in one order, so that two transactions that need the same ones never deadlock. */
export async function lockTokens(db: Db, ids: readonly string[]) {
  await lockGate(db, ids.map(tokenGate));
  return await db
    .selectFrom("access_token")
    .select(["id", "organisation_id"])
    .where(sql<boolean>`id = any(${sql.val([...ids])}::uuid[])`)
    .orderBy("id")
    .forNoKeyUpdate()
    .execute();
}

/** Whether a token is seen at all, asked before anything is locked: a stranger who knows an id must not stand in its way. */
export async function seesToken(db: Db, visibility: TokenVisibility, id: string): Promise<boolean> {
  const found = await db
    .selectFrom("access_token as token")
    .select("token.id")
    .where("token.id", "=", id)
    .where(isVisible(visibility))
    .executeTakeFirst();
  return found !== undefined;
}

/** Lock the tokens that are assigned to a team or an application and are about to lose that. */
export async function lockAssignedTokens(db: Db, to: { team_id: string } | { application_id: string }): Promise<void> {
  const [column, id] =
    "team_id" in to ? (["team_id", to.team_id] as const) : (["application_id", to.application_id] as const);
  const assigned = await db.selectFrom("access_token").select("id").where(column, "=", id).execute();
  if (assigned.length > 0)
    await lockTokens(
      db,
      assigned.map((token) => token.id),
    );
}

/**
 * Hold a token against being revoked until the end of this transaction, and say whether it still lives with this secret, and no
 * token that it comes from has leaked. Several may hold one token, and give way to a transaction that ends it.
 */
export async function lockLiveToken(db: Db, id: string, secretId: string): Promise<boolean> {
  await lockGateShared(db, [tokenGate(id)]);
  const token = await db
    .selectFrom("access_token")
    .select("revoked_at")
    .where("id", "=", id)
    .forShare()
    .executeTakeFirst();
  // Asked after the lock is taken, to see what the lock waited for.
  const secret = await db
    .selectFrom("access_token_secret")
    .select("id")
    .where("id", "=", secretId)
    .where((eb) => eb.or([eb("retires_at", "is", null), eb("retires_at", ">", sql<Date>`clock_timestamp()`)]))
    .executeTakeFirst();
  return token?.revoked_at === null && secret !== undefined && !(await comesFromLeaked(db, id));
}

/**
 * How many active tokens an owner has. Takes the owner's row first, so that two transactions that count before they add one
 * come after each other: without it, racing requests would all find room for one more.
 */
export async function countActiveTokensForChange(
  db: Db,
  owner: { user_id: string | null; organisation_id: string | null },
): Promise<number> {
  const { user_id: userId, organisation_id: organisationId } = owner;
  if (organisationId !== null) {
    await db.selectFrom("organisation").select("id").where("id", "=", organisationId).forNoKeyUpdate().execute();
  } else {
    await db.selectFrom("user").select("id").where("id", "=", userId).forNoKeyUpdate().execute();
  }
  return await countActiveTokens(db, owner);
}

/** How many active tokens an owner has at this moment. */
export async function countActiveTokens(
  db: Db,
  { user_id: userId, organisation_id: organisationId }: { user_id: string | null; organisation_id: string | null },
): Promise<number> {
  const { count } = await db
    .selectFrom("access_token")
    .where(organisationId !== null ? "organisation_id" : "user_id", "=", organisationId ?? userId)
    .where("revoked_at", "is", null)
    .where((eb) => eb.or([eb("expires_at", "is", null), eb("expires_at", ">", sql<Date>`clock_timestamp()`)]))
    .select((eb) => eb.fn.countAll<string>().as("count"))
    .executeTakeFirstOrThrow();
  return Number(count);
}

export async function insertToken(db: Db, row: NewRow<"access_token">): Promise<void> {
  await db.insertInto("access_token").values(row).execute();
}

export async function updateToken(db: Db, id: string, change: RowChange<"access_token">): Promise<void> {
  await db.updateTable("access_token").set(change).where("id", "=", id).execute();
}

/** Record that the token's expiration date was given now: the start of the life that notices are scaled to. */
export async function markExpirationSet(db: Db, id: string): Promise<void> {
  await db.updateTable("access_token").set({ expiration_set_at: sql<Date>`now()` }).where("id", "=", id).execute();
}

/** Replace the token's limits by `limits`. */
export async function replaceLimits(db: Db, tokenId: string, limits: NewRow<"access_token_limit">[]): Promise<void> {
  await db.deleteFrom("access_token_limit").where("token_id", "=", tokenId).execute();
  if (limits.length > 0) await db.insertInto("access_token_limit").values(limits).execute();
}

/** How many of the tokens that may be seen have each status. */
export async function countByStatus(db: Db, visibility: TokenVisibility) {
  const rows = await db
    .selectFrom("access_token as token")
    .where(isVisible(visibility))
    .select([statusOf.as("status"), sql<string>`count(*)`.as("count")])
    .groupBy(statusOf)
    .execute();
  const counts = { active: 0, expired: 0, revoked: 0 };
  for (const row of rows) counts[row.status] = Number(row.count);
  return counts;
}
