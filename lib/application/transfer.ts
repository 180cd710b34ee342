import { lockAssignedTokens } from "@/db/access-token/token";
import { type ApplicationRow, findApplication, lockApplication, moveApplication } from "@/db/application/application";
import type { Db } from "@/db/database";
import { lockOrganisation } from "@/db/organisation/organisation";
import { actorOf, recordActivity } from "@/lib/activity/record";
import type { Principal } from "@/lib/authorization/principal";
import { reaches, reachOf, touches } from "@/lib/authorization/reach";
import { authorizeIn, type OrganisationRefusal } from "@/lib/organisation/authorize";
import { lockPrincipal } from "@/lib/organisation/lock";
import { needsProof, type ProofRequired } from "@/lib/session/reauthenticate";
import { write } from "@/lib/write";
import { refusedAt } from "./find";

export type TransferApplicationResult =
  | { status: "transferred"; application: ApplicationRow }
  | OrganisationRefusal
  | ProofRequired;

/**
 * Transfer an application to another organisation, as an owner of the one and an admin of the other. Limits that name it follow
 * it; the guests who were added to it, and the previous organisation's tokens that were assigned to it, are detached.
 * @throws CallerEnded
 */
export async function transferApplication(
  db: Db,
  principal: Principal,
  id: string,
  organisationId: string,
): Promise<TransferApplicationResult> {
  return await write(db, principal, async (trx) => await transferWithin(trx, principal, id, organisationId));
}

/** `transferApplication` within a transaction, before anything else in it is locked. */
export async function transferWithin(
  trx: Db,
  principal: Principal,
  id: string,
  organisationId: string,
): Promise<TransferApplicationResult> {
  const before = await findApplication(trx, id);
  if (before === undefined) return { status: "not_found" };
  // Checked without a lock first: a caller who may not do it keeps nobody waiting.
  const early = refuse(principal, before, organisationId);
  if (early !== undefined) return early;
  const from = before.organisation_id;
  const both = [...new Set([from, organisationId])].sort();
  for (const one of both) await lockOrganisation(trx, one);
  const fresh = await lockPrincipal(trx, principal, both);
  const application = await lockApplication(trx, id);
  if (application?.organisation_id !== from) return { status: "not_found" };

  const refusal = refuse(fresh, application, organisationId);
  if (refusal !== undefined) return refusal;
  if (from === organisationId) return { status: "transferred", application };
  if (needsProof(principal)) return { status: "reauthentication_required" };

  await lockAssignedTokens(trx, { application_id: id });
  await moveApplication(trx, id, { from, to: organisationId });
  const facts = { before: { organisation: from }, after: { organisation: organisationId } };
  for (const one of both) {
    await recordActivity(trx, {
      type: "application.transferred",
      organisationId: one,
      applicationId: id,
      actor: actorOf(principal),
      target: { type: "application", id, label: application.name },
      ...facts,
      client: principal.client,
    });
  }
  return { status: "transferred", application: { ...application, organisation_id: organisationId } };
}

function refuse(
  principal: Principal,
  application: ApplicationRow,
  organisationId: string,
): OrganisationRefusal | undefined {
  const from = application.organisation_id;
  const place = { organisation_id: from, application_id: application.id, environment_id: null };
  if (!touches(reachOf(principal), place)) return refusedAt(principal, place);
  if (from === organisationId) return undefined;
  const here = authorizeIn(principal, from, "transfer_application");
  if (here.status === "not_found") return { status: "role_required", permission: "transfer_application" };
  if (here.status !== "allowed") return here;
  if (!reaches(reachOf(principal, "write"), place))
    return { status: "role_required", permission: "transfer_application" };
  // In the receiving organisation the principal has to be an owner or admin, who may delete it afterwards.
  const there = authorizeIn(principal, organisationId, "delete_application");
  return there.status === "allowed" ? undefined : there;
}
