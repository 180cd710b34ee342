import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { db } from "@/db/database";
import type { InvitationRow } from "@/db/invitation";
import { isSameAddress } from "@/lib/invitation/address";
import { findInvitedAccount, openInvitation } from "@/lib/invitation/open";
import { findSession } from "@/lib/session/find-session";
import { AuthHeading } from "../../auth-heading";
import { DeadLink } from "../../dead-link";
import { AcceptForm } from "./accept-form";
import { AtProvider } from "./at-provider";
import { DeactivatedAccount } from "./deactivated-account";
import { NewAccountForm } from "./new-account-form";
import { OtherAccount } from "./other-account";
import { SignInFirst } from "./sign-in-first";

export const metadata: Metadata = { title: "Invitation" };

/** Where the link of an invitation leads. Opening it spends nothing: whatever scans mail may do so. */
export default async function InvitationPage({ params }: { params: Promise<{ code: string }> }) {
  const { code } = await params;
  const principal = await findSession();
  const opened = await openInvitation(db, code, principal?.user.id);
  if (opened.status === "accepted") redirect(`/organisations/${opened.slug}`);
  if (opened.status === "dead_link") return <DeadLink lived="7 days" again={{ label: "Go to the start", href: "/" }} />;
  const { invitation } = opened;
  return (
    <>
      <AuthHeading title={`Join ${invitation.organisation_name}`}>
        {invitation.inviter_name ?? "An administrator"} invites{" "}
        <span className="break-words text-foreground">{invitation.email}</span> to {invitation.organisation_name}, as{" "}
        {withArticle(invitation.role)}.
      </AuthHeading>
      <Applications invitation={invitation} />
      <Way code={code} invitation={invitation} signedInAs={principal?.user.email} />
    </>
  );
}

async function Way({
  code,
  invitation,
  signedInAs,
}: {
  code: string;
  invitation: InvitationRow;
  signedInAs: string | undefined;
}) {
  const { email } = invitation;
  if (signedInAs !== undefined && isSameAddress(signedInAs, email)) {
    return <AcceptForm code={code} organisation={invitation.organisation_name} />;
  }
  const account = await findInvitedAccount(db, email);
  if (account === "deactivated") return <DeactivatedAccount email={email} />;
  if (signedInAs !== undefined) return <OtherAccount code={code} signedInAs={signedInAs} invited={email} />;
  return (
    <>
      {account === "active" ? <SignInFirst code={code} email={email} /> : <NewAccountForm code={code} email={email} />}
      <AtProvider code={code} />
    </>
  );
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
