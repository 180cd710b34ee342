import type { ReactNode } from "react";
import { Download } from "@/components/list/download/download";
import { FilterBar } from "@/components/list/filter-bar";
import type { Offer } from "@/components/list/filter-control";
import { ListRows } from "@/components/list/list-rows";
import { ListState } from "@/components/list/list-state";
import { LogPages } from "@/components/list/log-pages";
import { NoMatches } from "@/components/list/no-matches";
import { PageHeader } from "@/components/page/page-header";
import { EmptyState } from "@/components/ui/empty-state";
import { groupRefusals, type LogRow } from "@/lib/activity/grouped";
import type { ActivityPage } from "@/lib/activity/pages";
import type { SessionPrincipal } from "@/lib/authorization/principal";
import type { List, ListQuery } from "@/lib/list/definition";
import { isFiltered, listParams } from "@/lib/list/href";
import { exactDate } from "@/lib/time/exact";

/**
 * The page of a log: its filters, and its entries by the days of the person's own clocks, newest first.
 * @param about what is recorded here
 * @param empty what will be listed here, while the log is empty
 */
export function Log<L extends List, Row extends LogRow & { id: string; created_at: Date }>({
  list,
  path,
  query,
  offers,
  about,
  empty,
  page,
  principal,
  entry,
}: {
  list: L;
  path: string;
  query: ListQuery<L>;
  offers: Readonly<Record<string, readonly Offer[]>>;
  about: string;
  empty: string;
  page: ActivityPage<Row>;
  principal: SessionPrincipal;
  /** @param earlier equal refusals of the same day that it stands for */
  entry: (row: Row, earlier: readonly Row[]) => ReactNode;
}) {
  const isNarrowed = isFiltered(list, query) || query.place !== undefined;
  return (
    <>
      <PageHeader
        title="Activity"
        action={
          <Download path={path} params={listParams(list, query).toString()} what="the activity" noun={list.noun} />
        }
      >
        {about}
      </PageHeader>
      <ListState list={list} path={path} query={query}>
        <FilterBar offers={offers} />
        <ListRows>
          {page.rows.length > 0 ? (
            <Entries rows={page.rows} principal={principal} entry={entry} />
          ) : isNarrowed ? (
            <NoMatches
              title="No entry matches"
              searched={["Nothing has", "in its label, address, client or reason"]}
              otherwise="Nothing like this happened in this period."
            />
          ) : (
            <EmptyState title="Nothing has been recorded yet">{empty}</EmptyState>
          )}
        </ListRows>
        <LogPages newer={page.newer} older={page.older} />
      </ListState>
    </>
  );
}

function Entries<Row extends LogRow & { created_at: Date }>({
  rows,
  principal,
  entry,
}: {
  rows: readonly Row[];
  principal: SessionPrincipal;
  entry: (row: Row, earlier: readonly Row[]) => ReactNode;
}) {
  return (
    <div className="grid gap-6">
      {byDay(rows, principal).map(({ day, rows: entries }) => (
        <section key={day} aria-label={day} className="grid gap-2">
          <h2 className="font-medium text-[0.8125rem] text-muted-foreground">{day}</h2>
          <ol className="divide-y rounded-lg border bg-surface">
            {groupRefusals(entries).map(({ row, earlier }) => entry(row, earlier))}
          </ol>
        </section>
      ))}
    </div>
  );
}

function byDay<Row extends { created_at: Date }>(rows: readonly Row[], principal: SessionPrincipal) {
  const { timezone } = principal.user;
  const today = exactDate(principal.now, timezone);
  const days: { day: string; rows: Row[] }[] = [];
  for (const row of rows) {
    const date = exactDate(row.created_at, timezone);
    const day = date === today ? "Today" : date;
    const last = days.at(-1);
    if (last?.day === day) last.rows.push(row);
    else days.push({ day, rows: [row] });
  }
  return days;
}
