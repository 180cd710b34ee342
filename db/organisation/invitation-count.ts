import { sql } from "kysely";
import type { Db } from "@/db/database";

/** How many invitations are open, expired ones included, but for those of one address. */
export async function countOpenInvitationsOfOthers(db: Db, organisationId: string, email: string): Promise<number> {
  const { count } = await db
    .selectFrom("invitation")
    .where("organisation_id", "=", organisationId)
    .where("accepted_at", "is", null)
    .where("revoked_at", "is", null)
    .where(sql<boolean>`lower(email) <> lower(${email})`)
    .select((eb) => eb.fn.countAll<string>().as("count"))
    .executeTakeFirstOrThrow();
  return Number(count);
}

/**
 * How long until fewer than `most` invitations were sent by an organisation, or by a person whatever the organisation, within the
 * hour before, in whole seconds; undefined when that is so now. The activity counts: a row of `invitation` remembers only its latest mail.
 */
export async function secondsUntilFewerSent(
  db: Db,
  by: { organisationId: string } | { userId: string },
  most: number,
): Promise<number | undefined> {
  const hour = sql`interval '1 hour'`;
  const found = await db
    .selectFrom("activity")
    .where((eb) =>
      "userId" in by ? eb("actor_user_id", "=", by.userId) : eb("organisation_id", "=", by.organisationId),
    )
    .where("type", "in", ["invitation.created", "invitation.resent"])
    .where("created_at", ">", sql<Date>`statement_timestamp() - ${hour}`)
    .select(sql<number>`ceil(extract(epoch from created_at + ${hour} - statement_timestamp()))::int`.as("seconds"))
    .orderBy("created_at", "desc")
    .offset(most - 1)
    .limit(1)
    .executeTakeFirst();
  return found && Math.max(1, found.seconds);
}

/** How many seconds ago the latest link of an invitation was made. */
export async function secondsSinceSent(db: Db, id: string): Promise<number> {
  const { seconds } = await db
    .selectFrom("invitation")
    .where("id", "=", id)
    .select(sql<number>`extract(epoch from statement_timestamp() - sent_at)::float8`.as("seconds"))
    .executeTakeFirstOrThrow();
  return seconds;
}
