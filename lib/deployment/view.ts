import type { Db } from "@/db/database";
import { type DeploymentViewRow, findDeploymentView, listDeploymentViews } from "@/db/deployment/view";
import { type ActivityViewer, organisationActorText } from "@/lib/activity/organisation/actor";
import { roleAllows } from "@/lib/authorization/permission";
import { userIdOf } from "@/lib/authorization/principal";
import { reaches, reachOf } from "@/lib/authorization/reach";
import { placeOf } from "@/lib/environment/authorize";
import type { DeploymentStatus } from "./status";

/** A deployment as the dashboard shows it. */
export type DeploymentView = {
  uuid: string;
  environment: { uuid: string; slug: string };
  status: DeploymentStatus;
  percent: number;
  created_at: string;
  started_at: string | null;
  ended_at: string | null;
  /** Who requested it and with which token, in words: as far as the viewer may know. */
  by: string;
  log_bytes: number;
  is_log_cut: boolean;
};

/** The latest deployments of an environment that the viewer reaches. */
export async function listLatestDeployments(
  db: Db,
  viewer: ActivityViewer,
  environmentId: string,
  limit: number,
): Promise<DeploymentView[]> {
  const rows = await listDeploymentViews(db, reachOf(viewer.principal), environmentId, limit);
  return rows.map((row) => deploymentView(row, viewer));
}

/** A deployment of this application, if the viewer reaches it. */
export async function findDeploymentOf(
  db: Db,
  viewer: ActivityViewer,
  applicationId: string,
  id: string,
): Promise<DeploymentView | undefined> {
  const row = await findDeploymentView(db, id);
  if (row === undefined || row.application_id !== applicationId) return undefined;
  const place = placeOf(row, row.environment_id);
  return reaches(reachOf(viewer.principal), place) ? deploymentView(row, viewer) : undefined;
}

function deploymentView(row: DeploymentViewRow, viewer: ActivityViewer): DeploymentView {
  return {
    uuid: row.id,
    environment: { uuid: row.environment_id, slug: row.environment_slug },
    status: row.status,
    percent: row.percent,
    created_at: row.created_at.toISOString(),
    started_at: row.started_at?.toISOString() ?? null,
    ended_at: row.ended_at?.toISOString() ?? null,
    by: requesterText(row, viewer),
    log_bytes: row.log_bytes,
    is_log_cut: row.is_log_cut,
  };
}

// A guest is told nothing of the organisation's people.
function requesterText(row: DeploymentViewRow, viewer: ActivityViewer): string {
  if (row.actor_user_id === null && row.actor_token_id === null) return "someone who has left";
  const isOwn = row.actor_user_id !== null && row.actor_user_id === userIdOf(viewer.principal);
  if (!isOwn && !roleAllows(viewer.organisation.role, "see_people")) return "someone in the organisation";
  return organisationActorText(row, viewer);
}
