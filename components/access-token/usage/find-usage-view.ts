import { db } from "@/db/database";
import { findSources, findUsage } from "@/lib/access-token/usage/read";
import type { SessionPrincipal } from "@/lib/authorization/principal";
import type { UsageViewJson } from "./usage-view-json";

/** What a token of the signed-in person did in 90 days and who uses which of its secrets; undefined for anyone else's. */
export async function findUsageView(principal: SessionPrincipal, uuid: string): Promise<UsageViewJson | undefined> {
  const [usage, secrets] = await Promise.all([findUsage(db, principal, uuid), findSources(db, principal, uuid)]);
  return usage === undefined || secrets === undefined ? undefined : { usage, secrets };
}
