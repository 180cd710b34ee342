"use client";

import { ChartColumn, Table2 } from "lucide-react";

import { type ReactNode, useState } from "react";

import { UNANSWERED } from "@/components/form/use-action";
import { usePolled } from "@/components/query/use-polled";
import { Button } from "@/components/ui/button";
import type { TokenDetailsJson } from "@/lib/access-token/json";

import { LIST_PATH } from "@/lib/access-token/page-path";
import { totalsLabel } from "@/lib/access-token/usage/labels";
import { DEFAULT_PERIOD, daysOfToken, type UsagePeriod } from "@/lib/access-token/usage/period";

import { Section } from "../view/section";
import { Denials } from "./denials";
import { Sources } from "./sources";
import { UsageChart } from "./usage-chart";
import { UsageTable } from "./usage-table";
import type { UsageViewJson } from "./usage-view-json";

/** The use of a token, kept up to date. Nothing of one that was never used, and never will be. */
export function LiveUsage({
  token,
  seed,
  asOf,
  period,
  periods,
}: {
  token: TokenDetailsJson;
  seed: UsageViewJson;
  asOf: string;
  period: UsagePeriod;
  /** The way to other periods. */
  periods: ReactNode;
}) {
  const { data, isError, refetch } = useLiveUsage(token.uuid, period, seed, asOf);
  const [asTable, setAsTable] = useState(false);
  const { usage, secrets } = data;
  const overlaps = token.rotation.retiring !== null;
  const days = daysOfToken(usage.days, token.created_at);
  const used = days.some((day) => day.requests + day.refused > 0);
  const everUsed = used || token.last_used_at !== null || secrets.some(({ sources }) => sources.length > 0);
  if (!everUsed && token.status !== "active") return null;
  return (
    <Section title="Use" id="use">
      <div className="grid gap-5">
        {everUsed ? (
          <>
            <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2.5">
              <p className="font-medium text-sm">{totalsLabel(days, period)}</p>
              <div className="flex flex-wrap items-center gap-2 print:hidden">
                {periods}
                {used && (
                  <Button size="sm" onClick={() => setAsTable(!asTable)}>
                    {asTable ? <ChartColumn aria-hidden="true" /> : <Table2 aria-hidden="true" />}
                    {asTable ? "Show as chart" : "Show as table"}
                  </Button>
                )}
              </div>
            </div>
            {used && (
              <>
                {!asTable && <UsageChart days={days} note={noteOf(days, token, period)} />}
                <UsageTable days={days} visible={asTable} />
              </>
            )}
            {!used && period === DEFAULT_PERIOD && (
              <p className="text-muted-foreground text-sm">
                It was used before then. Daily counts are kept for 90 days.
              </p>
            )}
            <Denials refusals={usage.refusals} />
          </>
        ) : (
          <p className="text-muted-foreground text-sm">
            Nothing has used this token yet. Its first request shows up here within seconds, even if it is denied.
          </p>
        )}
        {/* During an overlap the rotation's own section says who uses which of the two secrets. */}
        <Sources secrets={overlaps ? secrets.filter(({ state }) => state === "retired") : secrets} />
        {isError && (
          <p role="status" className="flex flex-wrap items-center gap-x-3 gap-y-1 text-muted-foreground text-sm">
            {UNANSWERED}: this may be out of date.
            <Button variant="link" onClick={() => void refetch()}>
              Try again
            </Button>
          </p>
        )}
      </div>
    </Section>
  );
}

/** Why the chart has fewer days than its period. */
function noteOf(days: readonly { date: string }[], token: TokenDetailsJson, period: UsagePeriod): string | undefined {
  if (days.length === period || !token.created_at.startsWith(days[0]?.date ?? "-")) return undefined;
  return "Starts on the day the token was created";
}

// Counts are written within seconds; a chart of days needs no more.
const POLL_MS = 10_000;

/** What a token did, as the server rendered it at `asOf`, kept up to date. */
function useLiveUsage(uuid: string, period: UsagePeriod, seed: UsageViewJson, asOf: string) {
  return usePolled({
    key: ["access-tokens", "use", uuid, period, asOf],
    path: `${LIST_PATH}/${uuid}/use?days=${period}`,
    seed,
    every: () => POLL_MS,
    read: (answer: UsageViewJson) => answer,
  });
}
