import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { FilterBar } from "@/components/list/filter-bar";
import { ListPages, ListRows } from "@/components/list/list-rows";
import { ListState } from "@/components/list/list-state";
import { NoMatches } from "@/components/list/no-matches";
import { PageHeader } from "@/components/page/page-header";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { db } from "@/db/database";
import { countMovers, listMovers, type MoverRow } from "@/db/imported-token/mover";
import { findSunset } from "@/db/imported-token/sunset";
import { personName } from "@/lib/access-token/json";
import { isExtendable } from "@/lib/access-token/lifetime/lifetime";
import type { SearchParams } from "@/lib/list/definition";
import { lastPageHref, offsetOf } from "@/lib/list/href";
import { parseList } from "@/lib/list/parse";
import { toLocal } from "@/lib/time/local";
import { type Mover, MoverTable } from "./mover-table";
import { moverList } from "./query";
import { requirePlatformOwner } from "./require-platform-owner";
import { Sunset } from "./sunset";

type Props = { params: Promise<{ slug: string }>; searchParams: Promise<SearchParams> };

export const metadata: Metadata = { title: "Imported tokens" };

// Time enough to be told 30 days before, and to act on it.
const SUGGESTED_DAYS = 90;
const MOST_NAMED = 8;

/** Who has moved on from the tokens that were taken over from another system, and when those stop working. */
export default async function ImportedTokensPage({ params, searchParams }: Props) {
  const { slug } = await params;
  const { principal } = await requirePlatformOwner(slug);
  const path = `/organisations/${slug}/imported-tokens`;
  const query = parseList(moverList, await searchParams);
  const [rows, { counts, found: count }, using, sunset] = await Promise.all([
    listMovers(db, query, offsetOf(moverList, query)),
    countMovers(db, query),
    listMovers(db, { state: "using", search: "" }, { limit: MOST_NAMED, offset: 0 }),
    findSunset(db),
  ]);
  const lastPage = lastPageHref(moverList, path, query, count);
  if (lastPage !== undefined) redirect(lastPage);
  const total = counts.using + counts.unused + counts.moved;
  if (total === 0) return <NothingImported />;
  const { timezone } = principal.user;
  return (
    <>
      <PageHeader title="Imported tokens">
        {counts.moved} of {total} {total === 1 ? "person has" : "people have"} moved to their own tokens.{" "}
        <Link href="/docs/single-token#for-operators" className="link">
          How the move works
        </Link>
      </PageHeader>
      <div className="grid gap-6">
        <Sunset
          date={{
            at: sunset?.at.toISOString() ?? null,
            local: toLocal(sunset?.at ?? suggested(principal.now), timezone),
            timezone,
          }}
          using={{ count: counts.using, names: using.map(nameOf) }}
          mayChange={sunset === undefined || isExtendable(sunset.at, principal.now)}
        />
        <ListState list={moverList} path={path} query={query}>
          <FilterBar
            offers={{
              state: moverList.filters.state.options.map(({ value, words }) => ({
                value,
                words: `${words} (${counts[value]})`,
              })),
            }}
          />
          <ListRows>
            <MoverTable
              movers={rows.map(moverOf)}
              none={
                <NoMatches
                  title="Nobody matches"
                  searched={["Nobody has", "in their name or e-mail address"]}
                  otherwise="No one here."
                />
              }
            />
          </ListRows>
          <ListPages count={count} />
        </ListState>
      </div>
    </>
  );
}

function NothingImported() {
  return (
    <>
      <PageHeader title="Imported tokens" />
      <EmptyState title="Nothing was imported">
        <code className="font-mono text-[0.8125rem]">npm run import -- tokens.csv</code> imports access tokens from
        another system, so they keep working while people move.{" "}
        <Link href="/docs/single-token#for-operators" className="link">
          How the move works
        </Link>
      </EmptyState>
    </>
  );
}

/** Nine in the morning, which is nobody's night shift. */
function suggested(now: Date): Date {
  const day = new Date(now.getTime() + SUGGESTED_DAYS * 24 * 60 * 60 * 1000);
  return new Date(day.setUTCHours(9, 0, 0, 0));
}

function nameOf({ first_name: firstName, last_name: lastName, email }: MoverRow): string {
  return personName({ firstName, lastName, email });
}

function moverOf(row: MoverRow): Mover {
  const { id, email, deactivated_at: deactivatedAt, state, imported, own, last_used_at: lastUsedAt } = row;
  const name = nameOf(row);
  return {
    id,
    name,
    email,
    isDeactivated: deactivatedAt !== null,
    state,
    imported,
    own,
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
  };
}
