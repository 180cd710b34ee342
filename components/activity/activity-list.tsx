import { ChevronLeft, ChevronRight } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import type { ActivityPlace } from "@/lib/activity/cursor";
import type { ActivityPage } from "@/lib/activity/pages";
import { type LogQuery, logHref } from "@/lib/activity/query";
import type { SessionPrincipal } from "@/lib/authorization/principal";
import { exactDate } from "@/lib/time/exact";

/** One page of a log by the days of the person's own clocks, and the ways to newer and older entries. */
export function ActivityList<Row extends { id: string; created_at: Date }>({
  page,
  query,
  path,
  params,
  principal,
  empty,
  entry,
}: {
  page: ActivityPage<Row>;
  query: LogQuery;
  path: string;
  /** The parameters of the filters that are on. */
  params: URLSearchParams;
  principal: SessionPrincipal;
  /** What stands here while nothing at all is recorded. */
  empty: ReactNode;
  entry: (row: Row) => ReactNode;
}) {
  if (page.rows.length === 0) {
    if (params.size === 0 && query.place === undefined) return empty;
    return <Nothing query={query} path={path} isFurtherFiltered={params.size > (query.search === "" ? 0 : 1)} />;
  }
  return (
    <div className="grid gap-6">
      {byDay(page.rows, principal).map(({ day, rows }) => (
        <section key={day} aria-label={day} className="grid gap-2">
          <h2 className="font-medium text-[0.8125rem] text-muted-foreground">{day}</h2>
          <ol className="divide-y rounded-lg border bg-surface">{rows.map((row) => entry(row))}</ol>
        </section>
      ))}
      <Pages page={page} hrefOf={(place) => logHref(path, params, place)} />
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

function Pages<Row>({ page, hrefOf }: { page: ActivityPage<Row>; hrefOf: (place: ActivityPlace) => string }) {
  if (page.newer === undefined && page.older === undefined) return null;
  const to = (direction: ActivityPlace["direction"]) => {
    const cursor = page[direction];
    return cursor === undefined ? undefined : hrefOf({ direction, cursor });
  };
  return (
    <nav aria-label="Pages" className="flex justify-between gap-2">
      <Step href={to("newer")}>
        <ChevronLeft aria-hidden="true" /> Newer
      </Step>
      <Step href={to("older")}>
        Older <ChevronRight aria-hidden="true" />
      </Step>
    </nav>
  );
}

function Step({ href, children }: { href: string | undefined; children: React.ReactNode }) {
  if (href === undefined) {
    return (
      <Button size="sm" disabled>
        {children}
      </Button>
    );
  }
  return (
    <Button asChild size="sm">
      <Link href={href}>{children}</Link>
    </Button>
  );
}

function Nothing({ query, path, isFurtherFiltered }: { query: LogQuery; path: string; isFurtherFiltered: boolean }) {
  return (
    <EmptyState
      title="No entry matches"
      action={
        <Button asChild>
          <Link href={path}>Show everything</Link>
        </Button>
      }
    >
      {query.search === "" ? (
        "Nothing of this kind happened in this time."
      ) : (
        <>
          Nothing has <bdi className="break-words font-medium text-foreground">{query.search}</bdi> in its label,
          address, client or reason{isFurtherFiltered ? " with these filters" : ""}.
        </>
      )}
    </EmptyState>
  );
}
