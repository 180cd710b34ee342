import { notFound } from "next/navigation";
import type { TokenDetailsJson } from "@/lib/access-token/json";
import type { SessionPrincipal } from "@/lib/authorization/principal";
import { findUsageView } from "./find-usage-view";
import { LiveUsage } from "./live-usage";

/** A token's usage: 90 days of requests and refusals, and where they came from. */
export async function UsageSection({ token, principal }: { token: TokenDetailsJson; principal: SessionPrincipal }) {
  const use = await findUsageView(principal, token.uuid);
  if (use === undefined) notFound();
  return <LiveUsage token={token} seed={use} asOf={principal.now.toISOString()} />;
}
