import type { Db } from "@/db/database";
import {
  findInvitation,
  type InvitationRow,
  renewInvitation,
  revokeInvitation as revokeRow,
} from "@/db/organisation/invitation";
import { actorOf, recordActivity } from "@/lib/activity/record";
import { isAtLeast } from "@/lib/authorization/permission";
import { type Principal, type Role, tokenIdOf } from "@/lib/authorization/principal";
import { isMailOn } from "@/lib/mail/queue";
import { newCode } from "@/lib/one-time-code/code";
import type { OrganisationRefusal } from "@/lib/organisation/authorize";
import { lockOrganisationFor } from "@/lib/organisation/lock";
import { lockPlatformOwner } from "@/lib/organisation/platform-owner";
import { needsProof, type ProofRequired } from "@/lib/session/reauthenticate";
import { write } from "@/lib/write";
import { INVITATION_LIVES_DAYS, sendInvitation } from "./send";
import { countMailTo, type TooMany, tooManyToResend } from "./throttle";

type Refusal =
  | OrganisationRefusal
  | { status: "invitation_not_found" }
  /** It was accepted or revoked already. */
  | { status: "ended" }
  | { status: "above_own_role"; role: Role };

type About = { organisationId: string; invitationId: string };

/** Revoke an invitation: its link stops working. Asking twice changes nothing. @throws CallerEnded */
export async function revokeInvitation(
  db: Db,
  principal: Principal,
  about: About,
): Promise<{ status: "revoked" } | Refusal> {
  return await changing<{ status: "revoked" }>(db, principal, about, async (trx, invitation) => {
    if (await revokeRow(trx, invitation.id)) await record(trx, principal, invitation, "invitation.revoked");
    return { status: "revoked" };
  });
}

export type ResendResult =
  | { status: "resent"; invitation: InvitationRow; link: string | null }
  | TooMany
  | ProofRequired
  | Refusal;

/**
 * Send an invitation again, also one that has expired: with a new link and lifetime. For an owner or admin it needs a fresh
 * proof of identity, as the first one did. @throws CallerEnded
 */
export async function resendInvitation(db: Db, principal: Principal, about: About): Promise<ResendResult> {
  return await changing<ResendResult>(db, principal, about, async (trx, invitation, { role, principal: fresh }) => {
    if (invitation.state === "accepted" || invitation.state === "revoked") return { status: "ended" };
    if (!isAtLeast(role, invitation.role)) return { status: "above_own_role", role: invitation.role };
    const tooMany = await tooManyToResend(trx, principal, invitation);
    if (tooMany !== undefined) return tooMany;
    if (isAtLeast(invitation.role, "admin") && needsProof(principal)) return { status: "reauthentication_required" };
    const tooManyHere = await countMailTo(trx, invitation.email);
    if (tooManyHere !== undefined) return tooManyHere;
    const { code, digest } = newCode();
    const isMailed = isMailOn();
    await renewInvitation(trx, invitation.id, {
      digest,
      tokenId: tokenIdOf(principal),
      livesDays: INVITATION_LIVES_DAYS,
      isMailed,
      isVouched: !isMailed && (await lockPlatformOwner(trx, fresh)),
    });
    const renewed = await findInvitation(trx, about.organisationId, about.invitationId);
    if (renewed === undefined) throw new Error("an invitation that was just renewed cannot be read");
    await record(trx, principal, renewed, "invitation.resent");
    return { status: "resent", invitation: renewed, link: await sendInvitation(trx, renewed, code) };
  });
}

async function changing<Done>(
  db: Db,
  principal: Principal,
  { organisationId, invitationId }: About,
  change: (trx: Db, invitation: InvitationRow, by: { role: Role; principal: Principal }) => Promise<Done | Refusal>,
): Promise<Done | Refusal> {
  return await write(db, principal, async (trx): Promise<Done | Refusal> => {
    const locked = await lockOrganisationFor(trx, principal, organisationId, "manage_people");
    const { authorization } = locked;
    if (authorization.status !== "allowed") return authorization;
    const invitation = await findInvitation(trx, organisationId, invitationId);
    if (invitation === undefined) return { status: "invitation_not_found" };
    return await change(trx, invitation, { role: authorization.organisation.role, principal: locked.principal });
  });
}

async function record(trx: Db, principal: Principal, invitation: InvitationRow, type: string): Promise<void> {
  await recordActivity(trx, {
    type,
    organisationId: invitation.organisation_id,
    actor: actorOf(principal),
    target: { type: "invitation", id: invitation.id, label: invitation.email },
    client: principal.client,
  });
}
