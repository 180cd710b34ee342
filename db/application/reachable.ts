import { sql } from "kysely";
import type { Db } from "@/db/database";
import { contains } from "@/db/search";
import { isReachedApplication, isReachedEnvironment, type Reached } from "./reach";

export type ReachableRow = {
  organisation_id: string;
  organisation_name: string;
  application_id: string | null;
  application_name: string | null;
  environment_id: string | null;
  environment_slug: string | null;
};

/**
 * Applications and environments that are reached and whose path (`Harbour Studio Regatta Site test`) has every one of these
 * words, applications first, each by name.
 */
export async function searchReachable(
  db: Db,
  reach: readonly Reached[],
  words: readonly string[],
  limit: number,
): Promise<ReachableRow[]> {
  const matches = (path: ReturnType<typeof sql>) =>
    words.length === 0
      ? sql`true`
      : sql.join(
          words.map((word) => contains(path, word)),
          sql` and `,
        );
  const columns = { organisation_id: "application.organisation_id", application_id: "application.id" };
  const { rows } = await sql<ReachableRow>`
    (select organisation.id as organisation_id, organisation.name as organisation_name,
      application.id as application_id, application.name as application_name,
      null::uuid as environment_id, null as environment_slug
    from application join organisation on organisation.id = application.organisation_id
    where ${isReachedApplication(
      reach.filter((limit) => limit.environment_id === null),
      columns,
    )} and ${matches(sql`concat_ws(' ', organisation.name, application.name)`)}
    order by lower(application.name), application.id limit ${limit})
    union all
    (select organisation.id, organisation.name, application.id, application.name, environment.id, environment.slug
    from environment join application on application.id = environment.application_id
    join organisation on organisation.id = application.organisation_id
    where ${isReachedEnvironment(reach, { ...columns, environment_id: "environment.id" })}
      and ${matches(sql`concat_ws(' ', organisation.name, application.name, environment.slug)`)}
    order by lower(application.name), application.id, environment.slug desc limit ${limit})`.execute(db);
  return rows;
}

/** Those of these applications and environments that exist, with what they belong to. Two statements, however many. */
export async function findReachNames(
  db: Db,
  ids: { applications: readonly string[]; environments: readonly string[] },
): Promise<{
  applications: Map<string, { name: string; organisationId: string }>;
  environments: Map<string, { slug: string; applicationId: string }>;
}> {
  const applications =
    ids.applications.length === 0
      ? []
      : await db
          .selectFrom("application")
          .select(["id", "name", "organisation_id"])
          .where("id", "in", [...ids.applications])
          .execute();
  const environments =
    ids.environments.length === 0
      ? []
      : await db
          .selectFrom("environment")
          .select(["id", "slug", "application_id"])
          .where("id", "in", [...ids.environments])
          .execute();
  return {
    applications: new Map(applications.map((row) => [row.id, { name: row.name, organisationId: row.organisation_id }])),
    environments: new Map(environments.map((row) => [row.id, { slug: row.slug, applicationId: row.application_id }])),
  };
}
