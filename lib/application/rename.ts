import { type ApplicationRow, updateApplication } from "@/db/application/application";
import type { Db } from "@/db/database";
import { actorOf, recordActivity } from "@/lib/activity/record";
import type { Principal } from "@/lib/authorization/principal";
import type { OrganisationRefusal } from "@/lib/organisation/authorize";
import { write } from "@/lib/write";
import { authorizeApplication } from "./authorize";

export type RenameApplicationResult = { status: "renamed"; application: ApplicationRow } | OrganisationRefusal;

/** Rename an application; its slug, and so every address of it, stays. @throws CallerEnded */
export async function renameApplication(
  db: Db,
  principal: Principal,
  id: string,
  name: string,
): Promise<RenameApplicationResult> {
  return await write(db, principal, async (trx) => await renameWithin(trx, principal, id, name));
}

/** `renameApplication` within a transaction. Without a name it only checks whether the principal could. */
export async function renameWithin(
  trx: Db,
  principal: Principal,
  id: string,
  name: string | undefined,
): Promise<RenameApplicationResult> {
  const authorized = await authorizeApplication(trx, principal, id, "change_applications");
  if (authorized.status !== "authorized") return authorized;
  const { application } = authorized;
  if (name === undefined || application.name === name) return { status: "renamed", application };
  await updateApplication(trx, id, { name });
  await recordActivity(trx, {
    type: "application.renamed",
    organisationId: application.organisation_id,
    applicationId: id,
    actor: actorOf(principal),
    target: { type: "application", id, label: name },
    before: { name: application.name },
    after: { name },
    client: principal.client,
  });
  return { status: "renamed", application: { ...application, name } };
}
