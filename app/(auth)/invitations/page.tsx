import type { Metadata } from "next";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { db } from "@/db/database";
import { listProvedInvitations } from "@/db/invitation-acceptance";
import { requireSession } from "@/lib/session/require-session";
import { AuthHeading } from "../auth-heading";
import { acceptProvedAction } from "./actions";
import { InvitedApplications } from "./invited-applications";
import { InvitedAs } from "./invited-as";

export const metadata: Metadata = { title: "Invitations" };

/** What somebody can accept without a link: he or she has proved the address since, as who came through the provider has. */
export default async function InvitationsPage() {
  const { user } = await requireSession();
  const invitations = await listProvedInvitations(db, user.id);
  if (invitations.length === 0) {
    return (
      <>
        <AuthHeading title="No invitation waits here">
          If one was sent to <span className="break-words text-foreground">{user.email}</span>, open the link in the
          mail.
        </AuthHeading>
        <Button asChild variant="primary">
          <Link href="/">Go to the start</Link>
        </Button>
      </>
    );
  }
  return (
    <>
      <AuthHeading title="You are invited">
        Accept what you want to belong to.{" "}
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
            <form action={acceptProvedAction.bind(null, invitation.id)} className="grid">
              <Button type="submit" variant="primary" className="w-full">
                Join {invitation.organisation_name}
              </Button>
            </form>
          </li>
        ))}
      </ul>
    </>
  );
}
