import Link from "next/link";
import { dialogSettings } from "@/components/access-token/dialog-settings";
import { TokenDialogs } from "@/components/access-token/dialogs/token-dialogs";
import { AddressNotice } from "@/components/address-proof/address-notice";
import { PageHeader } from "@/components/page/page-header";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { TokenLines } from "@/components/ui/token-lines";
import { db } from "@/db/database";
import { countTokens } from "@/lib/access-token/list";
import type { SessionPrincipal } from "@/lib/authorization/principal";
import { LinksToCreate } from "./links-to-create";
import { NeedsAttention } from "./needs-attention";
import { OpenInvitations } from "./open-invitations";
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
        {active === 0 ? "No active token." : `${active} active ${active === 1 ? "token" : "tokens"}.`}{" "}
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
      title="Make your first token"
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
      A token lets one thing, such as your laptop or a CI job, call the API in your name. Give each thing a token of its
      own: then you can revoke one without breaking the others.
    </EmptyState>
  );
}
