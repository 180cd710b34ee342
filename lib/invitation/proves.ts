import type { InvitationRow } from "@/db/organisation/invitation";

/**
 * Whether the link of the moment proves the invited address: it was mailed there, or an owner of the platform hands it over, who
 * vouches for it. Others who were given a link, before that was the platform's owners' alone, may have opened it themselves. Pure.
 */
export function provesAddress(invitation: Pick<InvitationRow, "is_mailed" | "is_vouched">): boolean {
  return invitation.is_mailed || invitation.is_vouched;
}
