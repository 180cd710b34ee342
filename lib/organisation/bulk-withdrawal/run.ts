import { sql } from "kysely";
import { makeRevokeFinal, markRevoked } from "@/db/access-token/revoke";
import { lockTokens } from "@/db/access-token/token";
import type { Db } from "@/db/database";
import {
  addMadeMeanwhile,
  type BulkWithdrawalDetailsRow,
  countBulkWithdrawalItems,
  failItem,
  findPendingItems,
  findTokensToWithdraw,
  findUnfinishedBulkWithdrawals,
  finishBulkWithdrawal,
  finishItems,
  takeOwnerToNotify,
  takeRevokedToNotify,
} from "@/db/organisation/bulk-withdrawal";
import { listTokenKeepers } from "@/db/organisation/policy-told";
import { insertWithdrawals } from "@/db/organisation/token-access";
import type { BulkWithdrawalRule } from "@/db/organisation/token-filter";
import { hadNoTime, isUnavailable } from "@/db/unavailable";
import { UNDOABLE_FOR_MINUTES } from "@/lib/access-token/rotation/rotation";
import { recordActivity } from "@/lib/activity/record";
import { notifyBulkWithdrawalFinished, notifyManyRevoked, notifyManyWithdrawn } from "@/lib/notice/notify/access";
import { alone } from "@/lib/work/alone";
import type { Task } from "@/lib/work/task";

const IN_A_TURN = 100;
// Few enough that nobody who needs one of them waits for long, and enough that a thousand take some seconds.
const AT_ONCE = 25;
// Whoever has one of them for longer keeps no other waiting.
const LOCK_WAIT_MS = 1_000;
// A thief who is busy with one by many requests at once has to let it go within that.
const LOCK_WAIT_ALONE_MS = 3_000;
const WAITS_IN_A_TURN = 3;
// What is still in use then is left to the job of the next minute.
const TURNS_IN_VAIN = 30;
// Something that failed three times will fail a fourth time: a person has to look at it.
const ATTEMPTS = 3;
const BY_ADMINISTRATOR = "by_administrator";
const NOBODY = { address: null, userAgent: "", requestId: "" };

/**
 * Continue every unfinished bulk withdrawal, in turns: nobody waits for the thousands of tokens of another organisation. A few tokens are one
 * transaction, so that a killed worker loses and repeats nothing: the next one continues where it ended.
 */
export const runBulkWithdrawals: Task = async ({ db, signal }) => {
  await alone(db, "run_sweeps", async () => {
    const postponed = new Map<string, Set<string>>();
    for (let still = 0; still < TURNS_IN_VAIN; ) {
      // Looked for again after each turn: one that was started meanwhile found this worker busy.
      const unfinished = await findUnfinishedBulkWithdrawals(db);
      if (unfinished.length === 0) return;
      still++;
      for (const bulkWithdrawal of unfinished) {
        const turn = { postponed: postponed.get(bulkWithdrawal.id) ?? new Set<string>(), waits: 0, signal };
        postponed.set(bulkWithdrawal.id, turn.postponed);
        if (await takeTurn(db, bulkWithdrawal, turn)) still = 0;
        if (signal.aborted) return;
      }
    }
  });
};

type Turn = {
  /** Tokens that someone was busy with: they come again at the end of each turn. */
  postponed: Set<string>;
  /** How many there were in this turn. */
  waits: number;
  signal: AbortSignal;
};

/** @returns false where nothing has moved */
async function takeTurn(db: Db, bulkWithdrawal: BulkWithdrawalDetailsRow, turn: Turn): Promise<boolean> {
  const again = [...turn.postponed].slice(0, WAITS_IN_A_TURN);
  const ids = await findPendingItems(db, bulkWithdrawal.id, { limit: IN_A_TURN, except: turn.postponed });
  if (ids.length > 0 || again.length > 0) {
    let dealtWith = 0;
    for (let at = 0; at < ids.length && mayGoOn(turn); at += AT_ONCE) {
      dealtWith += await withdrawTokens(db, bulkWithdrawal, ids.slice(at, at + AT_ONCE), turn);
    }
    for (const id of again) {
      if (turn.signal.aborted) break;
      turn.postponed.delete(id);
      dealtWith += await withdrawTokens(db, bulkWithdrawal, [id], turn);
    }
    return dealtWith > 0;
  }
  if ((await addMadeMeanwhile(db, bulkWithdrawal, ruleOf(bulkWithdrawal))) > 0) return true;
  while (await notifyOwner(db, bulkWithdrawal)) if (turn.signal.aborted) return true;
  await notifyKeepers(db, bulkWithdrawal);
  await finish(db, bulkWithdrawal);
  return true;
}

function mayGoOn({ waits, signal }: Turn): boolean {
  return waits < WAITS_IN_A_TURN && !signal.aborted;
}

