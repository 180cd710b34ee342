import type { MailBody } from "@/lib/mail/body";
import { GREETING } from "./receiver";

/**
 * The link that lets someone choose a new password.
 * @param isFirstProof nobody has proved the address until now
 */
export function resetPasswordMail(
  email: string,
  url: string,
  brand: string,
  { isFirstProof }: { isFirstProof: boolean },
): { subject: string; body: MailBody } {
  return {
    subject: `Choose a new password for ${brand}`,
    body: {
      greeting: GREETING,
      paragraphs: [
        `Someone, hopefully you, requested a new password for your ${brand} account ${email}.`,
        isFirstProof
          ? "The link works once, for one hour. Nobody has confirmed this e-mail address yet. A new password confirms it, signs the account out everywhere, revokes all its access tokens, ends the secrets it generated for organisations’ tokens, and disconnects other ways to sign in."
          : "The link works once, for one hour. A new password signs you out everywhere; your access tokens keep working.",
      ],
      actions: [{ label: "Choose a new password", url }],
      footer: "If you didn’t request this, ignore this mail: nothing changes unless you use the link.",
    },
  };
}

/** For an account that has no password: how its owner signs in. */
export function noPasswordMail(
  email: string,
  provider: string | undefined,
  loginUrl: string,
  brand: string,
): { subject: string; body: MailBody } {
  const how =
    provider === undefined
      ? "It has no password: you signed in with another provider. Ask a platform owner how to sign in now."
      : `It has no password: you sign in with ${provider}. If you lost your password there, ${provider} can give you a new one.`;
  return {
    subject: `How you sign in to ${brand}`,
    body: {
      greeting: GREETING,
      paragraphs: [`Someone, hopefully you, requested a new password for your ${brand} account ${email}.`, how],
      actions: [{ label: "Sign in", url: loginUrl }],
      footer: "If you didn’t request this, ignore this mail: nothing has changed.",
    },
  };
}
