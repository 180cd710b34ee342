import { sql } from "kysely";
import type { Db } from "@/db/database";
import { isVisible, type TokenVisibility } from "./filter";

// A count beyond 2^53 would need 285,000 requests a second for a thousand years: a double holds it.
const total = (condition: ReturnType<typeof sql<boolean>>) =>
  sql<number>`coalesce(sum(usage.requests) filter (where ${condition}), 0)::float8`;

const wasLetIn = sql<boolean>`usage.outcome = 'success'`;

/** Days are the database's, in UTC; the last of `days` is today. */
const firstDay = (days: number) => sql<Date>`((now() at time zone 'UTC')::date - ${days - 1}::int)`;

/** Requests of each day with any, oldest first. The caller has asked whether the token may be seen. */
export async function findUsageByDay(db: Db, tokenId: string, days: number) {
  return await db
    .selectFrom("access_token_usage as usage")
    .where("usage.token_id", "=", tokenId)
    .where("usage.day", ">=", firstDay(days))
    .select([
      sql<string>`usage.day::text`.as("day"),
      total(wasLetIn).as("requests"),
      total(sql<boolean>`not ${wasLetIn}`).as("refused"),
    ])
    .groupBy("usage.day")
    .orderBy("usage.day")
    .execute();
}

/** Each scope that allowed requests needed, the most used first: in the last days, or since the day of a moment. */
export async function findUsageByScope(db: Db, tokenId: string, period: { days: number } | { since: Date }) {
  const first = "days" in period ? firstDay(period.days) : sql<Date>`${period.since.toISOString().slice(0, 10)}::date`;
  return await db
    .selectFrom("access_token_usage as usage")
    .where("usage.token_id", "=", tokenId)
    .where("usage.day", ">=", first)
    .where("usage.scope", "!=", "")
    .where(wasLetIn)
    .select([
      "usage.scope",
      sql<number>`sum(usage.requests)::float8`.as("requests"),
      sql<string>`max(usage.day)::text`.as("last_day"),
    ])
    .groupBy("usage.scope")
    .orderBy("requests", "desc")
    .orderBy("usage.scope")
    .execute();
}

/** Each reason for which requests were refused, the most frequent first. */
export async function findUsageByRefusal(db: Db, tokenId: string, days: number) {
  return await db
    .selectFrom("access_token_usage as usage")
    .where("usage.token_id", "=", tokenId)
    .where("usage.day", ">=", firstDay(days))
    .where(sql<boolean>`not ${wasLetIn}`)
    .select(["usage.outcome", sql<number>`sum(usage.requests)::float8`.as("requests")])
    .groupBy("usage.outcome")
    .orderBy("requests", "desc")
    .orderBy("usage.outcome")
    .execute();
}

/** Requests that were allowed, by token and day, of those tokens that may be seen. `day` counts from the oldest, 0. */
export async function findDailyRequests(db: Db, visibility: TokenVisibility, ids: readonly string[], days: number) {
  if (ids.length === 0) return [];
  return await db
    .selectFrom("access_token as token")
    .leftJoin("access_token_usage as usage", (join) =>
      join.onRef("usage.token_id", "=", "token.id").on("usage.day", ">=", firstDay(days)).on(wasLetIn),
    )
    .where("token.id", "in", ids)
    .where(isVisible(visibility))
    .select([
      "token.id",
      sql<number | null>`usage.day - ${firstDay(days)}`.as("day"),
      sql<number>`coalesce(sum(usage.requests), 0)::float8`.as("requests"),
    ])
    .groupBy(["token.id", "usage.day"])
    .execute();
}

/** Today by the database's clock, in UTC, as `YYYY-MM-DD`; undefined for a token that may not be seen. */
export async function findToday(db: Db, visibility: TokenVisibility, tokenId: string): Promise<string | undefined> {
  const row = await db
    .selectFrom("access_token as token")
    .where("token.id", "=", tokenId)
    .where(isVisible(visibility))
    .select(sql<string>`(now() at time zone 'UTC')::date::text`.as("today"))
    .executeTakeFirst();
  return row?.today;
}
