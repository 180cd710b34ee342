import { CircleCheck } from "lucide-react";
import Link from "next/link";
import { AddressNotice } from "@/components/address-proof/address-notice";
import { PageHeader } from "@/components/page-header";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { TokenLines } from "@/components/ui/token-lines";
import { listLivesOfUser } from "@/db/access-token-attention";
import { db } from "@/db/database";
import { ATTENTIONS, attentionOf } from "@/lib/access-token/attention";
import { statusAt } from "@/lib/access-token/policy";
import type { SessionPrincipal } from "@/lib/principal";
import { AttentionList } from "./attention-list";
import { LinksToCreate } from "./links-to-create";
import { OpenInvitations } from "./open-invitations";
import { OrganisationList } from "./organisation-list";

/** The start page of a signed-in person: what needs attention, and where he or she belongs. */
export async function Overview({ principal }: { principal: SessionPrincipal }) {
  const { user, organisations, now } = principal;
  const lives = await listLivesOfUser(db, user.id);
  const active = lives.filter((life) => statusAt(life, now) === "active").length;
  const needy = lives
    .flatMap((life) => {
      const attention = attentionOf(life, now);
      return attention ? [{ ...life, attention }] : [];
    })
    .sort((a, b) => ATTENTIONS.indexOf(a.attention) - ATTENTIONS.indexOf(b.attention));
  return (
    <>
      <PageHeader
        title="Overview"
        action={
          lives.length > 0 && (
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
        <AddressNotice user={user} />
        <OpenInvitations userId={user.id} />
        <LinksToCreate principal={principal} />
        <section aria-labelledby="attention" className="grid gap-3">
          <h2 id="attention" className={lives.length === 0 ? "sr-only" : "font-semibold text-base"}>
            Needs attention
          </h2>
          {lives.length === 0 ? (
            <FirstToken />
          ) : needy.length === 0 ? (
            <p className="flex items-start gap-2.5 rounded-lg border bg-surface px-4 py-3.5 text-sm">
              <CircleCheck aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-active-text" />
              Nothing. No token expires within 14 days, and each is in use.
            </p>
          ) : (
            <AttentionList tokens={needy} />
          )}
        </section>
        <OrganisationList organisations={organisations} />
      </div>
    </>
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
