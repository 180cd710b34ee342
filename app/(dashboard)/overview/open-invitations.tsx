import Link from "next/link";
import { FormNotice } from "@/components/form/form-notice";
import { db } from "@/db/database";
import { listProvedInvitations } from "@/db/organisation/invitation-acceptance";

/** Leads to what one can accept without a link. */
export async function OpenInvitations({ userId }: { userId: string }) {
  const invitations = await listProvedInvitations(db, userId);
  if (invitations.length === 0) return null;
  const all = invitations.map(({ organisation_name: name }) => name);
  const names = all.length > 4 ? [...all.slice(0, 3), `${all.length - 3} other organisations`] : all;
  return (
    <FormNotice tone="neutral">
      You are invited to {new Intl.ListFormat("en").format(names)}.{" "}
      <Link href="/invitations" className="link">
        {names.length === 1 ? "Look at the invitation" : "Look at the invitations"}
      </Link>
    </FormNotice>
  );
}
