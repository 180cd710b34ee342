import { v7 as uuidv7 } from "uuid";
import type { Db } from "@/db/database";
import type { BulkWithdrawalDetailsRow } from "@/db/organisation/bulk-withdrawal";
import { personName } from "@/lib/access-token/json";
import { type Principal, userIdOf } from "@/lib/authorization/principal";
import { insertNotice } from "./insert";
import { nameOf, notify } from "./notify";

type Withdrawn = {
  organisation: { name: string };
  token: { id: string; label: string; user_id: string | null };
};

/** Notify a token's owner that its access to an organisation was withdrawn, by whom and why. It cannot be turned off. */
export async function notifyAccessWithdrawn(
  trx: Db,
  principal: Principal,
  { organisation, token, reason }: Withdrawn & { reason: string | null },
): Promise<void> {
  if (token.user_id === null) return;
  await notify(trx, {
    kind: "token_access_withdrawn",
    userId: token.user_id,
    tokenId: token.id,
    // Access can be restored, and withdrawn again.
    dedupeKey: `token_access:${uuidv7()}`,
    detail: { label: token.label, organisation: organisation.name, by: nameOf(principal), reason },
    read: isOwner(principal, token.user_id),
  });
}

/** Notify a token's owner, and the person who had withdrawn the access, that it was restored. */
export async function notifyAccessRestored(
  trx: Db,
  principal: Principal,
  { organisation, token, decidedBy }: Withdrawn & { decidedBy: string | null },
): Promise<void> {
  const told = [token.user_id, userIdOf(principal) === decidedBy ? null : decidedBy];
  for (const userId of new Set(told)) {
    if (userId === null) continue;
    await notify(trx, {
      kind: "token_access_restored",
      userId,
      tokenId: token.id,
      dedupeKey: `token_access:${uuidv7()}`,
      detail: { label: token.label, organisation: organisation.name, by: nameOf(principal) },
      read: isOwner(principal, userId),
    });
  }
}

// A person's own action in the dashboard rings no bell.
function isOwner(principal: Principal, userId: string): boolean {
  return principal.type === "session" && userIdOf(principal) === userId;
}

// As many labels as a mail's sentence can hold.
const LABELS_TOLD = 5;

/** Notify someone whose tokens lost access by a bulk withdrawal: one notice and one mail for all of them. */
export async function notifyManyWithdrawn(
  trx: Db,
  bulkWithdrawal: BulkWithdrawalDetailsRow,
  { userId, labels }: { userId: string; labels: readonly string[] },
): Promise<void> {
  await notify(trx, {
    kind: "tokens_access_withdrawn",
    userId,
    dedupeKey: `token_sweep:${bulkWithdrawal.id}:${uuidv7()}`,
    detail: {
      labels: labels.slice(0, LABELS_TOLD),
      count: labels.length,
      organisation: bulkWithdrawal.organisation_name,
      by: starterOf(bulkWithdrawal),
      reason: bulkWithdrawal.reason === "" ? null : bulkWithdrawal.reason,
      made_before: bulkWithdrawal.made_before.toISOString(),
    },
  });
}

/** Notify someone who looks after tokens that a bulk withdrawal revoked: one notice and one mail for all of them. */
export async function notifyManyRevoked(
  trx: Db,
  bulkWithdrawal: BulkWithdrawalDetailsRow,
  { userId, labels }: { userId: string; labels: readonly string[] },
): Promise<void> {
  await notify(trx, {
    kind: "organisation_tokens_revoked",
    userId,
    dedupeKey: `token_sweep_revoked:${bulkWithdrawal.id}:${uuidv7()}`,
    detail: {
      labels: labels.slice(0, LABELS_TOLD),
      count: labels.length,
      organisation: bulkWithdrawal.organisation_name,
      slug: bulkWithdrawal.organisation_slug,
      by: starterOf(bulkWithdrawal),
      reason: bulkWithdrawal.reason === "" ? null : bulkWithdrawal.reason,
      made_before: bulkWithdrawal.made_before.toISOString(),
    },
  });
}

/** Notify the person who started a bulk withdrawal that it is finished, with a link to the report. */
export async function notifyBulkWithdrawalFinished(
  trx: Db,
  bulkWithdrawal: BulkWithdrawalDetailsRow,
  counts: { withdrawn: number; revoked: number; unchanged: number; failed: number },
): Promise<void> {
  if (bulkWithdrawal.created_by_user_id === null) return;
  await insertNotice(trx, {
    kind: "token_sweep_finished",
    userId: bulkWithdrawal.created_by_user_id,
    dedupeKey: `token_sweep_finished:${bulkWithdrawal.id}:${uuidv7()}`,
    detail: {
      organisation: bulkWithdrawal.organisation_name,
      path: `/organisations/${bulkWithdrawal.organisation_slug}/access-tokens/sweeps/${bulkWithdrawal.id}`,
      done: counts.withdrawn + counts.revoked + counts.unchanged,
      failed: counts.failed,
    },
  });
}

function starterOf(bulkWithdrawal: BulkWithdrawalDetailsRow): string {
  if (bulkWithdrawal.starter_email === null) return "An admin";
  return personName({
    email: bulkWithdrawal.starter_email,
    firstName: bulkWithdrawal.starter_first_name ?? "",
    lastName: bulkWithdrawal.starter_last_name ?? "",
  });
}
