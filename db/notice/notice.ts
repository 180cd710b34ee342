import { sql } from "kysely";
import { v7 as uuidv7 } from "uuid";
import type { Db, NewRow, Row } from "@/db/database";
import { prepareShapes } from "@/db/statement/shapes";

type NewNoticeRow = Omit<NewRow<"notice">, "id" | "read_at"> & { read: boolean };

const insert = prepareShapes((db, read: boolean, row: Omit<NewRow<"notice">, "read_at">) =>
  db
    .insertInto("notice")
    .values({ ...row, read_at: read ? sql`now()` : null })
    .onConflict((conflict) => conflict.columns(["user_id", "dedupe_key"]).doNothing())
    .returning("id"),
);

/** @returns whether there was none yet with this `dedupe_key` for this user */
export async function insertNoticeRow(db: Db, { read, ...row }: NewNoticeRow): Promise<boolean> {
  return (await insert(db, read, { ...row, id: uuidv7() })).length > 0;
}

const insertForActive = prepareShapes(
  (db, { read, isAt }: { read: boolean; isAt: boolean }, row: Omit<NewRow<"notice">, "read_at">) =>
    db
      .with("receiver", (part) =>
        part
          .selectFrom("user")
          .where("id", "=", row.user_id)
          .where("deactivated_at", "is", null)
          .select(["id", "email", "timezone"]),
      )
      .with("made", (part) =>
        part
          .insertInto("notice")
          .columns(["id", "user_id", "kind", "token_id", "dedupe_key", "detail", "created_at", "read_at"])
          .expression(
            part
              .selectFrom("receiver")
              .select([
                sql<string>`${row.id}::uuid`.as("id"),
                "receiver.id as user_id",
                sql<string>`${row.kind}::text`.as("kind"),
                sql<string | null>`${row.token_id ?? null}::uuid`.as("token_id"),
                sql<string>`${row.dedupe_key}::text`.as("dedupe_key"),
                sql<string>`${row.detail}::jsonb`.as("detail"),
                (isAt ? sql<Date>`${row.created_at}::timestamptz` : sql<Date>`now()`).as("created_at"),
                (read ? sql<Date | null>`now()` : sql<Date | null>`null::timestamptz`).as("read_at"),
              ]),
          )
          .onConflict((conflict) => conflict.columns(["user_id", "dedupe_key"]).doNothing())
          .returning("id"),
      )
      .selectFrom("receiver")
      .innerJoin("made", (join) => join.onTrue())
      .select(["receiver.id", "receiver.email", "receiver.timezone"]),
);

/** Who got it: undefined when it is not new for this user, or the account is deactivated. */
export async function insertNoticeForActive(
  db: Db,
  { read, ...row }: NewNoticeRow,
): Promise<{ id: string; email: string; timezone: string } | undefined> {
  const [receiver] = await insertForActive(db, { read, isAt: row.created_at !== undefined }, { ...row, id: uuidv7() });
  return receiver;
}

/** Whether a notice of an expiration date is outdated: the token has another date by now, or was revoked. */
const OUTDATED = sql<boolean>`notice.kind in ('token_expires', 'token_expired') and exists (
  select from access_token t where t.id = notice.token_id and (
    t.revoked_at is not null
    or date_trunc('milliseconds', t.expires_at) is distinct from (notice.detail->>'expires_at')::timestamptz
  ))`;

/**
 * Whether a later notice of the same token's expiration date says where it stands by now: that it expires sooner, or has expired. A
 * person is told of one state once.
 */
const SUPERSEDED = sql<boolean>`notice.kind in ('token_expires', 'token_expired') and exists (
  select from notice later where later.user_id = notice.user_id and later.token_id = notice.token_id
    and later.kind in (notice.kind, 'token_expired')
    and (later.created_at, later.id) > (notice.created_at, notice.id))`;

/** A user's notices, newest first, without superseded ones; only those that come after `before` in this order. */
export async function findNotices(
  db: Db,
  userId: string,
  limit: number,
  before?: string,
): Promise<(Row<"notice"> & { outdated: boolean })[]> {
  let query = db
    .selectFrom("notice")
    .selectAll()
    .select(OUTDATED.as("outdated"))
    .where("user_id", "=", userId)
    .where(sql<boolean>`not (${SUPERSEDED})`);
  if (before !== undefined) {
    query = query.where(
      sql<boolean>`(created_at, id) < (select created_at, id from notice where id = ${before} and user_id = ${userId})`,
    );
  }
  return await query.orderBy("created_at", "desc").orderBy("id", "desc").limit(limit).execute();
}

/** Outdated and superseded ones need nobody's attention. */
export async function countUnreadNotices(db: Db, userId: string): Promise<number> {
  const { count } = await db
    .selectFrom("notice")
    .select(sql<number>`count(*)::int`.as("count"))
    .where("user_id", "=", userId)
    .where("read_at", "is", null)
    .where(sql<boolean>`not (${OUTDATED})`)
    .where(sql<boolean>`not (${SUPERSEDED})`)
    .executeTakeFirstOrThrow();
  return count;
}

/** @returns how many were unread */
export async function markNoticesRead(db: Db, userId: string, ids: readonly string[] | "all"): Promise<number> {
  let query = db
    .updateTable("notice")
    .set({ read_at: sql`now()` })
    .where("user_id", "=", userId)
    .where("read_at", "is", null);
  if (ids !== "all") query = query.where("id", "in", ids.length > 0 ? [...ids] : [null]);
  const { numUpdatedRows } = await query.executeTakeFirst();
  return Number(numUpdatedRows);
}
