import { lockTokens } from "@/db/access-token";
import type { Db } from "@/db/database";
import { holdMembership } from "@/db/organisation";
import { listOrganisationTokens, type OrganisationTokenRow } from "@/db/organisation-token";
import { deleteTokenAccess, insertWithdrawal } from "@/db/token-access";
import { actorOf, recordActivity } from "@/lib/activity/record";
import { tellAccessRestored, tellAccessWithdrawn } from "@/lib/notice/tell-access";
import { holdOrganisation } from "@/lib/organisation/hold";
import type { OrganisationRefusal } from "@/lib/organisation/judge";
import { type Principal, type PrincipalOrganisation, userIdOf } from "@/lib/principal";
import { sightOf } from "./sight";

export type ChangeAccessResult =
  /** Also when it was so already: asking twice changes nothing. */
  | { status: "withdrawn" | "restored"; changed: boolean; reason: string | null }
  /** The organisation's own tokens are revoked, not kept out of it. */
  | { status: "not_personal" }
  | OrganisationRefusal;

type Target = { organisationId: string; tokenId: string };

/**
 * Withdraw a personal token's access to one organisation: from the next request on it is refused there, and goes on everywhere
 * else. Its owner is told who did it and why. A token that does not reach the organisation, or no longer, is not found.
 */
export async function withdrawAccess(
  db: Db,
  principal: Principal,
  target: Target & { reason: string | null },
): Promise<ChangeAccessResult> {
  return await changeAccess(db, principal, target, async (trx, organisation, token) => {
    if (token.access?.state === "withdrawn") {
      return { status: "withdrawn", changed: false, reason: token.access.reason };
    }
    const reason = target.reason === "" ? null : target.reason;
    await insertWithdrawal(trx, {
      tokenId: token.id,
      organisationId: organisation.id,
      reason,
      byUserId: userIdOf(principal) ?? null,
    });
    await recordAccess(trx, principal, organisation, token, "access_token.access_withdrawn", reason);
    await tellAccessWithdrawn(trx, principal, { organisation, token, reason });
    return { status: "withdrawn", changed: true, reason };
  });
}

/** Give a personal token its access to the organisation back. Its owner is told. */
export async function restoreAccess(db: Db, principal: Principal, target: Target): Promise<ChangeAccessResult> {
  return await changeAccess(db, principal, target, async (trx, organisation, token) => {
    if (token.access?.state !== "withdrawn") {
      return { status: "restored", changed: false, reason: null };
    }
    await deleteTokenAccess(trx, token.id, organisation.id);
    await recordAccess(trx, principal, organisation, token, "access_token.access_restored", null);
    await tellAccessRestored(trx, principal, { organisation, token });
    return { status: "restored", changed: true, reason: null };
  });
}

async function changeAccess(
  db: Db,
  principal: Principal,
  { organisationId, tokenId }: Target,
  change: (trx: Db, organisation: PrincipalOrganisation, token: OrganisationTokenRow) => Promise<ChangeAccessResult>,
): Promise<ChangeAccessResult> {
  return await db.transaction().execute(async (trx): Promise<ChangeAccessResult> => {
    // The token first, as everything does that changes one; a calling token among them, which may be this very one.
    await lockTokens(trx, principal.type === "token" ? [tokenId, principal.token.id] : [tokenId]);
    const { judgement, principal: fresh } = await holdOrganisation(trx, principal, organisationId, "withdraw_access");
    if (judgement.status !== "allowed") return judgement;
    const { organisation } = judgement;
    const find = async () => {
      const { rows } = await listOrganisationTokens(trx, sightOf(fresh, organisation), {
        filter: { ids: [tokenId] },
        order: { field: "created_at", descending: true },
        limit: 1,
        offset: 0,
      });
      return rows[0];
    };
    const found = await find();
    if (found === undefined) return { status: "not_found" };
    if (found.user_id === null) return { status: "not_personal" };
    // Whoever leaves at this moment has left, or leaves after this.
    await holdMembership(trx, found.user_id, [organisationId]);
    const token = await find();
    return token === undefined ? { status: "not_found" } : await change(trx, organisation, token);
  });
}

async function recordAccess(
  trx: Db,
  principal: Principal,
  organisation: PrincipalOrganisation,
  token: OrganisationTokenRow,
  type: "access_token.access_withdrawn" | "access_token.access_restored",
  reason: string | null,
): Promise<void> {
  // One row stands in both logs: the organisation's and the owner's.
  await recordActivity(trx, {
    type,
    userId: token.user_id,
    organisationId: organisation.id,
    actor: actorOf(principal),
    target: { type: "access_token", id: token.id, label: token.label },
    after: { organisation: organisation.name, ...(reason === null ? {} : { reason }) },
    client: principal.client,
  });
}
