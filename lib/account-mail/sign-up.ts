import type { MailBody } from "@/lib/mail/body";
import { GREETING } from "./receiver";

/** The link that proves an address, and leads to the rest of signing up. */
export function confirmAddressMail(url: string, brand: string): { subject: string; body: MailBody } {
  return {
    subject: `Confirm your e-mail address for ${brand}`,
    body: {
      greeting: GREETING,
      paragraphs: [
        `Somebody, we hope you, wants to make a ${brand} account with this e-mail address.`,
        "The link leads to the rest: your name and a password. It works once and for 24 hours.",
      ],
      actions: [{ label: "Go on signing up", url }],
      footer: "If that was not you, ignore this mail: without the link there will be no account.",
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
    subject: `You have a ${brand} account already`,
    body: {
      greeting: GREETING,
      paragraphs: [
        `Somebody, we hope you, wanted to make a ${brand} account with ${email}. There is one already: sign in to it, or choose a new password if you no longer know it.`,
      ],
      actions: [
        { label: "Sign in", url: urls.login },
        { label: "Choose a new password", url: urls.forgotPassword },
      ],
      footer: "If that was not you, ignore this mail: nothing has changed.",
    },
  };
}
