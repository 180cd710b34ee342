import { makeRevokeFinal, markRevoked } from "@/db/access-token/revoke";
import { lockTokens } from "@/db/access-token/token";
import type { Db } from "@/db/database";
import {
  type BulkWithdrawalDetailsRow,
  countBulkWithdrawalItems,
  failItem,
  findPendingItems,
  findTokenToWithdraw,
  findUnfinishedBulkWithdrawals,
  finishBulkWithdrawal,
  finishItem,
  takeOwnerToNotify,
  takeRevokedToNotify,
} from "@/db/organisation/bulk-withdrawal";
import { listTokenKeepers } from "@/db/organisation/policy-told";
import { insertWithdrawal } from "@/db/organisation/token-access";
import { isUnavailable } from "@/db/unavailable";
import { UNDOABLE_FOR_MINUTES } from "@/lib/access-token/rotation/rotation";
import { recordActivity } from "@/lib/activity/record";
import { notifyBulkWithdrawalFinished, notifyManyRevoked, notifyManyWithdrawn } from "@/lib/notice/notify/access";
import { alone } from "@/lib/work/alone";
import type { Task } from "@/lib/work/task";

const AT_ONCE = 100;
// Each takes a connection of the workers' eight.
const SIDE_BY_SIDE = 4;
// Something that failed three times will fail a fourth time: a person has to look at it.
const ATTEMPTS = 3;
const NOBODY = { address: null, userAgent: "", requestId: "" };

/**
 * Continue every unfinished bulk withdrawal, in turns: nobody waits for the thousands of tokens of another organisation. Each token is a
 * transaction of its own, so that a killed worker loses and repeats nothing: the next one continues where it ended.
 */
export const runBulkWithdrawals: Task = async ({ db, signal }) => {
  await alone(db, "run_sweeps", async () => {
    // Looked for again after each turn: one that was started meanwhile found this worker busy.
    for (
      let unfinished = await findUnfinishedBulkWithdrawals(db);
      unfinished.length > 0;
      unfinished = await findUnfinishedBulkWithdrawals(db)
    ) {
      for (const bulkWithdrawal of unfinished) {
        await takeTurn(db, bulkWithdrawal, signal);
        if (signal.aborted) return;
      }
    }
  });
};

async function takeTurn(db: Db, bulkWithdrawal: BulkWithdrawalDetailsRow, signal: AbortSignal): Promise<void> {
  const ids = await findPendingItems(db, bulkWithdrawal.id, AT_ONCE);
  for (let at = 0; at < ids.length; at += SIDE_BY_SIDE) {
    if (signal.aborted) return;
    await Promise.all(ids.slice(at, at + SIDE_BY_SIDE).map((id) => withdrawToken(db, bulkWithdrawal, id)));
  }
  if (ids.length > 0) return;
  while (await notifyOwner(db, bulkWithdrawal)) if (signal.aborted) return;
  await notifyKeepers(db, bulkWithdrawal);
  await finish(db, bulkWithdrawal);
}

async function withdrawToken(db: Db, bulkWithdrawal: BulkWithdrawalDetailsRow, id: string): Promise<void> {
  try {
    await db.transaction().execute(async (trx) => {
      await lockTokens(trx, [id]);
      await finishItem(trx, bulkWithdrawal.id, id, await decide(trx, bulkWithdrawal, id));
    });
  } catch (error) {
    // The queue retries a job after a database failure; the token is not to blame.
    if (isUnavailable(error)) throw error;
    console.error(`sweep ${bulkWithdrawal.id}: token ${id} failed`, error);
    await failItem(db, bulkWithdrawal.id, id, ATTEMPTS);
  }
}

