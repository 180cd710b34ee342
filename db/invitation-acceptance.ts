import { sql } from "kysely";
import type { Db, Row } from "./database";
import { type InvitationRow, selectInvitation } from "./invitation";

/** The invitation that a link of this digest belongs to, in whatever state. */
export async function findInvitationByDigest(db: Db, digest: Buffer): Promise<InvitationRow | undefined> {
  return await selectInvitation(db).where("invitation.digest", "=", digest).executeTakeFirst();
}

/** Spend an invitation that is held. @throws when it was spent or revoked already: it was not held, then */
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

/** Seat somebody as the invitation says: in the organisation and, as a guest, at its applications that are still there. */
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
  await sql`insert into application_collaborator (application_id, organisation_id, user_id, access, added_by_user_id)
    select a.id, a.organisation_id, ${userId}, i.access, v.invited_by_user_id
    from invitation_application i join application a on a.id = i.application_id
    join invitation v on v.id = i.invitation_id
    where i.invitation_id = ${invitation.id} and a.organisation_id = ${organisationId}`.execute(db);
  return true;
}
