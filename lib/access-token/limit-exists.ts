import type { Db } from "@/db/database";
import { findLimitTargets } from "@/db/limit-target";
import type { Principal } from "@/lib/principal";
import type { Limit } from "./limit";

/**
 * Sentences about limits that name something the owner cannot reach: what one may not see does not exist. Only for what a
 * caller asks for; limits that a token has already stay whatever becomes of their targets.
 */
export async function refuseLimits(db: Db, principal: Principal, limits: readonly Limit[]): Promise<string[]> {
  if (limits.length === 0) return [];
  const targets = await findLimitTargets(db, limits);
  const refusals: string[] = [];
  for (const limit of limits) {
    if (!principal.organisations.some((organisation) => organisation.id === limit.organisationId)) {
      refusals.push(`There is no organisation ${limit.organisationId}.`);
    } else if (limit.applicationId !== null && !targets.hasApplication(limit.applicationId, limit.organisationId)) {
      refusals.push(`There is no application ${limit.applicationId} in the organisation.`);
    } else if (limit.environmentId !== null && !targets.hasEnvironment(limit.environmentId, limit.applicationId)) {
      refusals.push(`There is no environment ${limit.environmentId} in the application.`);
    }
  }
  return refusals;
}
