import { sql } from "kysely";
import { isReachedEnvironment, type Reached } from "@/db/application/reach";
import type { Db } from "@/db/database";

const COLUMNS = {
  organisation_id: "application.organisation_id",
  application_id: "environment.application_id",
  environment_id: "environment.id",
};

function selectViews(db: Db) {
  return db
    .selectFrom("deployment")
    .innerJoin("environment", "environment.id", "deployment.environment_id")
    .innerJoin("application", "application.id", "environment.application_id")
    .leftJoin("access_token as actor_token", "actor_token.id", "deployment.created_by_token_id")
    .leftJoin("user as actor", "actor.id", "deployment.created_by_user_id")
    .selectAll("deployment")
    .select([
      sql<string>`'deployment.requested'`.as("type"),
      "environment.slug as environment_slug",
      "environment.application_id",
      "application.organisation_id",
      "deployment.created_by_user_id as actor_user_id",
      "deployment.created_by_token_id as actor_token_id",
      "actor_token.label as actor_token_label",
      "actor_token.user_id as actor_token_user_id",
      "actor_token.team_id as actor_token_team_id",
      "actor_token.organisation_id as actor_token_organisation_id",
      "actor_token.acts_as as actor_token_acts_as",
      "actor.first_name as actor_first_name",
      "actor.last_name as actor_last_name",
      "actor.email as actor_email",
    ]);
}

/** A deployment with what says who requested it, as the activity has it. */
export type DeploymentViewRow = Awaited<ReturnType<ReturnType<typeof selectViews>["execute"]>>[number];

/** The latest deployments of an environment that is reached, newest first. */
export async function listDeploymentViews(
  db: Db,
  reach: readonly Reached[],
  environmentId: string,
  limit: number,
): Promise<DeploymentViewRow[]> {
  return await selectViews(db)
    .where(isReachedEnvironment(reach, COLUMNS))
    .where("deployment.environment_id", "=", environmentId)
    .orderBy("deployment.created_at", "desc")
    .orderBy("deployment.id", "desc")
    .limit(limit)
    .execute();
}

/** One deployment, without a check of the viewer's reach. */
export async function findDeploymentView(db: Db, id: string): Promise<DeploymentViewRow | undefined> {
  return await selectViews(db).where("deployment.id", "=", id).executeTakeFirst();
}
