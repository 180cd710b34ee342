import Link from "next/link";
import { FormNotice } from "@/components/form/form-notice";
import { db } from "@/db/database";
import { countWithoutLink } from "@/db/organisation/invitation";
import type { SessionPrincipal } from "@/lib/authorization/principal";
import { isMailOn } from "@/lib/mail/queue";
import { ownedPlatform } from "@/lib/organisation/platform-owner";

/** Leads an owner of the platform to the invitations that wait for a link to be handed over, where mail is off. */
export async function LinksToCreate({ principal }: { principal: SessionPrincipal }) {
  const platform = ownedPlatform(principal);
  if (platform === undefined || isMailOn()) return null;
  const count = await countWithoutLink(db);
  if (count === 0) return null;
  return (
    <FormNotice tone="neutral">
      {count === 1 ? "1 invitation has no link yet." : `${count} invitations have no link yet.`} Mail is off, so you
      create the links and hand them over.{" "}
      <Link href={`/organisations/${platform.slug}/members#links`} className="link">
        Create links
      </Link>
    </FormNotice>
  );
}
