import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { FormNotice } from "@/components/form/form-notice";
import { isEmailVerified } from "@/db/account/user";
import { db } from "@/db/database";
import type { InvitationRow } from "@/db/organisation/invitation";
import { addressUnproved } from "@/lib/address-proof/message";
import type { SessionPrincipal } from "@/lib/authorization/principal";
import { isSameAddress } from "@/lib/invitation/address";
import { openInvitation } from "@/lib/invitation/open";
import { provesAddress } from "@/lib/invitation/proves";
import { oidcProvider } from "@/lib/oidc/provider";
import { findSession } from "@/lib/session/find-session";
import { isFresh } from "@/lib/session/reauthenticate";
import { AuthHeading } from "../../auth-heading";
import { DeadLink } from "../../dead-link";
import { ProviderForm } from "../../login/provider-form";
import { Or } from "../../or";
import { InvitedApplications } from "../invited-applications";
import { InvitedAs } from "../invited-as";
import { AcceptForm } from "./accept-form";
import { goToProviderAction } from "./actions";
import { JoinForm } from "./join-form";
import { OtherAccount } from "./other-account";

export const metadata: Metadata = { title: "Invitation" };

/** Where the link of an invitation leads. Opening it spends nothing: whatever scans mail may do so. */
export default async function InvitationPage({ params }: { params: Promise<{ code: string }> }) {
  const { code } = await params;
  const principal = await findSession();
  const opened = await openInvitation(db, code, principal?.user.id);
  if (opened.status === "accepted") redirect(`/organisations/${opened.slug}`);
  if (opened.status === "dead_link") return <DeadLink lived="7 days" again={{ label: "Back to home", href: "/" }} />;
  const { invitation } = opened;
  return (
    <>
      <AuthHeading title={`Join ${invitation.organisation_name}`}>
        <InvitedAs invitation={invitation} />
      </AuthHeading>
      <InvitedApplications invitation={invitation} />
      <Way code={code} invitation={invitation} principal={principal} />
    </>
  );
}

/** The next step. It depends on who is signed in, and never on whether the invited address has an account. */
async function Way({
  code,
  invitation,
  principal,
}: {
  code: string;
  invitation: InvitationRow;
  principal: SessionPrincipal | undefined;
}) {
  const { email } = invitation;
  const signedInAs = principal?.user.email;
  if (principal !== undefined && isSameAddress(principal.user.email, email)) {
    const isProved = await isEmailVerified(db, principal.user.id);
    if (!isProved && !provesAddress(invitation)) return <FormNotice tone="danger">{addressUnproved()}</FormNotice>;
    const asksPassword = !isProved && !isFresh(principal);
    return <AcceptForm code={code} organisation={invitation.organisation_name} asksPassword={asksPassword} />;
  }
  if (signedInAs !== undefined) return <OtherAccount code={code} signedInAs={signedInAs} invited={email} />;
  return (
    <>
      <JoinForm code={code} email={email} />
      <AtProvider code={code} />
    </>
  );
}

/** The button for the provider, where the instance has one. */
function AtProvider({ code }: { code: string }) {
  const provider = oidcProvider();
  if (provider === undefined) return null;
  return (
    <>
      <Or />
      <ProviderForm action={goToProviderAction.bind(null, code)} label={`Continue with ${provider.name}`} />
    </>
  );
}
