import { ChevronLeft } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { cache } from "react";
import { z } from "zod";
import { PageHeader } from "@/components/page-header";
import { Status } from "@/components/ui/status";
import { db } from "@/db/database";
import { isEditable } from "@/lib/access-token/editable";
import { findToken } from "@/lib/access-token/find";
import type { TokenDetailsJson } from "@/lib/access-token/json";
import { nameLimits } from "@/lib/access-token/limit-names";
import { findTokenOrganisation } from "@/lib/access-token/token-organisation";
import { parseAddScopes, type SearchParams } from "@/lib/access-token-form/prefill";
import { findPoliciesAgainst } from "@/lib/organisation/policy/against";
import type { PrincipalOrganisation } from "@/lib/principal";
import { requireSession } from "@/lib/session/require-session";
import { dialogSettings } from "../dialog-settings";
import { type OpenDialog, TokenDialogs } from "../dialogs/token-dialogs";
import { LIST_PATH } from "../list/list-query";
import { RotationBadge } from "../rotation-badge";
import { UnusedBadge } from "../unused-badge";
import { AgainstPolicyNotice } from "./against-policy";
import { Facts } from "./facts";
import { LastUse } from "./last-use";
import { RotationSection } from "./rotation/rotation-section";
import { Section } from "./section";
import { TokenActions } from "./token-actions";
import { TokenActivity } from "./token-activity";
import { TokenLife } from "./token-life";
import { UndoRevoke } from "./undo-revoke";
import { ScopesSection } from "./use/scopes-section";
import { UseSection } from "./use/use-section";
import { Withdrawals } from "./withdrawals";

type Props = { params: Promise<{ uuid: string }>; searchParams: Promise<SearchParams> };

/** The token of the address. Another person's, an unknown and a malformed uuid are the same: not found. */
const requireToken = cache(async (uuid: string): Promise<TokenDetailsJson> => {
  const principal = await requireSession();
  const token = z.uuid().lowercase().safeParse(uuid).success ? await findToken(db, principal, uuid) : undefined;
  return token ?? notFound();
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await requireToken((await params).uuid)).label };
}

export default async function TokenPage({ params, searchParams }: Props) {
  const principal = await requireSession();
  const token = await requireToken((await params).uuid);
  const query = await searchParams;
  const owner = principal.organisations.find(({ id }) => id === token.owner.uuid);
  const [organisation, limits] = await Promise.all([
    owner && findTokenOrganisation(db, principal, owner),
    nameLimits(db, principal, token.limits ?? []),
  ]);
  const above = aboveOf(owner);
  return (
    <TokenDialogs
      settings={dialogSettings(principal)}
      organisation={organisation}
      initial={dialogOf(query, token, principal.now)}
    >
      <PageHeader
        above={
          <Link href={above.href} className="link inline-flex items-center gap-1 decoration-transparent">
            <ChevronLeft aria-hidden="true" className="-ml-1 size-4" />
            {above.label}
          </Link>
        }
        title={<bdi>{token.label}</bdi>}
        action={<TokenActions token={token} />}
      >
        <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
          <Status tone={token.status} className="text-foreground" />
          <span className="font-mono text-[0.8125rem]">{token.hint}</span>
          <UnusedBadge token={token} />
          <RotationBadge token={token} />
        </div>
        {token.description !== "" && (
          <p dir="auto" className="mt-2 whitespace-pre-line break-words">
            {token.description}
          </p>
        )}
      </PageHeader>
      <div className="grid gap-6">
        <Withdrawals withdrawals={token.withdrawals} />
        <AgainstPolicyNotice
          against={await findPoliciesAgainst(db, principal.organisations, token)}
          canEdit={isEditable(token, principal.now)}
        />
        <TokenLife token={token} />
        <UndoRevoke token={token} />
        <RotationSection token={token} principal={principal} />
        <UseSection token={token} principal={principal} />
        <div className="grid items-start gap-6 lg:grid-cols-[1fr_1fr]">
          <Section title="Facts">
            <Facts token={token} limits={limits} organisation={organisation} />
          </Section>
          <div className="grid min-w-0 gap-6">
            <Section title="Last use">
              <LastUse token={token} asOf={principal.now.toISOString()} />
            </Section>
            <ScopesSection token={token} principal={principal} />
            <Section title="Activity">
              <TokenActivity token={token} principal={principal} />
            </Section>
          </div>
        </div>
      </div>
    </TokenDialogs>
  );
}

/** The list that a token stands in: one's own, or its organisation's. */
function aboveOf(organisation: PrincipalOrganisation | undefined): { href: string; label: string } {
  if (organisation === undefined) return { href: LIST_PATH, label: "Access tokens" };
  return { href: `/organisations/${organisation.slug}/access-tokens`, label: `Access tokens of ${organisation.name}` };
}

/** What the address asks for, as far as it is possible: links in notices and refusals lead here. */
function dialogOf(query: SearchParams, token: TokenDetailsJson, now: Date): OpenDialog | undefined {
  if (query.rotate !== undefined && token.status === "active") return { type: "rotate", token };
  if (!isEditable(token, now)) return undefined;
  if (query.extend !== undefined) return { type: "edit", token, focus: "expiration" };
  if (query.edit !== undefined) return { type: "edit", token, addScopes: parseAddScopes(query) };
  return undefined;
}
