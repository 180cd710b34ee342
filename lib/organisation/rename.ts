import type { Db } from "@/db/database";
import { findOrganisation, type OrganisationRow, updateOrganisationName } from "@/db/organisation/organisation";
import { actorOf, recordActivity } from "@/lib/activity/record";
import type { Principal, Role } from "@/lib/authorization/principal";
import { write } from "@/lib/write";
import type { OrganisationRefusal } from "./authorize";
import { lockOrganisationFor } from "./lock";

export type RenameOrganisationResult =
  | { status: "renamed"; organisation: OrganisationRow; role: Role }
  | OrganisationRefusal;

/** Rename an organisation; its slug, and so every address of it, stays. @throws CallerEnded */
export async function renameOrganisation(
  db: Db,
  principal: Principal,
  id: string,
  name: string,
): Promise<RenameOrganisationResult> {
  return await write(db, principal, async (trx): Promise<RenameOrganisationResult> => {
    const { authorization } = await lockOrganisationFor(trx, principal, id, "change_organisation");
    if (authorization.status !== "allowed") return authorization;
    const { role } = authorization.organisation;
    const organisation = await findOrganisation(trx, id);
    if (organisation === undefined) return { status: "not_found" };
    if (organisation.name === name) return { status: "renamed", organisation, role };
    await updateOrganisationName(trx, id, name);
    await recordActivity(trx, {
      type: "organisation.renamed",
      organisationId: id,
      actor: actorOf(principal),
      target: { type: "organisation", id, label: name },
      before: { name: organisation.name },
      after: { name },
      client: principal.client,
    });
    return { status: "renamed", organisation: { ...organisation, name }, role };
  });
}
