import { findReachNames } from "@/db/application/reachable";
import type { Db } from "@/db/database";
import type { ReachChoice } from "@/lib/access-token/form/reach";
import type { LimitJson } from "@/lib/access-token/json";
import type { Principal } from "@/lib/authorization/principal";
import { reachOf, touches } from "@/lib/authorization/reach";

/** Limits with the names of their targets, as far as the principal reaches them; otherwise without. Two statements, however many. */
export async function nameLimits(db: Db, principal: Principal, limits: readonly LimitJson[]): Promise<ReachChoice[]> {
  const names = await findReachNames(db, {
    applications: limits.flatMap(({ application }) => application ?? []),
    environments: limits.flatMap(({ environment }) => environment ?? []),
  });
  const reach = reachOf(principal);
  return limits.map(({ organisation, application, environment }) => {
    const limit = { organisation, application: application ?? null, environment: environment ?? null };
    const place = {
      organisation_id: organisation,
      application_id: limit.application,
      environment_id: limit.environment,
    };
    const isReached =
      principal.organisations.some(({ id }) => id === organisation) &&
      (limit.application === null || touches(reach, place));
    return { ...limit, names: (isReached && path(principal, names, limit)) || [] };
  });
}

/** What each of these limited tokens reaches, by its uuid, with the names that the principal may know. Two statements for all. */
export async function nameLimitsOfTokens(
  db: Db,
  principal: Principal,
  tokens: readonly { uuid: string; limits: readonly LimitJson[] | null }[],
): Promise<Map<string, ReachChoice[]>> {
  const named = await nameLimits(
    db,
    principal,
    tokens.flatMap(({ limits }) => limits ?? []),
  );
  const byToken = new Map<string, ReachChoice[]>();
  let start = 0;
  for (const { uuid, limits } of tokens) {
    if (limits === null) continue;
    byToken.set(uuid, named.slice(start, start + limits.length));
    start += limits.length;
  }
  return byToken;
}

type Names = Awaited<ReturnType<typeof findReachNames>>;

/** The names from the organisation down; undefined where a part is gone or belongs elsewhere: an id alone proves nothing. */
function path(
  { organisations }: Principal,
  names: Names,
  { organisation, application, environment }: Omit<ReachChoice, "names">,
): string[] | undefined {
  const whole = organisations.find(({ id }) => id === organisation);
  if (whole === undefined) return undefined;
  if (application === null) return [whole.name];
  const found = names.applications.get(application);
  if (found?.organisationId !== organisation) return undefined;
  if (environment === null) return [whole.name, found.name];
  const part = names.environments.get(environment);
  return part?.applicationId === application ? [whole.name, found.name, part.slug] : undefined;
}
