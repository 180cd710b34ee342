import type { Db } from "@/db/database";
import { deleteDraft, type PolicyColumns, replaceDraft } from "@/db/organisation/policy";
import { actorOf, recordActivity } from "@/lib/activity/record";
import { type Principal, userIdOf } from "@/lib/authorization/principal";
import type { OrganisationRefusal } from "@/lib/organisation/authorize";
import { lockOrganisationFor } from "@/lib/organisation/lock";
import { write } from "@/lib/write";
import type { PolicyInput } from "./input";
import { readPolicies } from "./read";
import { columnsOf, rulesOf } from "./row";

export type SaveDraftResult = { status: "saved"; rules: PolicyColumns } | OrganisationRefusal;

/** Change the draft of the rules, which blocks nobody: it starts from the planned rules, or from those in force. @throws CallerEnded */
export async function saveDraft(
  db: Db,
  principal: Principal,
  organisationId: string,
  input: PolicyInput,
): Promise<SaveDraftResult> {
  return await write(db, principal, async (trx): Promise<SaveDraftResult> => {
    const { authorization } = await lockOrganisationFor(trx, principal, organisationId, "change_policy");
    if (authorization.status !== "allowed") return authorization;
    const { draft, planned, inForce } = await readPolicies(trx, organisationId);
    const before = columnsOf(rulesOf(draft ?? planned ?? inForce));
    const rules = { ...before, ...input };
    await replaceDraft(trx, organisationId, rules, userIdOf(principal) ?? null);
    await recordActivity(trx, {
      type: "policy.drafted",
      organisationId,
      actor: actorOf(principal),
      target: { type: "organisation", id: organisationId, label: authorization.organisation.name },
      before,
      after: rules,
      client: principal.client,
    });
    return { status: "saved", rules };
  });
}

/** Discard the draft. Rules in force and planned rules stay. @throws CallerEnded */
export async function discardDraft(
  db: Db,
  principal: Principal,
  organisationId: string,
): Promise<{ status: "discarded" } | OrganisationRefusal> {
  return await write(db, principal, async (trx): Promise<{ status: "discarded" } | OrganisationRefusal> => {
    const { authorization } = await lockOrganisationFor(trx, principal, organisationId, "change_policy");
    if (authorization.status !== "allowed") return authorization;
    if (await deleteDraft(trx, organisationId)) {
      await recordActivity(trx, {
        type: "policy.draft_discarded",
        organisationId,
        actor: actorOf(principal),
        target: { type: "organisation", id: organisationId, label: authorization.organisation.name },
        client: principal.client,
      });
    }
    return { status: "discarded" };
  });
}
