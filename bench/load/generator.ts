/** The process that makes the load: it does one job after the other, as it is told. */
import { fire } from "./fire";
import type { Job } from "./job";

process.on("message", (job: Job) => {
  fire(job).then(
    (outcome) => process.send?.({ outcome }),
    (error: Error) => process.send?.({ error: error.stack }),
  );
});
process.on("disconnect", () => process.exit());
process.send?.("ready");
