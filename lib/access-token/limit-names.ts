import type { Db } from "@/db/database";
import { findReachNames } from "@/db/reachable";
import type { ReachChoice } from "@/lib/access-token-form/reach";
import { reachOf, touches } from "@/lib/organisation/reach";
import type { Principal } from "@/lib/principal";
import type { LimitJson } from "./json";

/** Limits with the names of what they name, as far as the principal reaches that; otherwise none. Two statements, however many. */
export async function nameLimits(db: Db, principal: Principal, limits: readonly LimitJson[]): Promise<ReachChoice[]> {
  const names = await findReachNames(db, {
    applications: limits.flatMap(({ application }) => application ?? []),
    environments: limits.flatMap(({ environment }) => environment ?? []),
  });
  const reach = reachOf(principal);
  return limits.map(({ organisation, application = null, environment = null }) => {
    const place = { organisationId: organisation, applicationId: application, environmentId: environment };
    const known = principal.organisations.find(({ id }) => id === organisation)?.name;
    const parts = [
      known,
      ...(application === null ? [] : [names.applications.get(application)]),
      ...(environment === null ? [] : [names.environments.get(environment)]),
    ];
    const isReached = known !== undefined && (application === null || touches(reach, place));
    const isWhole = parts.every((part) => part !== undefined);
    return {
      organisation,
      application,
      environment,
      names: isReached && isWhole ? parts.filter((part) => part !== undefined) : [],
    };
  });
}
