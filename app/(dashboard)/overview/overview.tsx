import { dialogSettings } from "@/components/access-token/dialog-settings";
import { TokenDialogs } from "@/components/access-token/dialogs/token-dialogs";
import { AddressNotice } from "@/components/address-proof/address-notice";
import { FormNotice } from "@/components/form/form-notice";
import { PageHeader } from "@/components/page/page-header";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { TokenLines } from "@/components/ui/token-lines";
import { db } from "@/db/database";
import { countWithoutLink } from "@/db/organisation/invitation";
import { listProvedInvitations } from "@/db/organisation/invitation-acceptance";
import { countTokens } from "@/lib/access-token/list";
import type { SessionPrincipal } from "@/lib/authorization/principal";
import { isMailOn } from "@/lib/mail/queue";
import { ownedPlatform } from "@/lib/organisation/platform-owner";
import { NeedsAttention } from "./needs-attention";
import { OrganisationList } from "./organisation-list";

/** The start page of a signed-in person: what needs attention and can be settled here, and where they belong. */
export async function Overview({ principal }: { principal: SessionPrincipal }) {
  const { active, expired, revoked } = await countTokens(db, principal);
  const hasTokens = active + expired + revoked > 0;
  return (
    <TokenDialogs settings={dialogSettings(principal)}>
      <PageHeader
        title="Overview"
        action={
          hasTokens && (
            <Button asChild variant="primary">
              <Link href="/account/access-tokens?create=1">Create token</Link>
            </Button>
          )
        }
      >
        {active === 0 ? "No active tokens." : `${active} active ${active === 1 ? "token" : "tokens"}.`}{" "}
        <Link href="/account/access-tokens" className="link text-foreground">
          All access tokens
        </Link>
      </PageHeader>
      <div className="grid gap-10">
        <AddressNotice user={principal.user} />
        <OpenInvitations userId={principal.user.id} />
        <LinksToCreate principal={principal} />
        {hasTokens ? <NeedsAttention principal={principal} active={active} /> : <FirstToken />}
        <OrganisationList organisations={principal.organisations} />
      </div>
    </TokenDialogs>
  );
}

function FirstToken() {
  return (
    <EmptyState
      illustration={<TokenLines />}
      title="Create your first token"
      action={
        <>
          <Button asChild variant="primary">
            <Link href="/account/access-tokens?create=1">Create token</Link>
          </Button>
          <Button asChild>
            <Link href="/docs">How tokens work</Link>
          </Button>
        </>
      }
    >
      A token lets one thing, such as your laptop or a CI job, call the API as you. Give each its own token, so you can
      revoke one without breaking the others.
    </EmptyState>
  );
}

/** Leads a platform owner to the invitations whose links they have to hand over, where mail is off. */
async function LinksToCreate({ principal }: { principal: SessionPrincipal }) {
  const platform = ownedPlatform(principal);
  if (platform === undefined || isMailOn()) return null;
  const count = await countWithoutLink(db);
  if (count === 0) return null;
  return (
    <FormNotice tone="neutral">
      {count === 1 ? "1 invitation has no link yet." : `${count} invitations have no link yet.`} Mail is off, so you
      create the links and share them.{" "}
      <Link href={`/organisations/${platform.slug}/members#links`} className="link">
        Create links
      </Link>
    </FormNotice>
  );
}

/** Leads to the invitations that can be accepted without a link. */
async function OpenInvitations({ userId }: { userId: string }) {
  const invitations = await listProvedInvitations(db, userId);
  if (invitations.length === 0) return null;
  const all = invitations.map(({ organisation_name: name }) => name);
  const names = all.length > 4 ? [...all.slice(0, 3), `${all.length - 3} other organisations`] : all;
  return (
    <FormNotice tone="neutral">
      You are invited to {new Intl.ListFormat("en").format(names)}.{" "}
      <Link href="/invitations" className="link">
        {names.length === 1 ? "View invitation" : "View invitations"}
      </Link>
    </FormNotice>
  );
}
