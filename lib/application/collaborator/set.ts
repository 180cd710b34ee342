import { type CollaboratorAccess, findCollaboratorAccess, writeCollaborator } from "@/db/application/collaborator";
import type { Db } from "@/db/database";
import { actorOf, recordActivity } from "@/lib/activity/record";
import { type Principal, tokenIdOf, userIdOf } from "@/lib/authorization/principal";
import type { OrganisationRefusal } from "@/lib/organisation/authorize";
import { write } from "@/lib/write";
import { authorizeCollaborators } from "./authorize";

export type SetCollaboratorResult =
  | { status: "set" }
  | { status: "member_not_found" }
  /** Everyone else sees every application already. */
  | { status: "not_a_guest" }
  | OrganisationRefusal;

/** Add a guest to an application, to read or to write, or change which. @throws CallerEnded */
export async function setCollaborator(
  db: Db,
  principal: Principal,
  { applicationId, userId, access }: { applicationId: string; userId: string; access: CollaboratorAccess },
): Promise<SetCollaboratorResult> {
  return await write(db, principal, async (trx): Promise<SetCollaboratorResult> => {
    const authorized = await authorizeCollaborators(trx, principal, applicationId, userId);
    if (authorized.status !== "authorized") return authorized;
    const { application, member } = authorized;
    if (member.role !== "guest") return { status: "not_a_guest" };
    const before = await findCollaboratorAccess(trx, applicationId, userId);
    if (before === access) return { status: "set" };
    await writeCollaborator(trx, {
      application_id: applicationId,
      organisation_id: application.organisation_id,
      user_id: userId,
      access,
      added_by_user_id: userIdOf(principal) ?? null,
      added_by_token_id: tokenIdOf(principal),
    });
    await recordActivity(trx, {
      type: before === undefined ? "application_collaborator.created" : "application_collaborator.edited",
      organisationId: application.organisation_id,
      applicationId,
      userId,
      actor: actorOf(principal),
      target: { type: "user", id: userId, label: member.email },
      ...(before === undefined ? {} : { before: { application: application.name, access: before } }),
      after: { application: application.name, access },
      client: principal.client,
    });
    return { status: "set" };
  });
}
