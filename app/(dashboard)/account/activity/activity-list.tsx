import { ChevronLeft, ChevronRight } from "lucide-react";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import type { AccountActivityRow } from "@/db/account-activity";
import type { ActivityPage } from "@/lib/activity/account";
import type { ActivityPlace } from "@/lib/activity/cursor";
import type { SessionPrincipal } from "@/lib/principal";
import { exactDate } from "@/lib/time/exact";
import { ActivityEntry } from "./activity-entry";
import { ACTIVITY_PATH, type ActivityQuery, activityHref, isFiltered } from "./activity-query";

/** One page of the log by the days of the person's own clocks, and the ways to newer and older entries. */
export function ActivityList({
  page,
  query,
  principal,
}: {
  page: ActivityPage;
  query: ActivityQuery;
  principal: SessionPrincipal;
}) {
  if (page.rows.length === 0) return <Nothing query={query} />;
  return (
    <div className="grid gap-6">
      {byDay(page.rows, principal).map(({ day, rows }) => (
        <section key={day} aria-label={day} className="grid gap-2">
          <h2 className="font-medium text-[0.8125rem] text-muted-foreground">{day}</h2>
          <ol className="divide-y rounded-lg border bg-surface">
            {rows.map((row) => (
              <ActivityEntry key={row.id} row={row} userId={principal.user.id} />
            ))}
          </ol>
        </section>
      ))}
      <Pages page={page} query={query} />
    </div>
  );
}

function byDay(rows: readonly AccountActivityRow[], principal: SessionPrincipal) {
  const { timezone } = principal.user;
  const today = exactDate(principal.now, timezone);
  const days: { day: string; rows: AccountActivityRow[] }[] = [];
  for (const row of rows) {
    const date = exactDate(row.created_at, timezone);
    const day = date === today ? "Today" : date;
    const last = days.at(-1);
    if (last?.day === day) last.rows.push(row);
    else days.push({ day, rows: [row] });
  }
  return days;
}

function Pages({ page, query }: { page: ActivityPage; query: ActivityQuery }) {
  if (page.newer === undefined && page.older === undefined) return null;
  const to = (direction: ActivityPlace["direction"]) => {
    const cursor = page[direction];
    return cursor === undefined ? undefined : activityHref(query, { direction, cursor });
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

function Nothing({ query }: { query: ActivityQuery }) {
  if (!isFiltered(query) && query.place === undefined) {
    return (
      <EmptyState title="Nothing has been recorded yet">
        From now on, every sign-in and every change to your tokens stands here.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title="No entry matches"
      action={
        <Button asChild>
          <Link href={ACTIVITY_PATH}>Show everything</Link>
        </Button>
      }
    >
      {query.search === "" ? (
        "Nothing of this kind happened in this time."
      ) : (
        <>
          Nothing has <bdi className="break-words font-medium text-foreground">{query.search}</bdi> in its label,
          address, client or reason{isFiltered({ ...query, search: "" }) ? " with these filters" : ""}.
        </>
      )}
    </EmptyState>
  );
}
