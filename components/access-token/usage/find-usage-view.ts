import { db } from "@/db/database";
import type { UsagePeriod } from "@/lib/access-token/usage/period";
import { findSources, findUsage } from "@/lib/access-token/usage/read";
import type { SessionPrincipal } from "@/lib/authorization/principal";
import type { UsageViewJson } from "./usage-view-json";

/** What a token of the signed-in person did in a period and who uses which of its secrets; undefined for anyone else's. */
export async function findUsageView(
  principal: SessionPrincipal,
  uuid: string,
  period: UsagePeriod,
): Promise<UsageViewJson | undefined> {
  const [usage, secrets] = await Promise.all([
    findUsage(db, principal, uuid, period),
    findSources(db, principal, uuid),
  ]);
  return usage === undefined || secrets === undefined ? undefined : { usage, secrets };
}
