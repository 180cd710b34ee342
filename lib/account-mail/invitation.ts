import type { MailBody } from "@/lib/mail/body";
import type { Role } from "@/lib/principal";

/** The link that lets somebody into an organisation. */
export function invitationMail(
  url: string,
  { organisation, inviter, role, days }: { organisation: string; inviter: string | null; role: Role; days: number },
  brand: string,
): { subject: string; body: MailBody } {
  const article = role === "owner" || role === "admin" ? "an" : "a";
  return {
    subject: `${organisation} invites you to ${brand}`,
    body: {
      greeting: "Hello,",
      paragraphs: [
        `${inviter ?? "An administrator"} invites you to ${organisation} on ${brand}, as ${article} ${role}.`,
        `The link works once and for ${days} days. Accept it with the account of this e-mail address, or make one there.`,
      ],
      actions: [{ label: "Look at the invitation", url }],
      footer: "If you do not know what this is about, ignore this mail: nothing happens without you.",
    },
  };
}
