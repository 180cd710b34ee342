import type { InvitationRow } from "@/db/organisation/invitation";

/** Who invites whom, where to and as what, as a sentence. */
export function InvitedAs({ invitation }: { invitation: InvitationRow }) {
  return (
    <>
      {invitation.inviter_name ?? "An administrator"} invites{" "}
      <span className="break-words text-foreground">{invitation.email}</span> to {invitation.organisation_name}, as{" "}
      {withArticle(invitation.role)}.
    </>
  );
}

function withArticle(role: string): string {
  return `${/^[aeiou]/.test(role) ? "an" : "a"} ${role}`;
}
