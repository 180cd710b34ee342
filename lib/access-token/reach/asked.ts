import { z } from "zod";
import { findReachNames } from "@/db/application/reachable";
import type { Db } from "@/db/database";
import type { AskedReach, Prefill } from "@/lib/access-token/form/prefill";
import { includes } from "@/lib/access-token/form/reach";
import { quoted } from "@/lib/access-token/input";
import type { LimitJson } from "@/lib/access-token/json";
import type { Principal } from "@/lib/authorization/principal";
import { nameLimits } from "./limit-names";

// As many as a token has limits.
const MOST = 100;

/**
 * A form that a link filled in, with what the link limits the token to, as far as the person reaches that. A whole that is named
 * beside a part of it only says where the part is. What is not reached is named, whether it is there or not; and the form is
 * limited in any case: a link that asks for a part never ends in everything.
 */
export async function fillInReach(db: Db, principal: Principal, prefill: Prefill, asked: AskedReach): Promise<Prefill> {
  const { limits, unknown } = await resolve(db, asked);
  const named = await nameLimits(db, principal, limits);
  const reached = named.filter(({ names }) => names.length > 0);
  const parts = reached.filter((outer) => !reached.some((inner) => inner !== outer && includes(outer, inner)));
  const unreached = named
    .filter(({ names }) => names.length === 0)
    .map(({ organisation, application, environment }) =>
      environment !== null
        ? sentence("environment", environment)
        : application !== null
          ? sentence("application", application)
          : sentence("organisation", organisation),
    );
  const chosen = parts.slice(0, MOST).map(
    ({ organisation, application, environment }): LimitJson => ({
      organisation,
      ...(application === null ? {} : { application }),
      ...(environment === null ? {} : { environment }),
    }),
  );
  const tooMany = parts.length > MOST ? [`A token can have at most ${MOST} limits. The others are left out.`] : [];
  return {
    values: { ...prefill.values, limits: chosen },
    given: true,
    ignored: [...prefill.ignored, ...unknown, ...unreached, ...tooMany],
  };
}

/** Where the requested things are; sentences about those that do not exist. */
async function resolve(db: Db, asked: AskedReach): Promise<{ limits: LimitJson[]; unknown: string[] }> {
  const uuids = (kind: keyof AskedReach) =>
    asked[kind].map((text) => text.toLowerCase()).filter((text) => z.uuid().safeParse(text).success);
  const { environments } = await findReachNames(db, { applications: [], environments: uuids("environment") });
  const applicationIds = [
    ...uuids("application"),
    ...[...environments.values()].map(({ applicationId }) => applicationId),
  ];
  const { applications } = await findReachNames(db, { applications: applicationIds, environments: [] });
  const limits: LimitJson[] = [];
  const unknown: string[] = [];
  for (const kind of ["organisation", "application", "environment"] as const) {
    for (const text of asked[kind]) {
      const limit = limitOf(kind, text.toLowerCase(), applications, environments);
      if (limit === undefined) unknown.push(sentence(kind, text));
      else limits.push(limit);
    }
  }
  return { limits, unknown };
}

type Names = Awaited<ReturnType<typeof findReachNames>>;

function limitOf(
  kind: keyof AskedReach,
  id: string,
  applications: Names["applications"],
  environments: Names["environments"],
): LimitJson | undefined {
  if (kind === "organisation") return z.uuid().safeParse(id).success ? { organisation: id } : undefined;
  const application = kind === "application" ? id : environments.get(id)?.applicationId;
  const organisation = application === undefined ? undefined : applications.get(application)?.organisationId;
  if (application === undefined || organisation === undefined) return undefined;
  return { organisation, application, ...(kind === "environment" ? { environment: id } : {}) };
}

function sentence(kind: keyof AskedReach, id: string): string {
  return `You have no access to the ${kind} ${quoted(id)}.`;
}
