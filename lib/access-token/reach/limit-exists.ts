import { findLimitTargets } from "@/db/access-token/limit-target";
import type { Db } from "@/db/database";
import type { Limit } from "@/lib/authorization/limit";
import type { Principal } from "@/lib/authorization/principal";
import { reaches, reachOf, touches } from "@/lib/authorization/reach";

/**
 * Errors for limits that name something the caller cannot reach, which is treated as missing. Only for requested limits; those
 * that a token has already stay even if their targets are gone.
 * @param organisationId the organisation whose token it is, which reaches nothing elsewhere
 */
export async function refuseLimits(
  db: Db,
  principal: Principal,
  limits: readonly Limit[],
  organisationId?: string | null,
): Promise<string[]> {
  if (limits.length === 0) return [];
  const targets = await findLimitTargets(db, limits);
  const reach = reachOf(principal);
  const refusals: string[] = [];
  for (const limit of limits) {
    const application = { ...limit, environment_id: null };
    if (!principal.organisations.some((organisation) => organisation.id === limit.organisation_id)) {
      refusals.push(`The organisation ${limit.organisation_id} does not exist.`);
    } else if (organisationId != null && limit.organisation_id !== organisationId) {
      refusals.push(`A token of an organisation can't have access to ${limit.organisation_id}.`);
    } else if (limit.application_id === null) {
      // A guest's whole organisation is what they are added to, now and later.
    } else if (!targets.hasApplication(limit.application_id, limit.organisation_id) || !touches(reach, application)) {
      refusals.push(`The organisation has no application ${limit.application_id}.`);
    } else if (
      limit.environment_id !== null &&
      !(targets.hasEnvironment(limit.environment_id, limit.application_id) && reaches(reach, limit))
    ) {
      refusals.push(`The application has no environment ${limit.environment_id}.`);
    }
  }
  return refusals;
}
