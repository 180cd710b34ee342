import type { Db } from "@/db/database";
import {
  countApplications,
  deleteOrganisation as deleteRow,
  findOrganisation,
  lockOrganisationForDelete,
} from "@/db/organisation/organisation";
import { actorOf, recordActivity } from "@/lib/activity/record";
import { type Principal, userIdOf } from "@/lib/authorization/principal";
import { needsProof, type ProofRequired } from "@/lib/session/reauthenticate";
import { write } from "@/lib/write";
import { authorizeIn, type OrganisationRefusal } from "./authorize";
import { authorizeForChange } from "./lock";

export type DeleteOrganisationResult =
  | { status: "deleted" }
  | OrganisationRefusal
  /** Its applications have to be deleted or transferred first. */
  | { status: "has_applications"; count: number }
  /** The platform's own: its owners look after the instance. */
  | { status: "is_platform" }
  | ProofRequired;

/** Delete an organisation without applications, along with its tokens. Nobody adds one meanwhile. @throws CallerEnded */
export async function deleteOrganisation(db: Db, principal: Principal, id: string): Promise<DeleteOrganisationResult> {
  return await write(db, principal, async (trx): Promise<DeleteOrganisationResult> => {
    // Checked without a lock first: a caller who may not do it keeps nobody waiting.
    const first = authorizeIn(principal, id, "change_organisation");
    if (first.status !== "allowed") return first;
    await lockOrganisationForDelete(trx, id);
    const { authorization } = await authorizeForChange(trx, principal, id, "change_organisation");
    if (authorization.status !== "allowed") return authorization;
    const organisation = await findOrganisation(trx, id);
    if (organisation === undefined) return { status: "not_found" };
    if (organisation.is_platform) return { status: "is_platform" };
    const count = await countApplications(trx, id);
    if (count > 0) return { status: "has_applications", count };
    if (needsProof(principal)) return { status: "reauthentication_required" };
    await deleteRow(trx, id);
    await recordActivity(trx, {
      type: "organisation.deleted",
      // The person who did it finds it in their account's activity: there is no other place left.
      userId: userIdOf(principal) ?? null,
      organisationId: id,
      actor: actorOf(principal),
      target: { type: "organisation", id, label: organisation.name },
      before: { name: organisation.name, slug: organisation.slug },
      client: principal.client,
    });
    return { status: "deleted" };
  });
}
