import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { Db, Row } from "@/db/database";
import { contains } from "@/db/search";

/** The filter of an activity. */
export type ActivityFilter = {
  /** Exact types, or those that begin with one of the prefixes, without the exceptions. */
  types?: {
    only?: readonly string[];
    prefixes?: readonly string[];
    except?: readonly string[];
    exceptPrefixes?: readonly string[];
  };
  /** What happened to this token, or was done with it. */
  tokenId?: string;
  from?: Date;
  /** Before this moment. */
  to?: Date;
  /** Part of a label, address, user agent or reason, in any case. */
  search?: string;
};

/** A place between two rows, newest first. `at` has the database's microseconds. */
export type ActivityCursor = { at: string; id: string };

/** A row with the labels and names needed to say who did it, as they are now. */
export type AccountActivityRow = Omit<Row<"activity">, "created_at"> & {
  created_at: Date;
  /** `created_at` as text, RFC 3339 with microseconds: what a cursor is made of. */
  at: string;
  actor_token_label: string | null;
  /** The organisation that owns the acting token. */
  actor_token_organisation_name: string | null;
  actor_first_name: string | null;
  actor_last_name: string | null;
  actor_email: string | null;
};

/** `created_at` with the database's microseconds. */
export const exactTime = sql<string>`to_char(activity.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

/**
 * Whether a person, or with null an organisation's token, did it alone, or an unknown caller did: only then the origin is
 * shown. An administrator's address is not for everyone affected by what they do.
 */
function isOwnDoing(userId: string | null): RawBuilder<SqlBool> {
  return sql<SqlBool>`(activity.actor_user_id is not distinct from ${userId}::uuid
    or (activity.actor_user_id is null and activity.actor_token_id is null))`;
}

/** The columns of the origin, as far as the viewer may know it. */
export function clientColumns(viewer: { userId: string | null } | undefined) {
  const isShown = viewer === undefined ? sql<SqlBool>`true` : isOwnDoing(viewer.userId);
  return [
    sql<string | null>`case when ${isShown} then activity.address end`.as("address"),
    sql<string>`case when ${isShown} then activity.user_agent else '' end`.as("user_agent"),
    sql<string | null>`case when ${isShown} then activity.request_id end`.as("request_id"),
  ] as const;
}

/**
 * The next rows of an account's activity: newest first and beyond `older`, or, with `newer`, those right above it, in the same
 * order. By the index of `user_id` and time, however far back.
 */
export async function findAccountActivity(
  db: Db,
  userId: string,
  filter: ActivityFilter,
  page: { limit: number; older?: ActivityCursor; newer?: ActivityCursor },
): Promise<AccountActivityRow[]> {
  const upwards = page.newer !== undefined;
  const direction = upwards ? "asc" : "desc";
  const rows = await db
    .selectFrom("activity")
    .leftJoin("access_token as actor_token", "actor_token.id", "activity.actor_token_id")
    .leftJoin("organisation as acting", "acting.id", "actor_token.organisation_id")
    .leftJoin("user as actor", "actor.id", "activity.actor_user_id")
    .selectAll("activity")
    .select([
      ...clientColumns({ userId }),
      exactTime.as("at"),
      "actor_token.label as actor_token_label",
      "acting.name as actor_token_organisation_name",
      "actor.first_name as actor_first_name",
      "actor.last_name as actor_last_name",
      "actor.email as actor_email",
    ])
    .where(isOfAccount(userId, filter))
    .where(isBeyond(page))
    .orderBy("activity.created_at", direction)
    .orderBy("activity.id", direction)
    .limit(page.limit)
    .execute();
  return upwards ? rows.reverse() : rows;
}

/** How many rows there are up to now. */
export async function countAccountActivity(db: Db, userId: string, filter: ActivityFilter): Promise<number> {
  const { count } = await db
    .selectFrom("activity")
    .where(isOfAccount(userId, filter))
    .select(sql<number>`count(*)::float8`.as("count"))
    .executeTakeFirstOrThrow();
  return count;
}

/** The condition that a row lies beyond a place. */
export function isBeyond({ older, newer }: { older?: ActivityCursor; newer?: ActivityCursor }): RawBuilder<SqlBool> {
  if (older !== undefined) {
    return sql<SqlBool>`(activity.created_at <= ${older.at}::timestamptz
      and (activity.created_at, activity.id) < (${older.at}::timestamptz, ${older.id}::uuid))`;
  }
  if (newer !== undefined) {
    return sql<SqlBool>`(activity.created_at >= ${newer.at}::timestamptz
      and (activity.created_at, activity.id) > (${newer.at}::timestamptz, ${newer.id}::uuid))`;
  }
  return sql<SqlBool>`true`;
}

function isOfAccount(userId: string, filter: ActivityFilter): RawBuilder<SqlBool> {
  return sql<SqlBool>`(activity.user_id = ${userId} and ${isWantedActivity(filter, { userId })})`;
}

/**
 * The condition that a row of `activity` is what is asked for.
 * @param viewer who sees the origin of their own actions only, and so can search only by that
 */
export function isWantedActivity(filter: ActivityFilter, viewer?: { userId: string | null }): RawBuilder<SqlBool> {
  const conditions = [sql<SqlBool>`true`];
  const { only, prefixes, except, exceptPrefixes } = filter.types ?? {};
  if (only !== undefined) conditions.push(sql<SqlBool>`activity.type = any(${sql.val([...only])}::text[])`);
  if (prefixes !== undefined) conditions.push(beginsWithOneOf(prefixes));
  if (except !== undefined) conditions.push(sql<SqlBool>`activity.type <> all(${sql.val([...except])}::text[])`);
  if (exceptPrefixes !== undefined) conditions.push(sql<SqlBool>`not ${beginsWithOneOf(exceptPrefixes)}`);
  if (filter.tokenId !== undefined) {
    conditions.push(
      sql<SqlBool>`(activity.target_id = ${filter.tokenId} or activity.actor_token_id = ${filter.tokenId})`,
    );
  }
  if (filter.from !== undefined) conditions.push(sql<SqlBool>`activity.created_at >= ${filter.from}`);
  if (filter.to !== undefined) conditions.push(sql<SqlBool>`activity.created_at < ${filter.to}`);
  if (filter.search !== undefined && filter.search !== "") {
    const { search } = filter;
    const isShown = viewer === undefined ? sql<SqlBool>`true` : isOwnDoing(viewer.userId);
    conditions.push(sql<SqlBool>`(${contains(sql`activity.target_label`, search)}
      or ${contains(sql`(activity.after->>'reason')`, search)}
      or (${isShown} and (${contains(sql`host(activity.address)`, search)} or ${contains(sql`activity.user_agent`, search)})))`);
  }
  return sql<SqlBool>`(${sql.join(conditions, sql` and `)})`;
}

function beginsWithOneOf(prefixes: readonly string[]): RawBuilder<SqlBool> {
  const begins = prefixes.map((prefix) => sql<SqlBool>`starts_with(activity.type, ${prefix})`);
  return sql<SqlBool>`(${sql.join(begins, sql` or `)})`;
}
