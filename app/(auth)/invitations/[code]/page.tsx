import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { db } from "@/db/database";
import type { InvitationRow } from "@/db/invitation";
import { isSameAddress } from "@/lib/invitation/address";
import { openInvitation } from "@/lib/invitation/open";
import { findSession } from "@/lib/session/find-session";
import { AuthHeading } from "../../auth-heading";
import { DeadLink } from "../../dead-link";
import { InvitedApplications } from "../invited-applications";
import { InvitedAs } from "../invited-as";
import { AcceptForm } from "./accept-form";
import { AtProvider } from "./at-provider";
import { JoinForm } from "./join-form";
import { OtherAccount } from "./other-account";

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
        <InvitedAs invitation={invitation} />
      </AuthHeading>
      <InvitedApplications invitation={invitation} />
      <Way code={code} invitation={invitation} signedInAs={principal?.user.email} />
    </>
  );
}

/** How to go on. It depends on who is signed in, and never on whether the invited address has an account. */
function Way({
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
  if (signedInAs !== undefined) return <OtherAccount code={code} signedInAs={signedInAs} invited={email} />;
  return (
    <>
      <JoinForm code={code} email={email} />
      <AtProvider code={code} />
    </>
  );
}
