import { redirect } from "next/navigation";
import { Suspense } from "react";
import { dialogSettings } from "@/components/access-token/dialog-settings";
import { TokenDialogs } from "@/components/access-token/dialogs/token-dialogs";
import { LimitNotice } from "@/components/access-token/form/limit-notice";
import { type TokenListQuery, tokenList } from "@/components/access-token/list/list-query";
import { statusOf } from "@/components/access-token/list/token-filters";
import { isDocument } from "@/components/list/is-document";
import { ListSkeleton } from "@/components/list/list-skeleton";
import { PageHeader } from "@/components/page/page-header";
import { db } from "@/db/database";
import { findReachedLimit } from "@/lib/access-token/active-limit";
import { type Prefill, parseAskedReach, parsePrefill } from "@/lib/access-token/form/prefill";
import { countTokens, listTokens } from "@/lib/access-token/list";
import { LIST_PATH } from "@/lib/access-token/page-path";
import { fillInReach } from "@/lib/access-token/reach/asked";
import { nameLimitsOfTokens } from "@/lib/access-token/reach/limit-names";
import { findDailyRequests } from "@/lib/access-token/usage/read";
import type { SessionPrincipal } from "@/lib/authorization/principal";
import type { SearchParams } from "@/lib/list/definition";
import { lastPageHref, listHref } from "@/lib/list/href";
import { pack } from "@/lib/list/packed";
import { parseList } from "@/lib/list/parse";
import { DROPPED } from "@/lib/list/submitted";
import { findBlockedOfPerson } from "@/lib/organisation/token/blocked";
import { requireSession } from "@/lib/session/require-session";
import { HeaderActions } from "./list/header-actions";
import { ImportedNotice } from "./list/imported-notice";
import { TokenList } from "./list/token-list";

const SPARKLINE_DAYS = 30;

export const metadata = { title: "Access tokens" };

/** The signed-in person's tokens, with everything that can be done with them. */
export default async function AccessTokensPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const principal = await requireSession();
  const params = await searchParams;
  const prefill = await findPrefill(principal, params);
  const reachedLimit = await findReachedLimit(db, { user_id: principal.user.id, organisation_id: null });
  // In a link to create a token `purpose` is the form's, not the list's.
  const query = parseList(tokenList, prefill === undefined ? params : {});
  const first = params.plain === undefined && (await isDocument()) ? await renderList(principal, query) : undefined;
  return (
    <TokenDialogs
      settings={dialogSettings(principal)}
      initial={prefill && { type: "create", prefill }}
      reachedLimit={reachedLimit}
    >
      <PageHeader title="Access tokens" action={<HeaderActions />}>
        One for each laptop, job and server. Revoke one; the rest keep working.
      </PageHeader>
      <ImportedNotice userId={principal.user.id} />
      {reachedLimit !== undefined && (
        <div className="mb-6">
          <LimitNotice limit={reachedLimit} />
        </div>
      )}
      {params.plain === undefined ? (
        <>
          <PlainInstead query={query} wasDropped={params[DROPPED] !== undefined} />
          <Suspense fallback={<ListSkeleton words="your tokens" above="tabs" lines rows={first?.rows} />}>
            {first?.list ?? <LaterList principal={principal} query={query} />}
          </Suspense>
        </>
      ) : (
        (await renderList(principal, query)).list
      )}
    </TokenDialogs>
  );
}

/** What a link to create a token fills in; undefined where the address is not such a link. */
async function findPrefill(principal: SessionPrincipal, params: SearchParams): Promise<Prefill | undefined> {
  const prefill = parsePrefill(params, principal.user.timezone);
  const asked = parseAskedReach(params);
  if (prefill === undefined || asked === undefined) return prefill;
  return await fillInReach(db, principal, prefill, asked);
}

/**
 * React sends a long list after its skeleton, for a script to put in its place. A browser without scripts is led to the same
 * list in one piece.
 */
function PlainInstead({ query, wasDropped }: { query: TokenListQuery; wasDropped: boolean }) {
  const href = listHref(tokenList, LIST_PATH, query, { page: query.page });
  const also = wasDropped ? `${DROPPED}=1&plain=1` : "plain=1";
  return (
    <noscript>
      <meta httpEquiv="refresh" content={`0;url=${href}${href.includes("?") ? "&" : "?"}${also}`} />
    </noscript>
  );
}

async function LaterList({ principal, query }: { principal: SessionPrincipal; query: TokenListQuery }) {
  return (await renderList(principal, query)).list;
}

async function renderList(principal: SessionPrincipal, asked: TokenListQuery) {
  const organisations = principal.organisations.map(({ id, name }) => ({ id, name }));
  // Organisations that the person does not belong to cannot be chosen, nor filtered by.
  const isOwn = organisations.some(({ id }) => id === asked.organisation);
  const query = isOwn ? asked : { ...asked, organisation: undefined };
  const blocked = await findBlockedOfPerson(db, principal);
  const [{ tokens, count }, counts] = await Promise.all([
    listTokens(db, principal, {
      filter: {
        personal: true,
        status: statusOf(query),
        purpose: query.purpose,
        unused: query.unused,
        attention: query.attention,
        blockedIds: [...blocked.keys()],
        search: query.search,
        organisationId: query.organisation,
        reach: query.reach,
      },
      order: query.order,
      page: query.page,
      pageSize: tokenList.pages,
    }),
    countTokens(db, principal),
  ]);
  const lastPage = lastPageHref(tokenList, LIST_PATH, query, count);
  if (lastPage !== undefined) redirect(lastPage);
  const uuids = tokens.map(({ uuid }) => uuid);
  const [daily, limits] = await Promise.all([
    findDailyRequests(db, principal, uuids, SPARKLINE_DAYS),
    nameLimitsOfTokens(db, principal, tokens),
  ]);
  const list = (
    <TokenList
      tokens={pack(tokens)}
      limits={limits}
      blocked={blocked}
      daily={new Map([...daily].filter(([, counts]) => counts.some((count) => count > 0)))}
      count={count}
      counts={counts}
      organisations={organisations}
      query={query}
      asOf={principal.now.toISOString()}
    />
  );
  return { list, rows: tokens.length };
}
