import { lockApplicationsOf } from "@/db/access-token/limit-target";
import type { Db } from "@/db/database";
import {
  findInvitation,
  type InvitationRow,
  insertInvitation,
  isMemberByEmail,
  revokeOpenInvitations,
} from "@/db/organisation/invitation";
import { actorOf, recordActivity } from "@/lib/activity/record";
import { isAtLeast } from "@/lib/authorization/permission";
import { type Principal, type Role, tokenIdOf, userIdOf } from "@/lib/authorization/principal";
import { isMailOn } from "@/lib/mail/queue";
import { newCode } from "@/lib/one-time-code/code";
import type { OrganisationRefusal } from "@/lib/organisation/authorize";
import { lockOrganisationFor } from "@/lib/organisation/lock";
import { lockPlatformOwner } from "@/lib/organisation/platform-owner";
import { needsProof, type ProofRequired } from "@/lib/session/reauthenticate";
import { write } from "@/lib/write";
import type { InviteInput } from "./input";
import { INVITATION_LIVES_DAYS, sendInvitation } from "./send";
import { countMailTo, type TooMany, tooManyToInvite } from "./throttle";

export type InviteResult =
  /**
   * `link` is set where mail is off and a person who owns the platform invites, who hands it over. It is in this result and nowhere
   * else. Where the invitation is neither mailed nor vouched for (`is_vouched`), it waits for such a person to make its link.
   */
  | { status: "invited"; invitation: InvitationRow; link: string | null }
  | { status: "already_member" }
  | { status: "above_own_role"; role: Role }
  | { status: "invalid"; fields: Record<string, string[]> }
  | TooMany
  | ProofRequired
  | OrganisationRefusal;

/**
 * Invite someone by e-mail: the link works once, for 7 days, and only for the owner of the address. Inviting the same address
 * again ends the link before. Never to a role above one's own; as owner or admin only after a fresh proof of identity. @throws
 * CallerEnded
 */
export async function invite(
  db: Db,
  principal: Principal,
  organisationId: string,
  input: InviteInput,
): Promise<InviteResult> {
  return await write(db, principal, async (trx): Promise<InviteResult> => {
    const locked = await lockOrganisationFor(trx, principal, organisationId, "manage_people");
    const { authorization } = locked;
    if (authorization.status !== "allowed") return authorization;
    if (!isAtLeast(authorization.organisation.role, input.role)) return { status: "above_own_role", role: input.role };
    if (await isMemberByEmail(trx, organisationId, input.email)) return { status: "already_member" };
    const fields = await refuseApplications(trx, organisationId, input);
    if (fields !== undefined) return { status: "invalid", fields };
    const tooMany = await tooManyToInvite(trx, { principal, organisationId, email: input.email });
    if (tooMany !== undefined) return tooMany;
    if (isAtLeast(input.role, "admin") && needsProof(principal)) return { status: "reauthentication_required" };
    const tooManyHere = await countMailTo(trx, input.email);
    if (tooManyHere !== undefined) return tooManyHere;

    await revokeOpenInvitations(trx, organisationId, input.email);
    const { code, digest } = newCode();
    const id = await insertInvitation(
      trx,
      {
        organisationId,
        email: input.email,
        role: input.role,
        digest,
        invitedByUserId: userIdOf(principal) ?? null,
        tokenId: tokenIdOf(principal),
        livesDays: INVITATION_LIVES_DAYS,
        isMailed: isMailOn(),
        isVouched: !isMailOn() && (await lockPlatformOwner(trx, locked.principal)),
      },
      uniqueApplications(input),
    );
    const invitation = await findInvitation(trx, organisationId, id);
    if (invitation === undefined) throw new Error("an invitation that was just written cannot be read");
    await recordActivity(trx, {
      type: "invitation.created",
      organisationId,
      actor: actorOf(principal),
      target: { type: "invitation", id, label: input.email },
      after: { email: input.email, role: input.role, applications: invitation.applications.map(({ name }) => name) },
      client: principal.client,
    });
    return { status: "invited", invitation, link: await sendInvitation(trx, invitation, code) };
  });
}

async function refuseApplications(
  trx: Db,
  organisationId: string,
  input: InviteInput,
): Promise<Record<string, string[]> | undefined> {
  if (input.applications.length > 0 && input.role !== "guest") {
    return { applications: ["Only guests are added to applications: everyone else sees all of them."] };
  }
  const ids = uniqueApplications(input).map(({ id }) => id);
  const present = await lockApplicationsOf(trx, organisationId, ids);
  const missing = ids.find((id) => !present.has(id));
  if (missing !== undefined) return { applications: [`The organisation has no application ${missing}.`] };
  return undefined;
}

function uniqueApplications(input: InviteInput): { id: string; access: "read" | "write" }[] {
  return [...new Map(input.applications.map(({ application, access }) => [application, access]))].map(
    ([id, access]) => ({
      id,
      access,
    }),
  );
}
