import type { Db } from "@/db/database";
import type { InvitationRow } from "@/db/organisation/invitation";
import { seatInvited, spendInvitation } from "@/db/organisation/invitation-acceptance";
import { lockOrganisation } from "@/db/organisation/organisation";
import { personName } from "@/lib/access-token/json";
import { recordActivity } from "@/lib/activity/record";
import type { Client } from "@/lib/client";
import { notifyInvitationAccepted } from "@/lib/notice/notify/member";

/** An invitation in any state, locked with its organisation until the transaction ends. */
export async function lockInvitation(
  trx: Db,
  find: (trx: Db) => Promise<InvitationRow | undefined>,
): Promise<InvitationRow | undefined> {
  const found = await find(trx);
  if (found === undefined) return undefined;
  await lockOrganisation(trx, found.organisation_id);
  return await find(trx);
}

type Person = { id: string; email: string; firstName: string; lastName: string };

/** Spend a locked, open invitation, and make the person a member. */
export async function seat(trx: Db, invitation: InvitationRow, user: Person, client: Client): Promise<void> {
  await spendInvitation(trx, invitation.id, user.id);
  // Someone who joined in another way meanwhile keeps their role.
  if (await seatInvited(trx, invitation, user.id)) {
    await recordActivity(trx, {
      type: "membership.created",
      organisationId: invitation.organisation_id,
      userId: user.id,
      actor: { userId: user.id },
      target: { type: "user", id: user.id, label: user.email },
      after: { role: invitation.role, organisation: invitation.organisation_name },
      client,
    });
    const { id, email, role, invited_by_user_id: invitedByUserId } = invitation;
    const organisation = { name: invitation.organisation_name, slug: invitation.organisation_slug };
    await notifyInvitationAccepted(trx, { id, email, role, invitedByUserId }, organisation, personName(user));
  }
}
