import { z } from "zod";
import { db } from "@/db/database";
import { LONGEST_LOG_BYTES } from "@/lib/deployment/log";
import { readLogFrom } from "@/lib/deployment/read-log";
import { refuseFile } from "@/lib/export/file";
import { type DeploymentPath, deploymentOrRefusal } from "../../find-deployment";

const fromInput = z.coerce.number().int().min(0).max(LONGEST_LOG_BYTES);

/** How far a deployment is, and what its log has from a byte on, for the page that shows it. */
export async function GET(request: Request, { params }: { params: Promise<DeploymentPath> }): Promise<Response> {
  const deployment = await deploymentOrRefusal(await params);
  if (deployment instanceof Response) return deployment;
  const from = fromInput.safeParse(new URL(request.url).searchParams.get("from") ?? "0");
  if (!from.success) return refuseFile("invalid_request", 400);
  // After the deployment itself: what has ended has no more lines than these.
  const log = await readLogFrom(db, deployment.uuid, from.data);
  return Response.json({ deployment, log }, { headers: { "Cache-Control": "no-store" } });
}
