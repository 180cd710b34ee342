import cluster from "node:cluster";
import { closeDatabase } from "@/db/database";
import { setMetricsElsewhere } from "@/lib/metrics/gather";
import { type Metrics, metricsOfProcess } from "@/lib/metrics/registry";
import { createService } from "@/server/service";
import { readSettings } from "@/server/settings";
import { StartError } from "@/server/start-error";
import { endInSteps } from "@/server/stop";
import { startTracing } from "@/server/trace/start";
import { askingOver } from "./asking";
import { joinBarriers, sendToMain } from "./barrier";
import type { Order, Question, Report } from "./message";

// A terminal sends these to each process; service managers may too. The main process hears them, and tells when to stop.
const OF_THE_MAIN_PROCESS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Be one of the processes that answer requests: do as the main process says, and finish what is under way when it is gone. */
export async function runWorker(): Promise<void> {
  for (const name of OF_THE_MAIN_PROCESS) process.on(name, () => {});
  const end = endInSteps();
  // Without this Node.js would exit in the middle of requests.
  if (cluster.worker) cluster.worker.exitedAfterDisconnect = true;
  process.once("disconnect", () => void end.stop(0));
  const barrier = joinBarriers();
  const find = async () => [await metricsOfProcess()];
  const metrics = askingOver({ about: "metrics", send: sendToMain, find, nothing: [] as Metrics[] });
  process.once("disconnect", metrics.ended);
  setMetricsElsewhere(metrics.ask);
  const settings = readSettings();
  await startTracing(settings, end);
  await end.add({ name: "closing connections", patience: 300, run: closeDatabase });
  const service = createService(settings, { dev: false, end, shared: true });
  process.on("message", (given) => {
    const message = messageOf(given);
    if ("order" in message) void obey(message);
    else for (const question of [barrier, metrics]) question.hear(message);
  });
  await report({ up: true });

  async function obey(order: Order) {
    try {
      await done(order);
      await report({ done: order.order });
    } catch (error) {
      const expected = error instanceof StartError;
      if (!expected) console.error(error);
      await report({ failed: expected ? error.message : "" });
      await end.stop(1);
    }
  }

  async function done(order: Order) {
    if (order.order === "stop") return await end.stop(0);
    if (order.order !== "prepare") return await service[order.order]();
    process.env.DATABASE_URL = order.databaseUrl;
    await service.prepare();
  }
}

const report = (message: Report) => sendToMain(message);

// Nobody else has the other end of the channel, and both are of one build.
function messageOf(given: unknown): Order | Question {
  return given as Order | Question;
}
