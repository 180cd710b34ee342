import { isMailOn } from "@/lib/mail/queue";

/** Why an account whose address nobody has proved gets no higher role, and what to do. */
export function memberUnproved(): string {
  return isMailOn()
    ? "They haven't confirmed their e-mail address yet, so their account can't get a higher role. Ask them to confirm it under Security."
    : "Nobody has confirmed their e-mail address yet, so their account can't get a higher role. Ask a platform owner to invite them to another organisation and hand them the link: accepting it confirms the address.";
}

/** Why an account whose address nobody has proved takes no other seat, and what to do. */
export function addressUnproved(): string {
  return isMailOn()
    ? "Confirm your e-mail address first, under Security. Until then your account can't join or create another organisation."
    : "Nobody has confirmed your e-mail address yet, so your account can't join or create another organisation. Ask a platform owner for an invitation link.";
}
