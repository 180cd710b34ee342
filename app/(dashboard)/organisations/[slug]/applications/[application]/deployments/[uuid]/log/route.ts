import { db } from "@/db/database";
import { readWholeLog } from "@/lib/deployment/read-log";
import { type DeploymentPath, deploymentOrRefusal } from "../../find-deployment";

/** The log of a deployment as a file. */
export async function GET(_request: Request, { params }: { params: Promise<DeploymentPath> }): Promise<Response> {
  const deployment = await deploymentOrRefusal(await params);
  if (deployment instanceof Response) return deployment;
  const encoder = new TextEncoder();
  const parts = readWholeLog(db, deployment.uuid);
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await parts.next();
        if (done) controller.close();
        else controller.enqueue(encoder.encode(value));
      },
      async cancel() {
        await parts.return(undefined);
      },
    },
    { highWaterMark: 1 },
  );
  return new Response(body, {
    headers: {
      "Content-Type": "text/plain; charset=utf-8",
      "Content-Disposition": `attachment; filename="deployment-${deployment.uuid}.log"`,
      "Cache-Control": "no-store",
      "X-Content-Type-Options": "nosniff",
    },
  });
}
