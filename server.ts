import cluster from "node:cluster";
import { closeDatabase } from "@/db/database";
import { EnvError } from "@/lib/env";
import { startWork } from "@/lib/work/start";
import { prepareData } from "./server/data";
import { openDatabase } from "./server/database/database";
import { prepareDemo } from "./server/demo";
import { prepareFirstAccount } from "./server/first-account";
import { boundHeap } from "./server/heap";
import { blotOutSecrets, shortenClientFaults } from "./server/http/client-faults";
import { listenForMetrics } from "./server/metrics";
import { say } from "./server/say";
import { createService } from "./server/service";
import { readSettings } from "./server/settings";
import { StartError } from "./server/start-error";
import { ownTheEnd } from "./server/stop";
import { startTracing } from "./server/trace/start";
import { startWorkers } from "./server/workers/start";
import { runWorker } from "./server/workers/worker";

/**
 * The whole process of an instance: this file alone starts and stops what it consists of. What runs before it (npm start)
 * only sees to dependencies and the build. `NODE_ENV=development` serves the sources instead of the build. With `WORKERS` it is
 * the main process: it does everything but answering requests, for which it starts this file again, as each of the workers.
 */
const dev = process.env.NODE_ENV === "development";
if (!dev) {
  console.error = shortenClientFaults(console.error);
  console.warn = shortenClientFaults(console.warn);
  console.log = blotOutSecrets(console.log);
}
boundHeap();
if (cluster.isWorker) await runWorker();
else await run();

async function run() {
  const end = ownTheEnd();
  const ending = new AbortController();
  try {
    await start();
  } catch (error) {
    // A sentence for what the operator can mend; a stack for what is a fault of ours.
    const expected = error instanceof EnvError || error instanceof StartError;
    if (!ending.signal.aborted) console.error(expected ? error.message : error);
    await end.stop(1);
  }

  async function start() {
    const settings = readSettings();
    await startTracing(settings, end);
    const opening = openDatabase(settings, ending.signal);
    // Added before it is there: a start that is stopped in the middle of it leaves no PostgreSQL behind.
    await end.add({
      name: "the database",
      patience: 2000,
      run: async () => {
        ending.abort();
        await (await opening.catch(() => undefined))?.close();
      },
    });
    // In development Next.js compiles, which several processes would do against each other.
    const several = settings.WORKERS > 1 && !dev;
    const service = several
      ? startWorkers(settings.WORKERS, end)
      : createService(settings, { dev, end, shared: false });
    process.env.DATABASE_URL = (await opening).url;
    await end.add({ name: "closing connections", patience: 300, run: closeDatabase });
    // Before the schema is changed: a server that cannot have its port leaves the data as it was.
    await service.listen();
    const metrics = settings.METRICS_PORT && (await listenForMetrics(settings.METRICS_PORT, settings.HOST));
    if (metrics) await end.add({ name: "metrics", patience: 100, run: async () => metrics.close() });
    await prepareData(settings);
    const announceDemo = await prepareDemo(settings);
    const setupLink = await prepareFirstAccount(settings);

    await service.prepare();
    // After Next.js, whose start keeps everything else waiting: connections would time out.
    const work = await startWork({ databaseUrl: (await opening).directUrl });
    // A mail that is on its way at this moment is given a second; what is left goes on with the next start.
    await end.add({ name: "background work", patience: 1500, run: work.stop });

    await service.open();
    if (metrics) metrics.open();
    const seconds = process.uptime().toFixed(1);
    const by = several ? `, by ${settings.WORKERS} processes` : "";
    say("Ready", `${settings.APP_URL} (after ${seconds} s${by}; press Ctrl-C to stop).`);
    announceDemo?.();
    if (setupLink) say("Next", `create the first account at ${setupLink}`);
  }
}
