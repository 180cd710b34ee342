import { type SelectQueryBuilder, sql } from "kysely";
import type { Db, NewRow, RowChange } from "@/db/database";
import { lockGate, sharedGate, tokenGate } from "@/db/gate";
import { lockOrganisation } from "@/db/organisation/organisation";
import { prepareShapes } from "@/db/statement/shapes";
import { byUrgency } from "./attention";
import { isVisible, matches, type TokenFilter, type TokenVisibility } from "./filter";
import { statusOf } from "./status";
import { type PublicTokenRow, selectToken, type TokenRow } from "./token-row";

export type { PublicTokenRow, TokenRow };

export const TOKEN_ORDERS = ["label", "purpose", "status", "created_at", "expiration_date", "last_used_at"] as const;
export type TokenOrder = { field: (typeof TOKEN_ORDERS)[number]; descending: boolean };
/** Tokens that need attention, the most urgent first. */
export type TokenListOrder = TokenOrder | "urgency";

export const ORDER_COLUMNS = {
  label: sql`lower(token.label)`,
  purpose: sql`token.purpose`,
  status: statusOf,
  created_at: sql`token.created_at`,
  // A token without expiration date expires after all others.
  expiration_date: sql`coalesce(token.expires_at, 'infinity')`,
  // One that was never used was used before all others.
  last_used_at: sql`coalesce(last_use.used_at, '-infinity')`,
} as const;

export type TokenPage = {
  visibility: TokenVisibility;
  filter: TokenFilter;
  order: TokenListOrder;
  limit: number;
  offset: number;
};

/** One page of the tokens that may be seen and match, and how many there are in all. */
export async function listTokens(db: Db, page: TokenPage): Promise<{ rows: TokenRow[]; count: number }> {
  return await pageOf(db, page, selectPage);
}

/** What makes a list another statement, and what are its values. */
export type Kind = Pick<TokenPage, "order"> & { filter: Omit<TokenFilter, "blockedIds"> };
export type Given = Pick<TokenPage, "visibility" | "offset"> & { blockedIds: readonly string[]; limit: number };

const selectPage = prepareShapes((db, kind: Kind, given: Given) => selectToken(db).$call(matching(kind, given)));
const countMatching = prepareShapes(
  (db, filter: Kind["filter"], { visibility, blockedIds }: Pick<Given, "visibility" | "blockedIds">) =>
    db
      .selectFrom("access_token as token")
      .where(isVisible(visibility))
      .where(matches({ ...filter, blockedIds }))
      .select((eb) => eb.fn.countAll<string>().as("count")),
);

/** The condition, order and bounds of a page. */
export function matching({ filter, order }: Kind, { visibility, blockedIds, limit, offset }: Given) {
  return <Tables, Table extends keyof Tables, Row>(query: SelectQueryBuilder<Tables, Table, Row>) =>
    query
      .where(isVisible(visibility))
      .where(matches({ ...filter, blockedIds }))
      .orderBy(orderOf(order, blockedIds))
      .limit(limit)
      .offset(offset);
}

/**
 * A page of what `select` finds. Counts in the database only what cannot be told from the page and the row after it: most lists are no longer
 * than a page.
 */
export async function pageOf<Row>(
  db: Db,
  { visibility, filter: { blockedIds = [], ...filter }, order, limit, offset }: TokenPage,
  select: (db: Db, kind: Kind, given: Given) => Promise<Row[]>,
): Promise<{ rows: Row[]; count: number }> {
  const found = await select(db, { filter, order }, { visibility, blockedIds, limit: limit + 1, offset });
  const rows = found.slice(0, limit);
  const isLast = rows.length === found.length && (rows.length > 0 || offset === 0);
  if (isLast) return { rows, count: offset + rows.length };
  const [counted] = await countMatching(db, filter, { visibility, blockedIds });
  return { rows, count: Number(counted?.count) };
}

