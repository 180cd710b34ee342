import { randomBytes } from "node:crypto";
import type { Db } from "@/db/database";

const DAY_MS = 24 * 60 * 60 * 1000;

/** The day so many days before today, in UTC, as `YYYY-MM-DD`. */
export function dayBefore(days: number): string {
  return new Date(Date.now() - days * DAY_MS).toISOString().slice(0, 10);
}

/** Requests of a token on a day, as if they had been made. */
export async function addUsage(
  db: Db,
  tokenId: string,
  given: { daysAgo?: number; scope?: string; outcome?: string; requests?: number },
): Promise<void> {
  const { daysAgo = 0, scope = "", outcome = "success", requests = 1 } = given;
  await db
    .insertInto("access_token_usage")
    .values({ token_id: tokenId, day: dayBefore(daysAgo), outcome, scope, requests })
    .execute();
}

/** A source of a token's secrets, as long as those that the page must find room for. */
export async function addSource(db: Db, tokenId: string): Promise<void> {
  const { id } = await db
    .selectFrom("access_token_secret")
    .select("id")
    .where("token_id", "=", tokenId)
    .executeTakeFirstOrThrow();
  await db
    .insertInto("access_token_source")
    .values({
      secret_id: id,
      digest: randomBytes(16),
      address: "2001:db8:4c1:7a00:ffff:ffff:ffff:ffff",
      user_agent: "GitHub-Actions/2.317 (linux; x64) python-requests/2.32.3",
      route: "POST /iam/v3/access-tokens/{uuid}/rotate/",
      requests: 1_204,
      refused: 31,
      first_seen_at: new Date(Date.now() - 2 * DAY_MS),
      last_seen_at: new Date(Date.now() - DAY_MS),
    })
    .execute();
}
