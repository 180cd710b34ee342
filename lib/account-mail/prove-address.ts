import type { MailBody } from "@/lib/mail/body";
import { GREETING } from "./receiver";

/** The link by which the owner of an account confirms its address. */
export function proveAddressMail(
  email: string,
  urls: { confirm: string; forgotPassword: string },
  brand: string,
): { subject: string; body: MailBody } {
  return {
    subject: `Confirm your e-mail address for ${brand}`,
    body: {
      greeting: GREETING,
      paragraphs: [
        `Someone, hopefully you, asked to confirm the e-mail address of the ${brand} account ${email}.`,
        "The link works once, for 24 hours, and asks for the account’s password.",
        "If you don’t know that password, someone else may have created the account. Choose a new password: this signs the account out everywhere, revokes its access tokens and disconnects other ways to sign in.",
      ],
      actions: [
        { label: "Confirm e-mail address", url: urls.confirm },
        { label: "Choose a new password", url: urls.forgotPassword },
      ],
      footer: "If you didn’t request this, ignore this mail: nothing changes unless you use the link.",
    },
  };
}