async function decide(
  trx: Db,
  bulkWithdrawal: BulkWithdrawalDetailsRow,
  id: string,
): Promise<"withdrawn" | "revoked" | "unchanged"> {
  const rule = {
    madeBefore: bulkWithdrawal.made_before,
    includesPersonal: bulkWithdrawal.includes_personal,
    includesOrganisation: bulkWithdrawal.includes_organisation,
    undoableMinutes: UNDOABLE_FOR_MINUTES,
  };
  const organisationId = bulkWithdrawal.organisation_id;
  const token = await findTokenToWithdraw(trx, organisationId, id, rule);
  // Rotated, revoked or withdrawn meanwhile, or its owner has left.
  if (token === undefined) return "unchanged";
  const reason = bulkWithdrawal.reason === "" ? null : bulkWithdrawal.reason;
  const byUserId = bulkWithdrawal.created_by_user_id;
  const entry = {
    userId: token.user_id,
    organisationId,
    actor: { userId: byUserId },
    target: { type: "access_token", id: token.id, label: token.label },
    client: NOBODY,
  };
  if (token.user_id === null) {
    const kind = "by_administrator";
    const by = { userId: byUserId, kind, reason } as const;
    // A revoke that could be undone becomes permanent.
    const isRevoked = (await markRevoked(trx, id, by)) || (await makeRevokeFinal(trx, id, by, UNDOABLE_FOR_MINUTES));
    if (!isRevoked) return "unchanged";
    const after = { revoke_kind: kind, ...(reason === null ? {} : { reason }) };
    await recordActivity(trx, { ...entry, type: "access_token.revoked", after });
    return "revoked";
  }
  await insertWithdrawal(trx, { tokenId: id, organisationId, reason, byUserId });
  const after = { organisation: bulkWithdrawal.organisation_name, ...(reason === null ? {} : { reason }) };
  await recordActivity(trx, { ...entry, type: "access_token.access_withdrawn", after });
  return "withdrawn";
}

/** Notify one owner of all their tokens that lost access. @returns false when all have been notified */
async function notifyOwner(db: Db, bulkWithdrawal: BulkWithdrawalDetailsRow): Promise<boolean> {
  return await db.transaction().execute(async (trx) => {
    const owner = await takeOwnerToNotify(trx, bulkWithdrawal.id);
    if (owner === undefined) return false;
    await notifyManyWithdrawn(trx, bulkWithdrawal, owner);
    return true;
  });
}

/** Notify everyone who looks after revoked tokens of the organisation, of all at once. The person who started it has the report. */
async function notifyKeepers(db: Db, bulkWithdrawal: BulkWithdrawalDetailsRow): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const revoked = await takeRevokedToNotify(trx, bulkWithdrawal.id);
    if (revoked.length === 0) return;
    const keepers = await listTokenKeepers(
      trx,
      revoked.map(({ id }) => id),
    );
    for (const userId of new Set(keepers.map(({ user_id }) => user_id))) {
      if (userId === bulkWithdrawal.created_by_user_id) continue;
      const theirs = new Set(keepers.flatMap(({ user_id, token_id }) => (user_id === userId ? token_id : [])));
      const labels = revoked.filter(({ id }) => theirs.has(id)).map(({ label }) => label);
      await notifyManyRevoked(trx, bulkWithdrawal, { userId, labels });
    }
  });
}

async function finish(db: Db, bulkWithdrawal: BulkWithdrawalDetailsRow): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const counts = await countBulkWithdrawalItems(trx, bulkWithdrawal.id);
    if (counts.pending > 0 || !(await finishBulkWithdrawal(trx, bulkWithdrawal.id))) return;
    const { pending: _pending, ...outcomes } = counts;
    await recordActivity(trx, {
      type: "token_sweep.finished",
      organisationId: bulkWithdrawal.organisation_id,
      actor: { userId: bulkWithdrawal.created_by_user_id },
      target: { type: "token_sweep", id: bulkWithdrawal.id, label: bulkWithdrawal.organisation_name },
      after: outcomes,
      client: NOBODY,
    });
    await notifyBulkWithdrawalFinished(trx, bulkWithdrawal, counts);
  });
}
