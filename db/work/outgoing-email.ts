import { sql } from "kysely";
import type { Db, NewRow, Row } from "@/db/database";

export async function insertOutgoingEmail(
  db: Db,
  row: Pick<
    NewRow<"outgoing_email">,
    "id" | "kind" | "user_id" | "recipient" | "message_id" | "content" | "key_id" | "expires_at" | "is_gathered"
  >,
): Promise<void> {
  await db.insertInto("outgoing_email").values(row).execute();
}

const DUE = ["queued", "sending", "handed_over"] as const;

/** The mails that are due: waiting for the next attempt, or with a lease that ended without a sign of life. */
const isDue = (now: Date) => sql<boolean>`next_attempt_at <= ${now} and (state = 'queued' or leased_until <= ${now})`;

/** The ids of mails that should be looked at, those that wait longest first. */
export async function findDueEmails(db: Db, now: Date, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom("outgoing_email")
    .select("id")
    .where("state", "in", DUE)
    .where(isDue(now))
    .orderBy("next_attempt_at")
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}

/**
 * Take a mail that is due, until `leasedUntil`; of several who try, one gets it.
 * @returns it as it is now, with the state that it was found in
 */
export async function leaseEmail(
  db: Db,
  id: string,
  now: Date,
  leasedUntil: Date,
): Promise<(Row<"outgoing_email"> & { found: Row<"outgoing_email">["state"] }) | undefined> {
  return await db
    .with("due", (query) =>
      query
        .selectFrom("outgoing_email")
        .select(["id", "state"])
        .where("id", "=", id)
        .where("state", "in", DUE)
        .where(isDue(now))
        // Waits for whoever only looks at it, to gather mails of its kind: passed over, it would wait for the next sweep.
        .forUpdate(),
    )
    .updateTable("outgoing_email")
    .from("due")
    .whereRef("outgoing_email.id", "=", "due.id")
    .set({ state: "sending", leased_until: leasedUntil, attempts: sql`attempts + 1` })
    .returningAll("outgoing_email")
    .returning("due.state as found")
    .executeTakeFirst();
}

/** One attempt of a mail: an attempt that lost its lease to another one changes nothing any more. */
export type Attempt = { id: string; attempt: number };

function ofAttempt(db: Db, { id, attempt }: Attempt) {
  return db
    .updateTable("outgoing_email")
    .where("id", "=", id)
    .where("attempts", "=", attempt)
    .where("state", "in", ["sending", "handed_over"]);
}

/** @returns whether the mail is still this attempt's */
export async function prolongLease(db: Db, attempt: Attempt, leasedUntil: Date): Promise<boolean> {
  const { numUpdatedRows } = await ofAttempt(db, attempt).set({ leased_until: leasedUntil }).executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** The whole message was sent, and the server's answer is awaited. */
export async function markHandedOver(db: Db, attempt: Attempt): Promise<void> {
  await ofAttempt(db, attempt).set({ state: "handed_over" }).execute();
}

export async function requeueEmail(db: Db, attempt: Attempt, error: string, nextAttemptAt: Date): Promise<void> {
  await ofAttempt(db, attempt)
    .set({ state: "queued", leased_until: null, last_error: error.slice(0, 500), next_attempt_at: nextAttemptAt })
    .execute();
}

/** Finish a mail, sent or not: its content is erased. */
export async function finishEmail(
  db: Db,
  attempt: Attempt,
  end: { state: "sent" | "failed"; error: string | null; now: Date },
): Promise<void> {
  await ofAttempt(db, attempt)
    .set({
      state: end.state,
      content: null,
      leased_until: null,
      last_error: end.error?.slice(0, 500) ?? null,
      finished_at: end.now,
    })
    .execute();
}
