import { processWide } from "@/db/process-wide";
import { type Metrics, metricsOfProcess, textOf } from "./registry";
import { metricsOfDatabase } from "./shared";

/** Metrics of the other processes of the instance, in the one that asks. */
type Elsewhere = () => Promise<Metrics[]>;

const elsewhere = processWide<{ ask: Elsewhere }>("metrics elsewhere", () => ({ ask: async () => [] }));

/** Have this process ask the others as well. */
export function setMetricsElsewhere(ask: Elsewhere): void {
  elsewhere.ask = ask;
}

/**
 * The metrics of the whole instance, in the text format of Prometheus (0.0.4). A process that does not answer within a second is left out.
 * @throws what the database throws
 */
export async function instanceMetrics(): Promise<string> {
  const [here, there, shared] = await Promise.all([metricsOfProcess(), elsewhere.ask(), metricsOfDatabase()]);
  return await textOf([here, ...there, shared]);
}
