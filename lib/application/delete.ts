import { lockAssignedTokens } from "@/db/access-token/token";
import { deleteApplication as deleteRow } from "@/db/application/application";
import type { Db } from "@/db/database";
import { actorOf, recordActivity } from "@/lib/activity/record";
import type { Principal } from "@/lib/authorization/principal";
import type { OrganisationRefusal } from "@/lib/organisation/authorize";
import { needsProof, type ProofRequired } from "@/lib/session/reauthenticate";
import { write } from "@/lib/write";
import { authorizeApplication } from "./authorize";

export type DeleteApplicationResult = { status: "deleted" } | OrganisationRefusal | ProofRequired;

/**
 * Delete an application, along with its environments and their variables. A token that was limited to it stays limited, and reaches
 * nothing there any more. @throws CallerEnded
 */
export async function deleteApplication(db: Db, principal: Principal, id: string): Promise<DeleteApplicationResult> {
  return await write(db, principal, async (trx): Promise<DeleteApplicationResult> => {
    const authorized = await authorizeApplication(trx, principal, id, "delete_application");
    if (authorized.status !== "authorized") return authorized;
    if (needsProof(principal)) return { status: "reauthentication_required" };
    const { application } = authorized;
    await lockAssignedTokens(trx, { application_id: id });
    await deleteRow(trx, id);
    await recordActivity(trx, {
      type: "application.deleted",
      organisationId: application.organisation_id,
      applicationId: id,
      actor: actorOf(principal),
      target: { type: "application", id, label: application.name },
      before: { name: application.name, slug: application.slug },
      client: principal.client,
    });
    return { status: "deleted" };
  });
}
