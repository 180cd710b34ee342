import type { Db } from "@/db/database";
import type { InvitationRow } from "@/db/organisation/invitation";
import { invitationMail } from "@/lib/account-mail/invitation";
import { appLink } from "@/lib/app-link";
import { env } from "@/lib/env";
import { queueMail } from "@/lib/mail/queue";

/** How long the link of an invitation works. */
export const INVITATION_LIVES_DAYS = 7;

/** The address of the page that a code belongs to. */
export function linkOf(code: string): string {
  return appLink(`/invitations/${code}`);
}

/**
 * Mail the link of an invitation, in the caller's transaction. It never waits for others of its kind: an earlier link may have
 * just stopped working. `countMailTo` limits how many an address gets.
 * @returns the link to hand over, where mail is off and a platform owner invites. It creates accounts, so nobody else gets it:
 * null otherwise, and when it was mailed.
 */
export async function sendInvitation(trx: Db, invitation: InvitationRow, code: string): Promise<string | null> {
  const link = linkOf(code);
  const mail = invitationMail(
    link,
    {
      organisation: invitation.organisation_name,
      inviter: invitation.inviter_name,
      role: invitation.role,
      days: INVITATION_LIVES_DAYS,
    },
    env().BRAND_NAME,
  );
  const queued = await queueMail(trx, {
    kind: "invitation",
    to: invitation.email,
    ...mail,
    expiresAt: invitation.expires_at,
  });
  return queued.status === "mail_off" && invitation.is_vouched ? link : null;
}
