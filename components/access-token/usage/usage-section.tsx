import { notFound } from "next/navigation";
import type { TokenDetailsJson } from "@/lib/access-token/json";
import type { SessionPrincipal } from "@/lib/authorization/principal";
import { findUse } from "./find-usage";
import { LiveUse } from "./live-usage";

/** What a token does: 90 days of requests and refusals, and where they came from. */
export async function UseSection({ token, principal }: { token: TokenDetailsJson; principal: SessionPrincipal }) {
  const use = await findUse(principal, token.uuid);
  if (use === undefined) notFound();
  return <LiveUse token={token} seed={use} asOf={principal.now.toISOString()} />;
}
