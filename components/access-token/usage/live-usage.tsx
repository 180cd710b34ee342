"use client";

import { ChartColumn, Table2 } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { UNANSWERED } from "@/components/form/use-action";
import { Button } from "@/components/ui/button";
import type { TokenDetailsJson } from "@/lib/access-token/json";
import { totalsLabel } from "@/lib/access-token/usage/words";
import { Section } from "../view/section";
import { ChartSkeleton } from "./chart-skeleton";
import { RefusalMessages } from "./refusal-words";
import { Sources } from "./sources";
import { UsageTable } from "./usage-table";
import type { UsageViewJson } from "./usage-view-json";
import { useLiveUsage } from "./use-live-usage";

// The drawing library is larger than the rest of the page: it comes when there is something to draw.
const UsageChart = dynamic(() => import("./usage-chart"), { ssr: false, loading: ChartSkeleton });

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
