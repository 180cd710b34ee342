import type { Db } from "@/db/database";
import {
  findBulkWithdrawal,
  findUnfinishedBulkWithdrawal,
  insertBulkWithdrawal,
  retryFailedItems,
} from "@/db/organisation/bulk-withdrawal";
import { actorOf, recordActivity } from "@/lib/activity/record";
import { type Principal, userIdOf } from "@/lib/authorization/principal";
import type { OrganisationRefusal } from "@/lib/organisation/authorize";
import { lockOrganisationFor } from "@/lib/organisation/lock";
import { sightOf } from "@/lib/organisation/token/sight";
import { addJob } from "@/lib/work/queue";
import { write } from "@/lib/write";
import type { BulkWithdrawalInput } from "./input";
import { refuseMoment, ruleOf } from "./rule";

export type StartBulkWithdrawalResult =
  | { status: "started"; id: string; count: number }
  | { status: "invalid"; fields: Record<string, string[]> }
  /** One at a time for each person: this one is not finished. */
  | { status: "already_running"; id: string }
  | OrganisationRefusal;

/**
 * Begin to withdraw the access of all personal tokens, to revoke all of the organisation's own, or both, that have a secret in
 * use from before a moment. The set of tokens is fixed now; the work is done in the background, and survives a restart.
 */
export async function startBulkWithdrawal(
  db: Db,
  principal: Principal,
  organisationId: string,
  input: BulkWithdrawalInput,
): Promise<StartBulkWithdrawalResult> {
  const refusal = refuseMoment(input.made_before, principal.now);
  if (refusal !== undefined) return { status: "invalid", fields: { made_before: [refusal] } };
  return await write(db, principal, async (trx): Promise<StartBulkWithdrawalResult> => {
    const { authorization, principal: fresh } = await lockOrganisationFor(
      trx,
      principal,
      organisationId,
      "withdraw_access",
    );
    if (authorization.status !== "allowed") return authorization;
    // Of this person's alone: with a stolen token, nobody keeps another one from ending it.
    const running = await findUnfinishedBulkWithdrawal(trx, organisationId, userIdOf(fresh) ?? null);
    if (running !== undefined) return { status: "already_running", id: running.id };

    const { organisation } = authorization;
    const { id, count } = await insertBulkWithdrawal(
      trx,
      {
        organisation_id: organisationId,
        made_before: input.made_before,
        includes_personal: input.personal,
        includes_organisation: input.organisation,
        reason: input.reason,
        created_by_user_id: userIdOf(fresh) ?? null,
      },
      sightOf(fresh, organisation),
      ruleOf(fresh, input),
    );
    await recordActivity(trx, {
      type: "token_sweep.started",
      organisationId,
      actor: actorOf(principal),
      target: { type: "token_sweep", id, label: organisation.name },
      after: {
        made_before: input.made_before.toISOString(),
        personal: input.personal,
        organisation: input.organisation,
        tokens: count,
        ...(input.reason === "" ? {} : { reason: input.reason }),
      },
      client: principal.client,
    });
    await addJob(trx, "run_sweeps", {}, { jobKey: `sweep:${id}` });
    return { status: "started", id, count };
  });
}

export type RetryBulkWithdrawalResult = { status: "retried"; count: number } | OrganisationRefusal;

/** Try the failed tokens of a bulk withdrawal again. Asking without any changes nothing. */
export async function retryBulkWithdrawal(
  db: Db,
  principal: Principal,
  organisationId: string,
  bulkWithdrawalId: string,
): Promise<RetryBulkWithdrawalResult> {
  return await write(db, principal, async (trx): Promise<RetryBulkWithdrawalResult> => {
    const { authorization } = await lockOrganisationFor(trx, principal, organisationId, "withdraw_access");
    if (authorization.status !== "allowed") return authorization;
    if ((await findBulkWithdrawal(trx, organisationId, bulkWithdrawalId)) === undefined) return { status: "not_found" };
    const count = await retryFailedItems(trx, bulkWithdrawalId);
    if (count > 0) await addJob(trx, "run_sweeps", {}, { jobKey: `sweep:${bulkWithdrawalId}` });
    return { status: "retried", count };
  });
}
