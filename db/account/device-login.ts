import { sql } from "kysely";
import { v7 as uuidv7 } from "uuid";
import type { Db, NewRow, Row } from "@/db/database";

// Two requests take different times on their way: one that comes a second early was sent in time.
const GRACE_SECONDS = 1;
const SLOWER_BY_SECONDS = 5;
const LONGEST_INTERVAL_SECONDS = 900;

type NewLogin = Pick<
  NewRow<"device_login">,
  "device_digest" | "user_code_digest" | "device_name" | "scopes" | "address" | "user_agent" | "interval_seconds"
> & { lifeSeconds: number };

/** @returns false when another login has this user code, also one that is over and not yet removed */
export async function insertDeviceLogin(db: Db, { lifeSeconds, ...row }: NewLogin): Promise<boolean> {
  const inserted = await db
    .insertInto("device_login")
    .values({ ...row, id: uuidv7(), expires_at: sql`now() + make_interval(secs => ${lifeSeconds})` })
    .onConflict((conflict) => conflict.column("user_code_digest").doNothing())
    .returning("id")
    .executeTakeFirst();
  return inserted !== undefined;
}

export type PendingLogin = NonNullable<Awaited<ReturnType<typeof findPendingLogin>>>;

/** The login that waits for a decision under this user code. */
export async function findPendingLogin(db: Db, userCodeDigest: Buffer) {
  return await pending(db, userCodeDigest).executeTakeFirst();
}

/** The same, locked until the transaction ends: of several that decide at once, one finds it. */
export async function lockPendingLogin(trx: Db, userCodeDigest: Buffer): Promise<PendingLogin | undefined> {
  return await pending(trx, userCodeDigest).forUpdate().executeTakeFirst();
}

function pending(db: Db, userCodeDigest: Buffer) {
  return (
    db
      .selectFrom("device_login")
      .select(["id", "device_name", "scopes", "user_agent", "created_at", "expires_at"])
      .select(sql<string | null>`host(address)`.as("address"))
      .where("user_code_digest", "=", userCodeDigest)
      .where("state", "=", "pending")
      // Not now(): that is from before a lock was waited for.
      .where("expires_at", ">", sql<Date>`clock_timestamp()`)
  );
}

type Decision = { userId: string; sessionId: string };

/** Record that a locked login was allowed. @param input what makes the token */
export async function markAllowed(trx: Db, id: string, by: Decision, input: object): Promise<void> {
  await decide(trx, id, by, { state: "allowed", allowed: JSON.stringify(input) });
}

/** Record that a locked login was refused. */
export async function markRefused(trx: Db, id: string, by: Decision): Promise<void> {
  await decide(trx, id, by, { state: "refused" });
}

async function decide(
  trx: Db,
  id: string,
  { userId, sessionId }: Decision,
  outcome: { state: "allowed" | "refused"; allowed?: string },
): Promise<void> {
  await trx
    .updateTable("device_login")
    .set({ ...outcome, decided_at: sql<Date>`clock_timestamp()`, user_id: userId, session_id: sessionId })
    .where("id", "=", id)
    .where("state", "=", "pending")
    .execute();
}

export type Poll = {
  id: string;
  state: Row<"device_login">["state"];
  session_id: string | null;
  is_expired: boolean;
  is_too_fast: boolean;
};

/** Count one request for the token of a login, which is told to slow down when it came too soon after the one before. */
export async function countPoll(db: Db, deviceDigest: Buffer): Promise<Poll | undefined> {
  const { rows } = await sql<Poll>`
    with login as materialized (
      select id, state, session_id, expires_at <= clock_timestamp() as is_expired,
        coalesce(polled_at > clock_timestamp() - make_interval(secs => interval_seconds - ${GRACE_SECONDS}::int), false)
          as is_too_fast
      from device_login where device_digest = ${deviceDigest} for update
    ), counted as (
      update device_login set polled_at = clock_timestamp(), interval_seconds = least(
        ${LONGEST_INTERVAL_SECONDS}::int,
        interval_seconds + case when login.is_too_fast then ${SLOWER_BY_SECONDS}::int else 0 end
      ) from login where device_login.id = login.id
    )
    select * from login`.execute(db);
  return rows[0];
}

export type AllowedLogin = NonNullable<Awaited<ReturnType<typeof lockAllowedLogin>>>;

/** A login that was allowed and whose token nobody has taken yet, locked until the transaction ends. */
export async function lockAllowedLogin(trx: Db, id: string) {
  return await trx
    .selectFrom("device_login")
    .select(["id", "device_name", "allowed", "decided_at"])
    .where("id", "=", id)
    .where("state", "=", "allowed")
    .where("expires_at", ">", sql<Date>`clock_timestamp()`)
    .forUpdate()
    .executeTakeFirst();
}

/** A login that was allowed is over: its token was taken, or nobody gets one any more. */
export async function endAllowedLogin(trx: Db, id: string, state: "taken" | "refused"): Promise<void> {
  await trx
    .updateTable("device_login")
    .set({ state, allowed: null })
    .where("id", "=", id)
    .where("state", "=", "allowed")
    .execute();
}
