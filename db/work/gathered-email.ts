import { sql } from "kysely";
import type { Db, Row } from "@/db/database";

type OfKind = Pick<Row<"outgoing_email">, "kind" | "recipient">;

/** The kind and the receiver of a mail that waits for its first attempt and may be gathered. */
export async function findGatheredEmail(db: Db, id: string): Promise<OfKind | undefined> {
  return await db
    .selectFrom("outgoing_email")
    .select(["kind", "recipient"])
    .where("id", "=", id)
    .where("is_gathered", "=", true)
    .where("state", "=", "queued")
    .where("attempts", "=", 0)
    .executeTakeFirst();
}

/** Locks the mails of this kind to this address until the transaction ends. */
export async function lockKind(trx: Db, { kind, recipient }: OfKind): Promise<void> {
  const name = `mail:${kind}:${recipient.toLowerCase()}`;
  await sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`.execute(trx);
}

function ofKind(db: Db, { kind, recipient }: OfKind) {
  return db
    .selectFrom("outgoing_email")
    .where("is_gathered", "=", true)
    .where("kind", "=", kind)
    .where(sql<string>`lower(recipient)`, "=", recipient.toLowerCase());
}

/**
 * When the latest of a kind was sent, after `since`; `now` while one is on its way, or is tried again within minutes. An
 * outdated one is about to end unsent.
 */
export async function findLatestSent(trx: Db, kind: OfKind, since: Date, now: Date): Promise<Date | undefined> {
  const { at } = await ofKind(trx, kind)
    .where((eb) =>
      eb.or([
        eb("state", "=", "handed_over"),
        eb.and([eb("state", "=", "sending"), eb.or([eb("expires_at", "is", null), eb("expires_at", ">", now)])]),
        eb.and([
          eb("state", "=", "queued"),
          eb("attempts", ">", 0),
          eb("next_attempt_at", "<", sql<Date>`${now}::timestamptz + interval '15 minutes'`),
        ]),
        eb.and([eb("state", "=", "sent"), eb("finished_at", ">", since)]),
      ]),
    )
    .select(sql<Date | null>`max(coalesce(finished_at, ${now}::timestamptz))`.as("at"))
    .executeTakeFirstOrThrow();
  return at ?? undefined;
}

/** Nothing is tried before `at`. */
export async function postponeEmail(trx: Db, id: string, at: Date): Promise<void> {
  await trx
    .updateTable("outgoing_email")
    .set({ next_attempt_at: at })
    .where("id", "=", id)
    .where("state", "=", "queued")
    .execute();
}

/** Those of a kind that wait for their first attempt, the earliest first, locked. Those that another transaction holds are left out. */
export async function lockWaiting(trx: Db, kind: OfKind, limit: number): Promise<Row<"outgoing_email">[]> {
  return await ofKind(trx, kind)
    .where("state", "=", "queued")
    .where("attempts", "=", 0)
    .selectAll()
    .orderBy("id")
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute();
}

/** Replace several mails by one that has their content. */
export async function foldEmails(
  trx: Db,
  { id, ...columns }: Pick<Row<"outgoing_email">, "id" | "content" | "key_id" | "expires_at">,
  others: readonly string[],
): Promise<void> {
  await trx.updateTable("outgoing_email").set(columns).where("id", "=", id).execute();
  await trx
    .deleteFrom("outgoing_email")
    .where("id", "in", [...others])
    .execute();
}
