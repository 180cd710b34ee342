import type { Metadata } from "next";
import { LeadingForm } from "@/components/form/leading-form";
import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { isEmailVerified } from "@/db/account/user";
import { db } from "@/db/database";
import { listProvedInvitations } from "@/db/organisation/invitation-acceptance";
import { addressUnproved } from "@/lib/address-proof/message";
import { isMailOn } from "@/lib/mail/queue";
import { requireSession } from "@/lib/session/require-session";
import { AuthHeading } from "../auth-heading";
import { acceptProvedAction } from "./actions";
import { InvitedApplications } from "./invited-applications";
import { InvitedAs } from "./invited-as";

export const metadata: Metadata = { title: "Invitations" };

/**
 * Invitations that can be accepted without a link: to an address that the person has proved since, as everyone who came through
 * the provider has.
 */
export default async function InvitationsPage() {
  const { user } = await requireSession();
  const invitations = await listProvedInvitations(db, user.id);
  if (!(await isEmailVerified(db, user.id))) {
    return (
      <>
        <AuthHeading title="Confirm your e-mail address first">{addressUnproved()}</AuthHeading>
        <Button asChild variant="primary">
          <Link href="/">Back to home</Link>
        </Button>
      </>
    );
  }
  if (invitations.length === 0) {
    return (
      <>
        <AuthHeading title="No pending invitations">
          {isMailOn() ? (
            <>
              If one was sent to <span className="break-words text-foreground">{user.email}</span>, open the link in the
              mail.
            </>
          ) : (
            <>
              Invitations to <span className="break-words text-foreground">{user.email}</span> appear here.
            </>
          )}
        </AuthHeading>
        <Button asChild variant="primary">
          <Link href="/">Back to home</Link>
        </Button>
      </>
    );
  }
  return (
    <>
      <AuthHeading title="You are invited">
        Join the organisations you want to belong to.{" "}
        <Link href="/" className="link">
          Not now
        </Link>
      </AuthHeading>
      <ul className="grid gap-8">
        {invitations.map((invitation) => (
          <li key={invitation.id}>
            <p className="mb-4 text-sm">
              <InvitedAs invitation={invitation} />
            </p>
            <InvitedApplications invitation={invitation} />
            <LeadingForm action={acceptProvedAction.bind(null, invitation.id)} variant="primary">
              Join {invitation.organisation_name}
            </LeadingForm>
          </li>
        ))}
      </ul>
    </>
  );
}
