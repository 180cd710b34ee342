import type { Role } from "@/lib/authorization/principal";
import type { MailBody } from "@/lib/mail/body";
import { quotedName, SUBJECT_NAME_CHARACTERS } from "@/lib/mail/named";
import { GREETING } from "./receiver";

/** The mail with the link to join an organisation. */
export function invitationMail(
  url: string,
  { organisation, inviter, role, days }: { organisation: string; inviter: string | null; role: Role; days: number },
  brand: string,
): { subject: string; body: MailBody } {
  const article = role === "owner" || role === "admin" ? "an" : "a";
  return {
    subject: `You are invited to an organisation on ${brand}: ${quotedName(organisation, SUBJECT_NAME_CHARACTERS)}`,
    body: {
      greeting: GREETING,
      paragraphs: [
        `You are invited to join an organisation on ${brand} as ${article} ${role}.`,
        `The link works once, for ${days} days. Accept with the account for this e-mail address, or create one.`,
      ],
      actions: [{ label: "View invitation", url }],
      named: [
        { what: "Organisation", text: organisation },
        ...(inviter === null ? [] : [{ what: "Invited by", text: inviter }]),
      ],
      footer: "If you don’t know what this is about, ignore this mail: nothing happens unless you accept.",
    },
  };
}
