import type { Db } from "@/db/database";
import type { DeploymentRow } from "@/db/deployment/deployment";
import { actorOf, recordActivity } from "@/lib/activity/record";
import type { Principal } from "@/lib/authorization/principal";
import type { DeploymentStatus } from "./status";

/** Record that a deployment was requested, or how it ended. Never a line of its log. */
export async function recordDeploymentActivity(
  trx: Db,
  principal: Principal,
  type: `deployment.${"requested" | "ended"}`,
  deployment: DeploymentRow,
  facts: { label: string; before?: { status: DeploymentStatus }; after?: { status: DeploymentStatus } },
): Promise<void> {
  const { label, ...changed } = facts;
  await recordActivity(trx, {
    type,
    organisationId: deployment.organisation_id,
    applicationId: deployment.application_id,
    actor: actorOf(principal),
    target: { type: "deployment", id: deployment.id, label },
    ...changed,
    client: principal.client,
  });
}
