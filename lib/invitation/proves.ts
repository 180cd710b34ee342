import type { InvitationRow } from "@/db/organisation/invitation";

/**
 * Whether the current link proves the invited address: it was mailed there, or a platform owner hands it over and vouches for
 * it. Others who were given a link, before only platform owners were, may have opened it themselves. Pure.
 */
export function provesAddress(invitation: Pick<InvitationRow, "is_mailed" | "is_vouched">): boolean {
  return invitation.is_mailed || invitation.is_vouched;
}
