import { isMailOn } from "@/lib/mail/queue";

/** Why an account without a proved address cannot join another organisation, and what to do. */
export function addressUnproved(): string {
  return isMailOn()
    ? "Confirm your e-mail address first, under Security. Until then your account can't join or create another organisation."
    : "Nobody has confirmed your e-mail address yet, so your account can't join or create another organisation. Ask a platform owner for an invitation link.";
}
