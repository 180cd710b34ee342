import { abandonQueued } from "@/db/deployment/deployment";
import { recordActivity } from "@/lib/activity/record";
import { alone } from "@/lib/work/alone";
import type { Task } from "@/lib/work/task";

/** How long a deployment waits for whoever deploys: an hour. */
export const PICKED_UP_WITHIN_MS = 60 * 60_000;

const AT_ONCE = 200;
const NOBODY = { address: null, userAgent: "", requestId: "" };

/** End the deployments that nobody picked up in time. */
export const abandonDeployments: Task = async ({ db, clock, signal }) => {
  await alone(db, "abandon_deployments", async () => {
    const now = await clock(db);
    const before = new Date(now.getTime() - PICKED_UP_WITHIN_MS);
    for (let count = AT_ONCE; count === AT_ONCE && !signal.aborted; ) {
      count = await db.transaction().execute(async (trx) => {
        const abandoned = await abandonQueued(trx, { before, now, limit: AT_ONCE });
        for (const { id, application_id, organisation_id, label } of abandoned) {
          await recordActivity(trx, {
            type: "deployment.ended",
            organisationId: organisation_id,
            applicationId: application_id,
            actor: {},
            target: { type: "deployment", id, label },
            before: { status: "queued" },
            after: { status: "abandoned" },
            client: NOBODY,
          });
        }
        return abandoned.length;
      });
    }
  });
};
