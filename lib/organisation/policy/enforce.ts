import { databaseNow } from "@/db/clock";
import type { Db } from "@/db/database";
import { deleteDraft, deletePlanned, insertPolicy, type PolicyVersion } from "@/db/organisation/policy";
import { listPolicyTold } from "@/db/organisation/policy-told";
import { actorOf, recordActivity } from "@/lib/activity/record";
import { type Principal, userIdOf } from "@/lib/authorization/principal";
import type { OrganisationRefusal } from "@/lib/organisation/authorize";
import { lockOrganisationFor } from "@/lib/organisation/lock";
import { needsProof, type ProofRequired } from "@/lib/session/reauthenticate";
import { write } from "@/lib/write";
import { notifyBlocked, notifyCancelled } from "./notify";
import { type OrganisationPolicies, readPolicies } from "./read";
import { columnsOf, rulesOf } from "./row";
import { loosens } from "./rules";

const LATEST_MS = 366 * 24 * 60 * 60 * 1000;

export type EnforcePolicyResult =
  /** `told`: how many people were notified that tokens of theirs will be blocked. */
  | { status: "enforced"; enforcedFrom: Date; told: number }
  | { status: "no_draft" }
  /** The draft is not the one that the caller looked at. `by`: who changed it last; null when the account is gone. */
  | { status: "draft_changed"; by: string | null }
  | { status: "invalid"; fields: Record<string, string[]> }
  | ProofRequired
  | OrganisationRefusal;

/**
 * Enforce the draft from a moment on, replacing an earlier plan. The current rules apply until then. Those who look after
 * tokens that would be blocked are notified, and those who knew of another plan learn that it is off. Loosening the rules needs
 * a fresh proof of identity; tightening does not.
 * @param given.from undefined: now, by the database's clock
 * @param given.draftId the draft that the caller saw; undefined: the caller's own last change
 * @throws CallerEnded
 */
export async function enforcePolicy(
  db: Db,
  principal: Principal,
  organisationId: string,
  { from, draftId }: { from?: Date; draftId?: string },
): Promise<EnforcePolicyResult> {
  return await write(db, principal, async (trx): Promise<EnforcePolicyResult> => {
    const { authorization } = await lockOrganisationFor(trx, principal, organisationId, "change_policy");
    if (authorization.status !== "allowed") return authorization;
    const now = await databaseNow(trx);
    if (from !== undefined && from <= now) return invalid("This time is in the past. Choose a later one, or now.");
    if (from !== undefined && from.getTime() - now.getTime() > LATEST_MS)
      return invalid("Choose a time at most a year ahead.");
    const { draft, planned, inForce } = await readPolicies(trx, organisationId);
    if (draft === undefined) return { status: "no_draft" };
    if (!isMeant(draft, draftId, userIdOf(principal))) return { status: "draft_changed", by: draft.by_name };
    if (loosensAnything({ inForce, planned }, draft, from) && needsProof(principal)) {
      return { status: "reauthentication_required" };
    }

    const rules = columnsOf(rulesOf(draft));
    await deleteDraft(trx, organisationId);
    const heard = planned === undefined ? [] : await listPolicyTold(trx, planned.id);
    const isReplaced = await deletePlanned(trx, organisationId);
    const id = await insertPolicy(trx, {
      ...rules,
      organisation_id: organisationId,
      created_by_user_id: userIdOf(principal) ?? null,
      enforced_from: from,
    });
    await recordActivity(trx, {
      type: from === undefined ? "policy.enforced" : "policy.planned",
      organisationId,
      actor: actorOf(principal),
      target: { type: "organisation", id: organisationId, label: authorization.organisation.name },
      before: { ...columnsOf(rulesOf(inForce)), full_access_by_grant: rulesOf(inForce).full_access_by_grant },
      after: { ...rules, full_access_by_grant: true, enforced_from: (from ?? now).toISOString() },
      client: principal.client,
    });
    const { organisation } = authorization;
    const told = await notifyBlocked(trx, { id, organisation, rules: rulesOf(draft), enforcedFrom: from ?? now });
    if (planned !== undefined && isReplaced) {
      const others = heard.filter((userId) => !told.has(userId));
      await notifyCancelled(trx, principal, others, { ...planned, organisation });
    }
    return { status: "enforced", enforcedFrom: from ?? now, told: told.size };
  });
}

/** Whether at any moment something would be allowed that the current or the planned rules would block then. */
function loosensAnything(
  { inForce, planned }: Pick<OrganisationPolicies, "inForce" | "planned">,
  draft: PolicyVersion,
  from: Date | undefined,
): boolean {
  if (loosens(rulesOf(inForce), rulesOf(draft))) return true;
  if (planned === undefined) return false;
  // The current rules stay for longer than was planned.
  const isLater = from !== undefined && planned.enforced_from !== null && from > planned.enforced_from;
  return loosens(rulesOf(planned), rulesOf(draft)) || (isLater && loosens(rulesOf(planned), rulesOf(inForce)));
}

/** Whether a draft is the one to enforce. Every change makes a new draft, so its id identifies its rules. */
function isMeant(draft: PolicyVersion, draftId: string | undefined, userId: string | undefined): boolean {
  if (draftId !== undefined) return draft.id === draftId;
  return userId !== undefined && draft.created_by_user_id === userId;
}

function invalid(detail: string): EnforcePolicyResult {
  return { status: "invalid", fields: { enforced_from: [detail] } };
}
