import type { Metadata } from "next";
import { db } from "@/db/database";
import type { InvitationRow } from "@/db/invitation";
import { findLiveInvitation, hasAccount } from "@/lib/invitation/accept";
import { findSession } from "@/lib/session/find-session";
import { AuthHeading } from "../../auth-heading";
import { DeadLink } from "../../dead-link";
import { AcceptForm } from "./accept-form";
import { NewAccountForm } from "./new-account-form";
import { OtherAccount } from "./other-account";
import { SignInFirst } from "./sign-in-first";

export const metadata: Metadata = { title: "Invitation" };

/** Where the link of an invitation leads. Opening it spends nothing: whatever scans mail may do so. */
export default async function InvitationPage({ params }: { params: Promise<{ code: string }> }) {
  const { code } = await params;
  const invitation = await findLiveInvitation(db, code);
  if (invitation === undefined) return <DeadLink lived="7 days" again={{ label: "Go to the start", href: "/" }} />;
  return (
    <>
      <AuthHeading title={`Join ${invitation.organisation_name}`}>
        {invitation.inviter_name ?? "An administrator"} invites{" "}
        <span className="break-words text-foreground">{invitation.email}</span> to {invitation.organisation_name}, as{" "}
        {withArticle(invitation.role)}.
      </AuthHeading>
      <Applications invitation={invitation} />
      <Way code={code} invitation={invitation} />
    </>
  );
}

async function Way({ code, invitation }: { code: string; invitation: InvitationRow }) {
  const principal = await findSession();
  if (principal === undefined) {
    return (await hasAccount(db, invitation.email)) ? (
      <SignInFirst code={code} />
    ) : (
      <NewAccountForm code={code} email={invitation.email} />
    );
  }
  if (principal.user.email.toLowerCase() !== invitation.email.toLowerCase()) {
    return <OtherAccount code={code} signedInAs={principal.user.email} invited={invitation.email} />;
  }
  return <AcceptForm code={code} organisation={invitation.organisation_name} />;
}

/** What a guest will see: nothing else of the organisation. */
function Applications({ invitation }: { invitation: InvitationRow }) {
  if (invitation.role !== "guest") return null;
  if (invitation.applications.length === 0) {
    return <p className="mb-6 text-muted-foreground text-sm">As a guest you see what you are added to: nothing yet.</p>;
  }
  return (
    <div className="mb-6 text-sm">
      <p className="text-muted-foreground">As a guest you see these applications, and nothing else:</p>
      <ul className="mt-2 grid gap-1">
        {invitation.applications.map(({ id, name, access }) => (
          <li key={id} className="flex justify-between gap-4">
            <span className="min-w-0 break-words font-medium">{name}</span>
            <span className="shrink-0 text-muted-foreground">{access === "write" ? "read and write" : "read"}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function withArticle(role: string): string {
  return `${/^[aeiou]/.test(role) ? "an" : "a"} ${role}`;
}
