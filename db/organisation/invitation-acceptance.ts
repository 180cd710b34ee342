import { sql } from "kysely";
import type { Db, Row } from "@/db/database";
import { type InvitationRow, selectInvitation } from "./invitation";

/** The invitation that a link of this digest belongs to, in whatever state. */
export async function findInvitationByDigest(db: Db, digest: Buffer): Promise<InvitationRow | undefined> {
  return await selectInvitation(db).where("invitation.digest", "=", digest).executeTakeFirst();
}

/**
 * The invitations of an account whose address was proved since they were mailed, in whatever state, the latest first: their
 * links would prove no more. An address that was proved before may be someone else's by now. Those that were not mailed cannot
 * offer a better proof: all of them count if the address was ever proved.
 */
function selectProved(db: Db, userId: string) {
  return selectInvitation(db)
    .innerJoin("user as invited", (join) =>
      join
        .on("invited.id", "=", userId)
        .on(sql<boolean>`lower(invited.email) = lower(invitation.email)`)
        .on(
          sql<boolean>`invited.email_verified_at >= case when invitation.is_mailed then invitation.sent_at else '-infinity' end`,
        ),
    )
    .orderBy("invitation.sent_at", "desc")
    .orderBy("invitation.id", "desc");
}

// One person's many invitations must not fill someone else's pages.
const MOST_LISTED = 50;

/** Those of them that are open. */
export async function listProvedInvitations(db: Db, userId: string): Promise<InvitationRow[]> {
  return await selectProved(db, userId)
    .where("invitation.accepted_at", "is", null)
    .where("invitation.revoked_at", "is", null)
    .where("invitation.expires_at", ">", sql<Date>`statement_timestamp()`)
    .limit(MOST_LISTED)
    .execute();
}

/** One of them. */
export async function findProvedInvitation(db: Db, userId: string, id: string): Promise<InvitationRow | undefined> {
  return await selectProved(db, userId).where("invitation.id", "=", id).executeTakeFirst();
}

/** Whether an address is invited somewhere at this moment; no such invitation is revoked before the transaction's end. */
export async function lockInvitationOf(db: Db, email: string): Promise<boolean> {
  const found = await db
    .selectFrom("invitation")
    .select("id")
    .where(sql<boolean>`lower(email) = ${email.toLowerCase()}`)
    .where("accepted_at", "is", null)
    .where("revoked_at", "is", null)
    .where("expires_at", ">", sql<Date>`statement_timestamp()`)
    .limit(1)
    .forShare()
    .executeTakeFirst();
  return found !== undefined;
}

/** Spend a locked invitation. @throws when it was spent or revoked already, which means that it was not locked */
export async function spendInvitation(db: Db, id: string, userId: string): Promise<void> {
  await db
    .updateTable("invitation")
    .set({ accepted_at: sql<Date>`now()`, accepted_by_user_id: userId })
    .where("id", "=", id)
    .where("accepted_at", "is", null)
    .where("revoked_at", "is", null)
    .returning("id")
    .executeTakeFirstOrThrow();
}

/**
 * Make someone a member as the invitation says: of the organisation and, for a guest, of those of its applications that still
 * exist.
 */
export async function seatInvited(
  db: Db,
  invitation: { id: string; organisation_id: string; role: Row<"invitation">["role"] },
  userId: string,
): Promise<boolean> {
  const { organisation_id: organisationId, role } = invitation;
  const inserted = await db
    .insertInto("membership")
    .values({ organisation_id: organisationId, user_id: userId, role })
    .onConflict((conflict) => conflict.doNothing())
    .returning("user_id")
    .executeTakeFirst();
  if (inserted === undefined || role !== "guest") return inserted !== undefined;
  await sql`insert into application_collaborator (application_id, organisation_id, user_id, access, added_by_user_id, added_by_token_id)
    select a.id, a.organisation_id, ${userId}, i.access, v.invited_by_user_id, v.invited_by_token_id
    from invitation_application i join application a on a.id = i.application_id
    join invitation v on v.id = i.invitation_id
    where i.invitation_id = ${invitation.id} and a.organisation_id = ${organisationId}`.execute(db);
  return true;
}
