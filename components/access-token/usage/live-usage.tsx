"use client";

import { ChartColumn, Table2 } from "lucide-react";
import { useState } from "react";
import { LIST_PATH } from "@/components/access-token/list/list-query";
import { UNANSWERED } from "@/components/form/use-action";
import { usePolled } from "@/components/query/use-polled";
import { Button } from "@/components/ui/button";
import type { TokenDetailsJson } from "@/lib/access-token/json";
import type { UsageJson } from "@/lib/access-token/usage/json";
import { countLabel, totalsLabel } from "@/lib/access-token/usage/labels";
import { refusalReason } from "@/lib/activity/refusal-message";
import { Section } from "../view/section";
import { Sources } from "./sources";
import { UsageChart } from "./usage-chart";
import { UsageTable } from "./usage-table";
import type { UsageViewJson } from "./usage-view-json";

/** The use of a token, kept up to date. */
export function LiveUsage({ token, seed, asOf }: { token: TokenDetailsJson; seed: UsageViewJson; asOf: string }) {
  const { data, isError, refetch } = useLiveUsage(token.uuid, seed, asOf);
  const [asTable, setAsTable] = useState(false);
  const { usage, secrets } = data;
  const overlaps = token.rotation.retiring !== null;
  const used = usage.days.some((day) => day.requests + day.refused > 0);
  return (
    <Section title="Use">
      <div className="grid gap-5">
        <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
          <div className="grid gap-0.5">
            {/* Of a token that nothing has used, 90 days would only be said of days before it was made. */}
            {(used || token.last_used_at !== null) && <p className="font-medium text-sm">{totalsLabel(usage.days)}</p>}
            <RefusalMessages refusals={usage.refusals} />
          </div>
          {used && (
            <Button size="sm" onClick={() => setAsTable(!asTable)}>
              {asTable ? <ChartColumn aria-hidden="true" /> : <Table2 aria-hidden="true" />}
              {asTable ? "Show as chart" : "Show as table"}
            </Button>
          )}
        </div>
        {used ? (
          <>
            {!asTable && <UsageChart days={usage.days} />}
            <UsageTable days={usage.days} visible={asTable} />
          </>
        ) : (
          <NeverUsed token={token} />
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

function NeverUsed({ token }: { token: TokenDetailsJson }) {
  return (
    <p className="rounded-lg border border-dashed px-4 py-8 text-center text-muted-foreground text-sm">
      {token.last_used_at !== null
        ? "It was used before that; counts are kept for 90 days."
        : token.status === "active"
          ? "Nothing has used this token yet. Its first call shows here within seconds, also when it is refused."
          : "Nothing has used this token."}
    </p>
  );
}

/** The reasons for refusals, the most frequent first. */
function RefusalMessages({ refusals }: { refusals: UsageJson["refusals"] }) {
  if (refusals.length === 0) return null;
  return (
    <p className="text-muted-foreground text-sm">
      Refused:{" "}
      {refusals.map(({ outcome, requests }, index) => (
        <span key={outcome}>
          {index > 0 && ", "}
          {refusalReason(outcome)} <span className="tabular-nums">({countLabel(requests)})</span>
        </span>
      ))}
      .
    </p>
  );
}

// Counts are written within seconds; a chart of days needs no more.
const POLL_MS = 10_000;

/** What a token did, as the server rendered it at `asOf`, kept up to date. */
function useLiveUsage(uuid: string, seed: UsageViewJson, asOf: string) {
  return usePolled({
    key: ["access-tokens", "use", uuid, asOf],
    path: `${LIST_PATH}/${uuid}/use`,
    seed,
    every: () => POLL_MS,
    read: (answer: UsageViewJson) => answer,
  });
}
