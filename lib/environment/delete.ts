import { deleteEnvironment as deleteRow, findEnvironment } from "@/db/application/environment";
import type { Db } from "@/db/database";
import { actorOf, recordActivity } from "@/lib/activity/record";
import { authorizeApplication } from "@/lib/application/authorize";
import { refusedAt } from "@/lib/application/find";
import type { Principal } from "@/lib/authorization/principal";
import { reaches, reachOf } from "@/lib/authorization/reach";
import type { OrganisationRefusal } from "@/lib/organisation/authorize";
import { needsProof, type ProofRequired } from "@/lib/session/reauthenticate";
import { write } from "@/lib/write";
import { placeOf } from "./authorize";

export type DeleteEnvironmentResult = { status: "deleted" } | OrganisationRefusal | ProofRequired;

/** Delete an environment, along with its variables. A token that was limited to it reaches nothing there any more. @throws CallerEnded */
export async function deleteEnvironment(db: Db, principal: Principal, id: string): Promise<DeleteEnvironmentResult> {
  return await write(db, principal, async (trx): Promise<DeleteEnvironmentResult> => {
    const environment = await findEnvironment(trx, id);
    if (environment === undefined) return { status: "not_found" };
    const place = placeOf(environment, id);
    if (!reaches(reachOf(principal), place)) return refusedAt(principal, place);
    // It is a part of its application: deleting it needs the whole.
    const authorized = await authorizeApplication(trx, principal, environment.application_id, "change_applications");
    if (authorized.status !== "authorized") return authorized;
    if (needsProof(principal)) return { status: "reauthentication_required" };
    await deleteRow(trx, id);
    await recordActivity(trx, {
      type: "environment.deleted",
      organisationId: environment.organisation_id,
      applicationId: environment.application_id,
      actor: actorOf(principal),
      target: { type: "environment", id, label: `${authorized.application.name} ${environment.slug}` },
      before: { slug: environment.slug, branch: environment.branch },
      client: principal.client,
    });
    return { status: "deleted" };
  });
}
