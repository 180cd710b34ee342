import type { MailBody } from "@/lib/mail/body";
import { GREETING } from "./receiver";

/** The link that proves an address, and leads to the rest of signing up. */
export function confirmAddressMail(url: string, brand: string): { subject: string; body: MailBody } {
  return {
    subject: `Confirm your e-mail address for ${brand}`,
    body: {
      greeting: GREETING,
      paragraphs: [
        `Someone, hopefully you, wants to create a ${brand} account with this e-mail address.`,
        "Use the link to add your name and a password. It works once, for 24 hours.",
      ],
      actions: [{ label: "Continue signing up", url }],
      footer: "If this wasn’t you, ignore this mail: no account is created unless you use the link.",
    },
  };
}

/** For an address that has an account already: only its owner learns that. */
export function accountExistsMail(
  email: string,
  urls: { login: string; forgotPassword: string },
  brand: string,
): { subject: string; body: MailBody } {
  return {
    subject: `You already have a ${brand} account`,
    body: {
      greeting: GREETING,
      paragraphs: [
        `Someone, hopefully you, tried to create a ${brand} account with ${email}. You already have one: sign in, or choose a new password if you forgot yours.`,
      ],
      actions: [
        { label: "Sign in", url: urls.login },
        { label: "Choose a new password", url: urls.forgotPassword },
      ],
      footer: "If this wasn’t you, ignore this mail: nothing has changed.",
    },
  };
}
