import { redirect } from "next/navigation";
import { Suspense } from "react";
import { dialogSettings } from "@/components/access-token/dialog-settings";
import { TokenDialogs as SecretDialogs } from "@/components/access-token/dialogs/token-dialogs";
import { LimitNotice } from "@/components/access-token/form/limit-notice";
import { isDocument } from "@/components/list/is-document";
import { ListPages, ListRows } from "@/components/list/list-rows";
import { ListSkeleton } from "@/components/list/list-skeleton";
import { ListState } from "@/components/list/list-state";
import { ListTabs } from "@/components/list/list-tabs";
import { PageHeader } from "@/components/page/page-header";
import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { db } from "@/db/database";
import { listSavedViews } from "@/db/organisation/saved-view";
import { tokenListPath } from "@/lib/access-token/page-path";
import { findTokenOrganisation } from "@/lib/access-token/token-organisation";
import { extentOf, roleAllows } from "@/lib/authorization/permission";
import type { PrincipalOrganisation, SessionPrincipal } from "@/lib/authorization/principal";
import { type SearchParams, withoutControls } from "@/lib/list/definition";
import { lastPageHref } from "@/lib/list/href";
import { parseList } from "@/lib/list/parse";
import { requireOrganisationPage } from "@/lib/organisation/require-organisation";
import { findAssignments, groupOrganisationTokens } from "@/lib/organisation/token/group";
import { countReachingTokens, findOwnerName, listOrganisationTokens } from "@/lib/organisation/token/list";
import { CreateOrganisationTokenButton } from "../create-button";
import { Groups } from "../list/groups";
import { NoTokens } from "../list/no-tokens";
import { assignmentOffers, statusCounts } from "../list/offers";
import { filterOf, normalQuery, type OrganisationTokenQuery, organisationTokenList } from "../list/query";
import { TokenFilters } from "../list/token-filters";
import { TokenTable } from "../list/token-table";
import { Totals } from "../list/totals";
import { ViewBar } from "../list/view-bar";
import { SaveView } from "../views/save-view";
import { SavedViews } from "../views/saved-views";
import { TokenDialogs } from "../withdraw/token-dialogs";

type Props = { params: Promise<{ slug: string }>; searchParams: Promise<SearchParams> };

export const metadata = { title: "Access tokens" };

/** Every token, personal or of the organisation, that reaches it: as far as the person's role lets see. */
export default async function OrganisationTokensPage({ params, searchParams }: Props) {
  const { principal, organisation } = await requireOrganisationPage((await params).slug, "see_tokens");
  const query = parseList(organisationTokenList, await searchParams);
  const path = tokenListPath(organisation.slug);
  const extent = extentOf(organisation.role, "see_tokens");
  const asked = { principal, organisation, query, path };
  const [making, first] = await Promise.all([
    findTokenOrganisation(db, principal, organisation),
    (await isDocument()) ? renderList(asked) : undefined,
  ]);
  return (
    <SecretDialogs settings={dialogSettings(principal)}>
      <PageHeader
        title="Access tokens"
        action={
          <>
            {roleAllows(organisation.role, "withdraw_access") && (
              <Button asChild>
                <Link href={`${path}/sweeps`}>Withdraw by date…</Link>
              </Button>
            )}
            {making && <CreateOrganisationTokenButton organisation={making} />}
          </>
        }
      >
        {INTRODUCTIONS[extent]}
      </PageHeader>
      {making?.reachedLimit !== undefined && (
        <div className="mb-6">
          <LimitNotice limit={making.reachedLimit} organisation={making} />
        </div>
      )}
      <Suspense
        fallback={
          <ListSkeleton
            words="the organisation’s tokens"
            above={extent === "own" ? "tabs" : "totals"}
            lines
            rows={first?.rows}
          />
        }
      >
        {first?.list ?? <LaterList {...asked} />}
      </Suspense>
    </SecretDialogs>
  );
}

type Asked = {
  principal: SessionPrincipal;
  organisation: PrincipalOrganisation;
  query: OrganisationTokenQuery;
  path: string;
};

async function LaterList(asked: Asked) {
  return (await renderList(asked)).list;
}

async function renderList({ principal, organisation, query, path }: Asked) {
  const extent = extentOf(organisation.role, "see_tokens");
  const seesAll = extent === "all";
  const [rows, totals, assignments, ownerName, saved] = await Promise.all([
    findRows(principal, organisation, query),
    extent === "own" ? undefined : countReachingTokens(db, organisation),
    extent === "own" ? [] : findAssignments(db, principal, organisation),
    seesAll && query.owner !== undefined ? findOwnerName(db, organisation.id, query.owner) : undefined,
    listSavedViews(db, { organisationId: organisation.id, userId: principal.user.id }),
  ]);
  const views = saved.map((view) => ({ ...view, query: normalQuery(view.query) }));
  const assigned = assignmentOffers(assignments);
  const isGrouped = rows.groups !== undefined;
  const lastPage = isGrouped ? undefined : lastPageHref(organisationTokenList, path, query, rows.count);
  if (lastPage !== undefined) redirect(lastPage);
  const list = (
    <ListState
      list={seesAll ? organisationTokenList : withoutControls(organisationTokenList, ["known", "role"])}
      path={path}
      query={query}
    >
      <TokenDialogs
        organisation={{ id: organisation.id, name: organisation.name }}
        seesAll={seesAll}
        mayWithdraw={roleAllows(organisation.role, "withdraw_access")}
      >
        {totals !== undefined && <Totals totals={totals} seesAll={seesAll} />}
        <SavedViews organisationId={organisation.id} views={views} />
        <ListTabs filter="status" counts={seesAll ? totals && statusCounts(totals) : undefined} className="mb-3" />
        <TokenFilters assigned={assigned} />
        <ViewBar count={rows.count} grouped={extent !== "own"} assigned={assigned} ownerName={ownerName}>
          <SaveView organisationId={organisation.id} views={views} />
        </ViewBar>
        <ListRows>
          {rows.groups !== undefined && query.group !== undefined ? (
            <Groups groups={rows.groups} by={query.group} />
          ) : rows.tokens.length === 0 ? (
            <NoTokens seesAll={seesAll} />
          ) : (
            <TokenTable tokens={rows.tokens} />
          )}
        </ListRows>
      </TokenDialogs>
      {!isGrouped && <ListPages count={rows.count} />}
    </ListState>
  );
  return { list, rows: rows.tokens.length };
}

const INTRODUCTIONS = {
  all: "All personal and organisation tokens with access to the organisation. Secrets are never shown here.",
  added: "",
  own_teams: "Your own and your teams’ tokens with access to the organisation, and the number of all others.",
  own: "Your own tokens with access to the organisation.",
  no: "",
} as const;

async function findRows(
  principal: SessionPrincipal,
  organisation: PrincipalOrganisation,
  query: OrganisationTokenQuery,
) {
  const filter = filterOf(query);
  if (query.group !== undefined) {
    const groups = await groupOrganisationTokens(db, principal, organisation, filter, query.group);
    return { groups, tokens: [], count: groups.reduce((sum, { count }) => sum + count, 0) };
  }
  const { tokens, count } = await listOrganisationTokens(db, principal, organisation, {
    filter,
    order: query.order,
    page: query.page,
    pageSize: organisationTokenList.pages,
  });
  return { groups: undefined, tokens, count };
}
