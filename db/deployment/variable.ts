import type { Db, Row } from "@/db/database";

/** The variables that a deployment was recorded with, by name. */
export async function listDeploymentVariables(db: Db, deploymentId: string): Promise<Row<"deployment_variable">[]> {
  return await db
    .selectFrom("deployment_variable")
    .selectAll()
    .where("deployment_id", "=", deploymentId)
    .orderBy("name")
    .execute();
}
