import { sql } from "kysely";
import type { Db } from "@/db/database";

type Target = { application_id: string | null; environment_id: string | null };

/** The existing applications and environments that limits name, and where they belong. Two statements, however many. */
export async function findLimitTargets(db: Db, limits: readonly Target[]) {
  const applicationIds = limits.flatMap(({ application_id: id }) => id ?? []);
  const environmentIds = limits.flatMap(({ environment_id: id }) => id ?? []);
  const applications =
    applicationIds.length === 0
      ? []
      : await db
          .selectFrom("application")
          .select(["id", "organisation_id"])
          .where("id", "in", applicationIds)
          .execute();
  const environments =
    environmentIds.length === 0
      ? []
      : await db.selectFrom("environment").select(["id", "application_id"]).where("id", "in", environmentIds).execute();
  return {
    hasApplication: (id: string, organisationId: string) =>
      applications.some((application) => application.id === id && application.organisation_id === organisationId),
    hasEnvironment: (id: string, applicationId: string | null) =>
      environments.some((environment) => environment.id === id && environment.application_id === applicationId),
  };
}

/**
 * Those of these limits whose organisation, application and environment exist and belong together; locked, so that none is
 * deleted or moved before the transaction ends.
 */
export async function lockLimitTargets<Limit extends Target & { organisation_id: string }>(
  db: Db,
  limits: readonly Limit[],
): Promise<Limit[]> {
  const held = async (table: "organisation" | "application" | "environment", ids: readonly (string | null)[]) => {
    const named = [...new Set(ids)].filter((id) => id !== null);
    if (named.length === 0) return;
    await db.selectFrom(table).select("id").where("id", "in", named).orderBy("id").forKeyShare().execute();
  };
  await held(
    "organisation",
    limits.map((limit) => limit.organisation_id),
  );
  await held(
    "application",
    limits.map((limit) => limit.application_id),
  );
  await held(
    "environment",
    limits.map((limit) => limit.environment_id),
  );
  const targets = await findLimitTargets(db, limits);
  return limits.filter(
    ({ organisation_id: organisationId, application_id: applicationId, environment_id: environmentId }) =>
      (applicationId === null || targets.hasApplication(applicationId, organisationId)) &&
      (environmentId === null || targets.hasEnvironment(environmentId, applicationId)),
  );
}

/** Whether the team and the application that a token is to be assigned to exist in this organisation. */
export async function findAssignmentTargets(
  db: Db,
  organisationId: string,
  { team, application }: { team: string | null; application: string | null },
) {
  const has = async (table: "team" | "application", id: string | null) => {
    if (id === null) return false;
    const found = await db
      .selectFrom(table)
      .select("id")
      .where("id", "=", id)
      .where("organisation_id", "=", organisationId)
      .forKeyShare()
      .executeTakeFirst();
    return found !== undefined;
  };
  return { hasTeam: await has("team", team), hasApplication: await has("application", application) };
}

/** Those of these applications that belong to the organisation, locked so that none is deleted before the transaction ends. */
export async function lockApplicationsOf(db: Db, organisationId: string, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await db
    .selectFrom("application")
    .select("id")
    .where("organisation_id", "=", organisationId)
    .where(sql<boolean>`id = any(${sql.val([...ids])}::uuid[])`)
    .orderBy("id")
    .forKeyShare()
    .execute();
  return new Set(rows.map(({ id }) => id));
}
