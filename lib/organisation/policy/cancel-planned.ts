import type { Db } from "@/db/database";
import { deletePlanned, insertPolicy } from "@/db/organisation/policy";
import { listPolicyTold } from "@/db/organisation/policy-told";
import { actorOf, recordActivity } from "@/lib/activity/record";
import { type Principal, userIdOf } from "@/lib/authorization/principal";
import type { OrganisationRefusal } from "@/lib/organisation/authorize";
import { lockOrganisationFor } from "@/lib/organisation/lock";
import { needsProof, type ProofRequired } from "@/lib/session/reauthenticate";
import { write } from "@/lib/write";
import { notifyCancelled } from "./notify";
import { readPolicies } from "./read";
import { columnsOf, rulesOf } from "./row";
import { loosens } from "./rules";

export type CancelPlannedResult =
  | { status: "cancelled" }
  | { status: "nothing_planned" }
  | ProofRequired
  | OrganisationRefusal;

/**
 * Cancel planned rules: they become the draft again, unless there is another. Those who knew of them are notified. Needs a
 * fresh proof of identity where the plan would have blocked more than the current rules. @throws CallerEnded
 */
export async function cancelPlannedPolicy(
  db: Db,
  principal: Principal,
  organisationId: string,
): Promise<CancelPlannedResult> {
  return await write(db, principal, async (trx): Promise<CancelPlannedResult> => {
    const { authorization } = await lockOrganisationFor(trx, principal, organisationId, "change_policy");
    if (authorization.status !== "allowed") return authorization;
    const { planned, draft, inForce } = await readPolicies(trx, organisationId);
    if (planned === undefined) return { status: "nothing_planned" };
    if (loosens(rulesOf(planned), rulesOf(inForce)) && needsProof(principal)) {
      return { status: "reauthentication_required" };
    }
    const heard = await listPolicyTold(trx, planned.id);
    // It came into force a moment ago.
    if (!(await deletePlanned(trx, organisationId))) return { status: "nothing_planned" };
    const rules = columnsOf(rulesOf(planned));
    const userId = userIdOf(principal) ?? null;
    if (draft === undefined) {
      await insertPolicy(trx, {
        ...rules,
        organisation_id: organisationId,
        created_by_user_id: userId,
        enforced_from: null,
      });
    }
    await recordActivity(trx, {
      type: "policy.plan_cancelled",
      organisationId,
      actor: actorOf(principal),
      target: { type: "organisation", id: organisationId, label: authorization.organisation.name },
      before: { ...rules, enforced_from: planned.enforced_from?.toISOString() ?? null },
      client: principal.client,
    });
    await notifyCancelled(trx, principal, heard, { ...planned, organisation: authorization.organisation });
    return { status: "cancelled" };
  });
}
