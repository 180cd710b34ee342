import type { OpenDialog } from "@/components/access-token/dialogs/dialog-context";
import { RotationSection } from "@/components/access-token/rotation/rotation-section";
import { ScopesSection } from "@/components/access-token/usage/scopes-section";
import { UsageSection } from "@/components/access-token/usage/usage-section";
import { BackLink } from "@/components/page/back-link";
import { PageHeader } from "@/components/page/page-header";
import { Badge } from "@/components/ui/badge";
import { Status } from "@/components/ui/status";
import { db } from "@/db/database";
import { lifeOf } from "@/lib/access-token/attention/life";
import { parseAddScopes } from "@/lib/access-token/form/prefill";
import type { TokenDetailsJson } from "@/lib/access-token/json";
import { isEditable } from "@/lib/access-token/lifetime/editable";
import { tokenListPath, tokenPagePath } from "@/lib/access-token/page-path";
import { nameLimits } from "@/lib/access-token/reach/limit-names";
import { findTokenOrganisation } from "@/lib/access-token/token-organisation";
import { parseUsagePeriod } from "@/lib/access-token/usage/period";
import type { PrincipalOrganisation, SessionPrincipal } from "@/lib/authorization/principal";
import type { SearchParams } from "@/lib/list/definition";
import { findPoliciesAgainst } from "@/lib/organisation/policy/against";
import { roleToTakeBack } from "@/lib/organisation/take-back";
import { dialogSettings } from "../dialog-settings";
import { TokenDialogs } from "../dialogs/token-dialogs";
import { RotationBadge } from "../rotation-badge";
import { UnusedBadge } from "../unused-badge";
import { AgainstPolicyNotice } from "./against-policy";
import { Facts } from "./facts";
import { ImportedNotice } from "./imported-notice";
import { TokenActions } from "./token-actions";
import { TokenActivity } from "./token-activity";
import { TokenLife } from "./token-life";
import { UndoRevoke } from "./undo-revoke";
import { UnstoredNotice } from "./unstored-notice";
import { Withdrawals } from "./withdrawals";

/** One token: its rules, use, rotation and activity, and everything that can be done with it. */
export async function TokenView({
  principal,
  token,
  owner,
  query,
}: {
  principal: SessionPrincipal;
  token: TokenDetailsJson;
  /** The organisation whose token it is; undefined for one's own. */
  owner: PrincipalOrganisation | undefined;
  query: SearchParams;
}) {
  const [organisation, limits, undoNeeds] = await Promise.all([
    owner && findTokenOrganisation(db, principal, owner),
    nameLimits(db, principal, token.limits ?? []),
    owner && token.undoable_until !== null
      ? roleToTakeBack(db, principal, owner.id, token.revocation?.by_uuid ?? null)
      : undefined,
  ]);
  return (
    <TokenDialogs
      settings={dialogSettings(principal)}
      organisation={organisation}
      initial={dialogOf(query, token, principal.now)}
    >
      <PageHeader
        above={<BackLink href={tokenListPath(owner?.slug)}>Access tokens</BackLink>}
        title={<bdi>{token.label}</bdi>}
        action={<TokenActions token={token} />}
      >
        <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
          <Status tone={token.status} className="text-foreground" />
          <span className="font-mono text-[0.8125rem]">{token.hint}</span>
          {token.imported_at !== null && <Badge>Imported</Badge>}
          <UnusedBadge token={token} />
          <RotationBadge life={lifeOf(token, false)} />
        </div>
        {token.description !== "" && (
          <p dir="auto" className="mt-2 whitespace-pre-line break-words">
            {token.description}
          </p>
        )}
      </PageHeader>
      <div className="grid gap-6">
        <ImportedNotice token={token} />
        <UnstoredNotice token={token} />
        <Withdrawals withdrawals={token.withdrawals} />
        <AgainstPolicyNotice
          against={await findPoliciesAgainst(db, principal.organisations, token)}
          canEdit={isEditable(token, principal.now)}
        />
        <UndoRevoke token={token} needs={undoNeeds} />
        <div className="min-w-0 divide-y rounded-lg border bg-surface">
          <TokenLife token={token} />
          <section aria-labelledby="facts" className="px-4 py-4 sm:px-5">
            <h2 id="facts" className="sr-only">
              Facts
            </h2>
            <Facts token={token} limits={limits} organisation={organisation} asOf={principal.now.toISOString()} />
          </section>
        </div>
        <RotationSection token={token} principal={principal} />
        <UsageSection
          token={token}
          principal={principal}
          period={parseUsagePeriod(query.days)}
          page={tokenPagePath(token.uuid, owner?.slug)}
        />
        <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-6 empty:hidden lg:grid-cols-2 lg:*:only:col-span-2">
          <ScopesSection token={token} principal={principal} />
          <TokenActivity token={token} principal={principal} />
        </div>
      </div>
    </TokenDialogs>
  );
}

/** What the address asks for, as far as it is possible: links in notices and refusals lead here. */
function dialogOf(query: SearchParams, token: TokenDetailsJson, now: Date): OpenDialog | undefined {
  if (query.rotate !== undefined && token.status === "active") return { type: "rotate", token };
  if (!isEditable(token, now)) return undefined;
  if (query.extend !== undefined) return { type: "edit", token, focus: "expiration" };
  if (query.edit !== undefined) return { type: "edit", token, addScopes: parseAddScopes(query) };
  return undefined;
}
