import { deleteCollaborator, findCollaboratorAccess } from "@/db/application/collaborator";
import type { Db } from "@/db/database";
import { actorOf, recordActivity } from "@/lib/activity/record";
import type { Principal } from "@/lib/authorization/principal";
import type { OrganisationRefusal } from "@/lib/organisation/authorize";
import { write } from "@/lib/write";
import { authorizeCollaborators } from "./authorize";

export type RemoveCollaboratorResult = { status: "removed" } | { status: "member_not_found" } | OrganisationRefusal;

/** Remove a guest from an application: their tokens stop reaching it at once. @throws CallerEnded */
export async function removeCollaborator(
  db: Db,
  principal: Principal,
  { applicationId, userId }: { applicationId: string; userId: string },
): Promise<RemoveCollaboratorResult> {
  return await write(db, principal, async (trx): Promise<RemoveCollaboratorResult> => {
    const authorized = await authorizeCollaborators(trx, principal, applicationId, userId);
    if (authorized.status !== "authorized") return authorized;
    const { application, member } = authorized;
    const before = await findCollaboratorAccess(trx, applicationId, userId);
    if (before === undefined) return { status: "removed" };
    await deleteCollaborator(trx, applicationId, userId);
    await recordActivity(trx, {
      type: "application_collaborator.deleted",
      organisationId: application.organisation_id,
      applicationId,
      userId,
      actor: actorOf(principal),
      target: { type: "user", id: userId, label: member.email },
      before: { application: application.name, access: before },
      client: principal.client,
    });
    return { status: "removed" };
  });
}