function orderOf(order: TokenListOrder, blockedIds: readonly string[]) {
  if (order === "urgency") return byUrgency(blockedIds);
  const direction = order.descending ? sql`desc` : sql`asc`;
  return sql`${ORDER_COLUMNS[order.field]} ${direction}, token.id ${direction}`;
}

type Seen = { visibility: TokenVisibility; id: string };

const selectOne = prepareShapes((db, _kind: null, { visibility, id }: Seen) =>
  selectToken(db).where("token.id", "=", id).where(isVisible(visibility)),
);

/** One token, when it may be seen. */
export async function findToken(db: Db, visibility: TokenVisibility, id: string): Promise<TokenRow | undefined> {
  return (await selectOne(db, null, { visibility, id }))[0];
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

/** The tokens that have secrets with these digests and may be seen, in the order of the digests. Not a use of them. */
export async function findTokensByDigest(db: Db, visibility: TokenVisibility, digests: readonly Buffer[]) {
  return await selectToken(db)
    .innerJoin("access_token_secret as pasted", "pasted.token_id", "token.id")
    .select("pasted.id as pasted_id")
    .where(sql<boolean>`pasted.digest = any(${digests}::bytea[])`)
    .where(isVisible(visibility))
    .orderBy(sql`array_position(${digests}::bytea[], pasted.digest)`)
    .execute();
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
 * Hold a token against being revoked until the end of this transaction. Several may hold one token, and give way to a transaction
 * that ends it. Whether it lives is asked afterwards, to see what this waited for.
 */
export async function holdToken(db: Db, id: string): Promise<void> {
  await sql`with gate as materialized (${sharedGate([tokenGate(id)])})
    select token.id from gate, access_token as token where token.id = ${id} for share of token`.execute(db);
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
  const table = organisationId === null ? "user" : "organisation";
  await lockOwner(db, table, { id: organisationId ?? userId ?? "" });
  return await countActiveTokens(db, owner);
}

const lockOwner = prepareShapes((db, table: "user" | "organisation", { id }: { id: string }) =>
  db.selectFrom(table).select("id").where("id", "=", id).forNoKeyUpdate(),
);

const countActive = prepareShapes((db, ownedBy: "user_id" | "organisation_id", { owner }: { owner: string }) =>
  db
    .selectFrom("access_token")
    .where(ownedBy, "=", owner)
    .where("revoked_at", "is", null)
    // Whoever had a hundred of them elsewhere can make the new ones.
    .where("imported_at", "is", null)
    .where((eb) => eb.or([eb("expires_at", "is", null), eb("expires_at", ">", sql<Date>`clock_timestamp()`)]))
    .select((eb) => eb.fn.countAll<string>().as("count")),
);

/** How many active tokens an owner has at this moment. */
export async function countActiveTokens(
  db: Db,
  { user_id: userId, organisation_id: organisationId }: { user_id: string | null; organisation_id: string | null },
): Promise<number> {
  const ownedBy = organisationId === null ? "user_id" : "organisation_id";
  const [counted] = await countActive(db, ownedBy, { owner: organisationId ?? userId ?? "" });
  return Number(counted?.count);
}

export async function updateToken(db: Db, id: string, change: RowChange<"access_token">): Promise<void> {
  await db.updateTable("access_token").set(change).where("id", "=", id).execute();
}

/**
 * An expiration date that someone chooses now, which begins the life that notices are scaled to. It is the token's own: where a sunset
 * gave it another one, that goes in the same statement.
 */
export function newExpiration(expiresAt: Date | null) {
  return {
    expires_at: expiresAt,
    expiration_set_at: sql<Date>`now()`,
    expires_by_sunset: false,
    own_expires_at: null,
  };
}

/** Replace the token's limits by `limits`. */
export async function replaceLimits(db: Db, tokenId: string, limits: NewRow<"access_token_limit">[]): Promise<void> {
  await db.deleteFrom("access_token_limit").where("token_id", "=", tokenId).execute();
  await insertLimits(db, limits);
}

export async function insertLimits(db: Db, limits: NewRow<"access_token_limit">[]): Promise<void> {
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
