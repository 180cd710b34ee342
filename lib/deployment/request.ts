import { findApplication } from "@/db/application/application";
import type { Db } from "@/db/database";
import { type DeploymentRow, findDeployment, insertDeployment } from "@/db/deployment/deployment";
import { type Principal, tokenIdOf, userIdOf } from "@/lib/authorization/principal";
import { authorizeEnvironment } from "@/lib/environment/authorize";
import type { OrganisationRefusal } from "@/lib/organisation/authorize";
import { write } from "@/lib/write";
import { recordDeploymentActivity } from "./activity";
import type { RequestDeploymentInput } from "./input";

export type RequestDeploymentResult = { status: "requested"; deployment: DeploymentRow } | OrganisationRefusal;

/**
 * Record a deployment of an environment with its variables as they are now. Nothing is deployed here: whoever deploys finds it
 * queued, and reports. @throws CallerEnded
 */
export async function requestDeployment(
  db: Db,
  principal: Principal,
  input: RequestDeploymentInput,
): Promise<RequestDeploymentResult> {
  return await write(db, principal, async (trx): Promise<RequestDeploymentResult> => {
    const authorized = await authorizeEnvironment(trx, principal, input.environment);
    if (authorized.status !== "authorized") return authorized;
    const { environment } = authorized;
    const id = await insertDeployment(trx, {
      environment_id: environment.id,
      created_by_user_id: userIdOf(principal) ?? null,
      created_by_token_id: tokenIdOf(principal),
    });
    const deployment = await findDeployment(trx, id);
    if (deployment === undefined) throw new Error("a deployment that was just written cannot be read");
    const application = await findApplication(trx, environment.application_id);
    const label = `${application?.name ?? ""} ${environment.slug}`.trim();
    await recordDeploymentActivity(trx, principal, "deployment.requested", deployment, { label });
    return { status: "requested", deployment };
  });
}
