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

/** A token's owner is told that it no longer gets into an organisation, who decided that, and why. It cannot be turned off. */
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
    // It can be given back, and withdrawn again.
    dedupeKey: `token_access:${uuidv7()}`,
    detail: { label: token.label, organisation: organisation.name, by: nameOf(principal), reason },
    read: isOwner(principal, token.user_id),
  });
}

/** A token's owner, and whoever had withdrawn the access, are told that it gets into the organisation again. */
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

// What a person has just done in the dashboard rings no bell.
function isOwner(principal: Principal, userId: string): boolean {
  return principal.type === "session" && userIdOf(principal) === userId;
}

// As many labels as a mail's sentence can hold.
const LABELS_TOLD = 5;

/** Somebody lost the access of several tokens at once by a sweep: one notice and one mail for all of them. */
export async function notifyManyWithdrawn(
  trx: Db,
  sweep: BulkWithdrawalDetailsRow,
  { userId, labels }: { userId: string; labels: readonly string[] },
): Promise<void> {
  await notify(trx, {
    kind: "tokens_access_withdrawn",
    userId,
    dedupeKey: `token_sweep:${sweep.id}:${uuidv7()}`,
    detail: {
      labels: labels.slice(0, LABELS_TOLD),
      count: labels.length,
      organisation: sweep.organisation_name,
      by: starterOf(sweep),
      reason: sweep.reason === "" ? null : sweep.reason,
      made_before: sweep.made_before.toISOString(),
    },
  });
}

/** A sweep revoked tokens of the organisation that somebody looks after: one notice and one mail for all of them. */
export async function notifyManyRevoked(
  trx: Db,
  sweep: BulkWithdrawalDetailsRow,
  { userId, labels }: { userId: string; labels: readonly string[] },
): Promise<void> {
  await notify(trx, {
    kind: "organisation_tokens_revoked",
    userId,
    dedupeKey: `token_sweep_revoked:${sweep.id}:${uuidv7()}`,
    detail: {
      labels: labels.slice(0, LABELS_TOLD),
      count: labels.length,
      organisation: sweep.organisation_name,
      slug: sweep.organisation_slug,
      by: starterOf(sweep),
      reason: sweep.reason === "" ? null : sweep.reason,
      made_before: sweep.made_before.toISOString(),
    },
  });
}

/** Whoever began a sweep hears that it is through, with the way to the report. */
export async function notifyBulkWithdrawalFinished(
  trx: Db,
  sweep: BulkWithdrawalDetailsRow,
  counts: { withdrawn: number; revoked: number; unchanged: number; failed: number },
): Promise<void> {
  if (sweep.created_by_user_id === null) return;
  await insertNotice(trx, {
    kind: "token_sweep_finished",
    userId: sweep.created_by_user_id,
    dedupeKey: `token_sweep_finished:${sweep.id}:${uuidv7()}`,
    detail: {
      organisation: sweep.organisation_name,
      path: `/organisations/${sweep.organisation_slug}/access-tokens/sweeps/${sweep.id}`,
      done: counts.withdrawn + counts.revoked + counts.unchanged,
      failed: counts.failed,
    },
  });
}

function starterOf(sweep: BulkWithdrawalDetailsRow): string {
  if (sweep.starter_email === null) return "An administrator";
  return personName({
    email: sweep.starter_email,
    firstName: sweep.starter_first_name ?? "",
    lastName: sweep.starter_last_name ?? "",
  });
}