/** @returns how many of them were dealt with. Those that had no time now are postponed. */
async function withdrawTokens(
  db: Db,
  bulkWithdrawal: BulkWithdrawalDetailsRow,
  ids: readonly string[],
  turn: Turn,
): Promise<number> {
  try {
    await db.transaction().execute(async (trx) => {
      await sql`set local lock_timeout = ${sql.lit(ids.length > 1 ? LOCK_WAIT_MS : LOCK_WAIT_ALONE_MS)}`.execute(trx);
      await lockTokens(trx, ids);
      await decide(trx, bulkWithdrawal, ids);
    });
    return ids.length;
  } catch (error) {
    const [id = "", ...others] = ids;
    if (others.length > 0) {
      // One of them is to blame: the others end without it.
      let dealtWith = 0;
      for (const each of ids) if (mayGoOn(turn)) dealtWith += await withdrawTokens(db, bulkWithdrawal, [each], turn);
      return dealtWith;
    }
    if (hadNoTime(error)) {
      turn.postponed.add(id);
      turn.waits++;
      return 0;
    }
    // The queue retries a job after a database failure; the token is not to blame.
    if (isUnavailable(error)) throw error;
    console.error(`sweep ${bulkWithdrawal.id}: token ${id} failed`, error);
    await failItem(db, bulkWithdrawal.id, id, ATTEMPTS);
    return 1;
  }
}

async function decide(trx: Db, bulkWithdrawal: BulkWithdrawalDetailsRow, ids: readonly string[]): Promise<void> {
  const tokens = await findTokensToWithdraw(trx, bulkWithdrawal, ids, ruleOf(bulkWithdrawal));
  const withdrawn = tokens.filter(({ user_id }) => user_id !== null);
  const revoked: Token[] = [];
  for (const token of tokens) {
    if (token.user_id === null && (await revoke(trx, bulkWithdrawal, token.id))) revoked.push(token);
  }
  await withdraw(trx, bulkWithdrawal, withdrawn);
  for (const token of withdrawn) {
    const after = { organisation: bulkWithdrawal.organisation_name, ...reasonIn(bulkWithdrawal) };
    await record(trx, bulkWithdrawal, token, { type: "access_token.access_withdrawn", after });
  }
  for (const token of revoked) {
    const after = { revoke_kind: BY_ADMINISTRATOR, ...reasonIn(bulkWithdrawal) };
    await record(trx, bulkWithdrawal, token, { type: "access_token.revoked", after });
  }
  const idsOf = (some: readonly Token[]) => some.map(({ id }) => id);
  await finishItems(trx, bulkWithdrawal.id, idsOf(withdrawn), "withdrawn");
  await finishItems(trx, bulkWithdrawal.id, idsOf(revoked), "revoked");
  // Rotated, revoked or withdrawn meanwhile, or the owner has left.
  await finishItems(trx, bulkWithdrawal.id, ids, "unchanged");
}

function ruleOf(bulkWithdrawal: BulkWithdrawalDetailsRow): BulkWithdrawalRule {
  return {
    madeBefore: bulkWithdrawal.made_before,
    includesPersonal: bulkWithdrawal.includes_personal,
    includesOrganisation: bulkWithdrawal.includes_organisation,
    undoableMinutes: UNDOABLE_FOR_MINUTES,
  };
}

type Token = { id: string; label: string; user_id: string | null };

/** A revoke that could be undone becomes permanent. @returns false for a token that was revoked for good already */
async function revoke(trx: Db, bulkWithdrawal: BulkWithdrawalDetailsRow, id: string): Promise<boolean> {
  const { reason = null } = reasonIn(bulkWithdrawal);
  const by = { userId: bulkWithdrawal.created_by_user_id, kind: BY_ADMINISTRATOR, reason } as const;
  return (await markRevoked(trx, id, by)) || (await makeRevokeFinal(trx, id, by, UNDOABLE_FOR_MINUTES));
}

async function withdraw(trx: Db, bulkWithdrawal: BulkWithdrawalDetailsRow, tokens: readonly Token[]): Promise<void> {
  const { organisation_id: organisationId, created_by_user_id: byUserId } = bulkWithdrawal;
  const { reason = null } = reasonIn(bulkWithdrawal);
  await insertWithdrawals(trx, { tokenIds: tokens.map(({ id }) => id), organisationId, reason, byUserId });
}

async function record(
  trx: Db,
  bulkWithdrawal: BulkWithdrawalDetailsRow,
  token: Token,
  what: { type: string; after: Record<string, unknown> },
): Promise<void> {
  await recordActivity(trx, {
    ...what,
    userId: token.user_id,
    organisationId: bulkWithdrawal.organisation_id,
    actor: { userId: bulkWithdrawal.created_by_user_id },
    target: { type: "access_token", id: token.id, label: token.label },
    client: NOBODY,
  });
}

function reasonIn({ reason }: BulkWithdrawalDetailsRow): { reason?: string } {
  return reason === "" ? {} : { reason };
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
