import { notFound } from "next/navigation";
import type { TokenDetailsJson } from "@/lib/access-token/json";
import type { UsagePeriod } from "@/lib/access-token/usage/period";
import type { SessionPrincipal } from "@/lib/authorization/principal";
import { findUsageView } from "./find-usage-view";
import { LiveUsage } from "./live-usage";
import { PeriodNav } from "./period-nav";

/** A token's usage: requests and refusals of each day of the period, and where they came from. */
export async function UsageSection({
  token,
  principal,
  period,
  page,
}: {
  token: TokenDetailsJson;
  principal: SessionPrincipal;
  period: UsagePeriod;
  /** The path of the token's page. */
  page: string;
}) {
  const use = await findUsageView(principal, token.uuid, period);
  if (use === undefined) notFound();
  return (
    <LiveUsage
      token={token}
      seed={use}
      asOf={principal.now.toISOString()}
      period={period}
      periods={<PeriodNav page={page} period={period} />}
    />
  );
}
