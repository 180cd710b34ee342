import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { Db } from "@/db/database";

/**
 * Mark a live token as revoked, by the database's clock.
 * @param by.isSource someone reported this one as leaked; a token revoked along with it is not a source
 * @param by.isReported and that was someone who did not say who they are
 * @returns false when it was revoked before
 */
export async function markRevoked(
  db: Db,
  id: string,
  by: {
    userId: string | null;
    kind: "by_owner" | "by_administrator" | "leaked" | "self";
    reason: string | null;
    isSource?: boolean;
    isReported?: boolean;
  },
): Promise<boolean> {
  const result = await db
    .updateTable("access_token")
    .set({
      revoked_at: sql<Date>`now()`,
      revoked_by_user_id: by.userId,
      revoke_kind: by.kind,
      revoke_reason: by.reason,
      ...leakColumns(by),
    })
    .where("id", "=", id)
    .where("revoked_at", "is", null)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/**
 * Make an undoable revoke permanent, as another's decision. When the token was revoked stays.
 * @returns false when it is not revoked, or for good already
 */
export async function makeRevokeFinal(
  db: Db,
  id: string,
  by: { userId: string | null; kind: "by_administrator" | "self"; reason: string | null },
  undoableMinutes: number,
): Promise<boolean> {
  const result = await db
    .updateTable("access_token as token")
    .set({ revoked_by_user_id: by.userId, revoke_kind: by.kind, revoke_reason: by.reason })
    .where("token.id", "=", id)
    .where(isUndoable(undoableMinutes))
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** The personal tokens of someone that live, or could be brought back. */
export async function findLiveableIdsOf(db: Db, userId: string, revival: Revival): Promise<string[]> {
  const rows = await db
    .selectFrom("access_token as token")
    .select("token.id")
    .where("token.user_id", "=", userId)
    .where(mayLive(revival))
    .execute();
  return rows.map(({ id }) => id);
}

/**
 * Revoke every personal token of someone for good: also the expired ones, which could be extended, and those whose revoke could be
 * undone. Imported ones stay, unless they were rotated: nobody was ever shown their secrets here.
 * @returns those that were active, and those whose revoke could be undone until now
 */
export async function revokeAllOf(
  db: Db,
  userId: string,
  reason: string,
  undoableMinutes: number,
): Promise<Record<"active" | "madeFinal", { id: string; label: string }[]>> {
  const decision = { revoke_kind: "by_administrator" as const, revoke_reason: reason };
  const madeFinal = await db
    .updateTable("access_token as token")
    .set({ ...decision, revoked_by_user_id: null })
    .where("token.user_id", "=", userId)
    .where(isUndoable(undoableMinutes))
    .returning(["token.id", "token.label"])
    .execute();
  const ended = await db
    .updateTable("access_token")
    .set({ ...decision, revoked_at: sql<Date>`now()` })
    .where("user_id", "=", userId)
    .where("revoked_at", "is", null)
    .where(
      sql<boolean>`(imported_at is null or exists (select from access_token_secret s
        where s.token_id = access_token.id and s.format <> 'imported' and s.state <> 'retired'))`,
    )
    .returning(["id", "label", sql<boolean>`expires_at is null or expires_at > now()`.as("was_active")])
    .execute();
  return { active: ended.filter((token) => token.was_active), madeFinal };
}

/** Make an undoable revoke permanent. When and why it was revoked stays. */
export async function markLeaked(
  db: Db,
  id: string,
  by: { userId: string | null; isSource?: boolean; isReported?: boolean },
): Promise<boolean> {
  const result = await db
    .updateTable("access_token")
    .set({ revoke_kind: "leaked", ...leakColumns(by) })
    .where("id", "=", id)
    .where("revoke_kind", "in", ["by_owner", "self", "by_administrator"])
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

type LeakSource = { userId: string | null; isSource?: boolean; isReported?: boolean };

function leakColumns({ userId, isSource = false, isReported = false }: LeakSource) {
  return isSource ? { leaked_at: sql<Date>`now()`, leaked_by_user_id: userId, leak_reported: isReported } : {};
}

/** Undo a revoke. */
export async function clearRevoke(db: Db, id: string): Promise<void> {
  await db
    .updateTable("access_token")
    .set({ revoked_at: null, revoked_by_user_id: null, revoke_kind: null, revoke_reason: null })
    .where("id", "=", id)
    .execute();
}

/** For how long an expired token can be extended, and a person can undo their own revoke. */
export type Revival = { extendableDays: number; undoableMinutes: number };

/** Whether the revoke of `token` could still be undone. */
export function isUndoable(minutes: number): RawBuilder<SqlBool> {
  return sql<SqlBool>`(token.revoke_kind = 'by_owner' and token.revoked_at >= now() - make_interval(mins => ${minutes}::int))`;
}

/** Whether `token` lives, or could be brought back. */
export function mayLive({ extendableDays, undoableMinutes }: Revival): RawBuilder<SqlBool> {
  return sql<SqlBool>`((token.revoked_at is null and (
    token.expires_at is null or token.expires_at >= now() - make_interval(days => ${extendableDays}::int)))
    or ${isUndoable(undoableMinutes)})`;
}

/**
 * The ids of the tokens, without this one, that were made with it, or whose living secret was, or while a secret of its making
 * lived that was replaced since, or with one of those in turn: those that live or could be brought back. Revoked and expired ones on the way count, since theirs may live. A job that makes a
 * token for each run has made tens of thousands by the time that it leaks: each generation is one join.
 */
export async function findIdsMadeWith(db: Db, id: string, revival: Revival): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with recursive made(id) as (
      select ${id}::uuid
      union
      select edge.made from made join (
        select created_by_token_id as maker, id as made from access_token where created_by_token_id is not null
        union all
        select created_by_token_id, token_id from access_token_secret
        where created_by_token_id is not null and state <> 'retired'
        union all
        select secret.created_by_token_id, token.id from access_token_secret as secret
        join access_token as token on token.created_by_token_id = secret.token_id
          and token.created_at between secret.created_at and secret.retires_at
        where secret.created_by_token_id is not null and secret.state = 'retired'
      ) as edge on edge.maker = made.id
    )
    select token.id from made join access_token as token on token.id = made.id
    where token.id <> ${id} and ${mayLive(revival)}`.execute(db);
  return rows.map((row) => row.id);
}

// What a token comes from, itself included: the way of `findIdsMadeWith` upwards.
const makersOf = (id: string | RawBuilder<unknown>) => sql`
  maker(id) as (
    select ${id}::uuid
    union
    select edge.maker from maker cross join lateral (
      select created_by_token_id as maker from access_token where id = maker.id
      union all
      select created_by_token_id from access_token_secret where token_id = maker.id and state <> 'retired'
      union all
      select secret.created_by_token_id from access_token as token
      join access_token_secret as secret on secret.token_id = token.created_by_token_id and secret.state = 'retired'
        and token.created_at between secret.created_at and secret.retires_at
      where token.id = maker.id
    ) as edge where edge.maker is not null
  )`;

/**
 * Whether `token`, or a living secret of it, was made by another token: then a leak of that one is its end. As a condition the latter
 * would be looked for among all secrets that tokens have made, which are few until they are many.
 */
export const comesFromToken = sql<boolean>`(token.created_by_token_id is not null or coalesce((
  select bool_or(s.created_by_token_id is not null) from access_token_secret s
  where s.token_id = token.id and s.state <> 'retired'), false))`;

/**
 * Since when `token` is over because one that it comes from leaked: a leak ends the leaked token first and what it made afterwards.
 * Null for every other; most were made by people, and cost a look at their own secrets.
 */
export const makerLeakedAt = sql<Date | null>`(case
  when ${comesFromToken}
  then (
    with recursive ${makersOf(sql`token.id`)}
    select min(leaked.revoked_at) from maker join access_token as leaked on leaked.id = maker.id
    where leaked.id <> token.id and leaked.revoke_kind = 'leaked'
  ) end)`;

/** Whether a token comes from this other one, by whatever number of steps. */
export async function comesFrom(db: Db, id: string, makerId: string): Promise<boolean> {
  const { rows } = await sql<{ comes: boolean }>`
    with recursive ${makersOf(id)}
    select exists (select from maker where id = ${makerId} and id <> ${id}) as comes`.execute(db);
  return rows[0]?.comes === true;
}

/** Tokens reported as leaked whose descendants are not all ended yet, with who reported them, the oldest first. */
export async function findUnfinishedLeaks(db: Db) {
  return await db
    .selectFrom("access_token as token")
    .leftJoin("user", "user.id", "token.leaked_by_user_id")
    .select(["token.id", "token.label", "token.leak_reported"])
    .select(["user.id as user_id", "user.email", "user.first_name", "user.last_name"])
    .where("token.leaked_at", "is not", null)
    .where("token.leak_finished_at", "is", null)
    .orderBy("token.leaked_at")
    .execute();
}

/** Record that everything a leaked token made is ended, and that the owners of its organisations were notified. */
export async function markLeakFinished(db: Db, id: string): Promise<void> {
  await db
    .updateTable("access_token")
    .set({ leak_finished_at: sql<Date>`now()` })
    .where("id", "=", id)
    .where("leaked_at", "is not", null)
    .where("leak_finished_at", "is", null)
    .execute();
}
