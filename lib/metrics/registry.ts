import type { Registry } from "prom-client";
import { processWide } from "@/db/process-wide";
import { runningPrincipals } from "@/lib/access-token/authentication/cache/principals";
import { counts, DURATION_BOUNDS, type RequestKind } from "./counts";

/** The metrics of a process, as the library hands them from one to another. */
export type Metrics = Awaited<ReturnType<Registry["getMetricsAsJSON"]>>;

/** What this process has counted and what it takes of the machine. Nothing is sampled before somebody asks. */
export async function metricsOfProcess(): Promise<Metrics> {
  const registry = await processWide("metrics of the process", makeRegistry);
  return await registry.getMetricsAsJSON();
}

/** Metrics of several processes as one text, in the format of Prometheus. */
export async function textOf(metrics: readonly Metrics[]): Promise<string> {
  const { AggregatorRegistry } = await import("prom-client");
  return await AggregatorRegistry.aggregate([...metrics]).metrics();
}

const DURATIONS = "latchkey_request_duration_seconds";

/** How long requests took, as Prometheus counts it: all that took up to each bound, how many seconds in all, and how many there were. */
function durationValues(name: string) {
  const { requests, durations } = counts();
  const all = new Map<RequestKind, number>();
  for (const { kind, count } of requests.values()) all.set(kind, (all.get(kind) ?? 0) + count);
  return [...all].flatMap(([kind, count]) => {
    const timed = durations.get(kind);
    let within = count - (timed?.counts.reduce((sum, one) => sum + one, 0) ?? 0);
    const buckets = DURATION_BOUNDS.map((le, n) => {
      within += timed?.counts[n] ?? 0;
      return { metricName: `${name}_bucket`, value: within, labels: { kind, le } };
    });
    return [
      ...buckets,
      { metricName: `${name}_bucket`, value: count, labels: { kind, le: "+Inf" } },
      { metricName: `${name}_sum`, value: timed?.seconds ?? 0, labels: { kind } },
      { metricName: `${name}_count`, value: count, labels: { kind } },
    ];
  });
}

async function makeRegistry(): Promise<Registry> {
  const { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } = await import("prom-client");
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  new Counter({
    name: "latchkey_requests_total",
    help: "Completed requests, by kind (verify, introspect, api, page) and status",
    labelNames: ["kind", "status"],
    registers,
    collect() {
      this.reset();
      for (const { kind, status, count } of counts().requests.values()) this.inc({ kind, status }, count);
    },
  });
  const durations = new (class extends Histogram {
    // What it observed was counted elsewhere.
    override async get() {
      return { ...(await super.get()), values: durationValues(DURATIONS) };
    }
  })({ name: DURATIONS, help: "Duration of requests, by kind", buckets: [...DURATION_BOUNDS], registers: [] });
  registry.registerMetric(durations);
  new Counter({
    name: "latchkey_refusals_total",
    help: "Denied requests, by error code",
    labelNames: ["code"],
    registers,
    collect() {
      this.reset();
      for (const [code, count] of counts().refusals) this.inc({ code }, count);
    },
  });
  new Counter({
    name: "latchkey_token_lookups_total",
    help: "Token lookups, by source: recalled from memory, or looked_up in the database",
    labelNames: ["result"],
    registers,
    collect() {
      this.reset();
      const { recalled, lookedUp } = counts().found;
      this.inc({ result: "recalled" }, recalled);
      this.inc({ result: "looked_up" }, lookedUp);
    },
  });
  new Gauge({
    name: "latchkey_tokens_remembered",
    help: "Tokens in the memory of all processes",
    registers,
    collect() {
      this.set(runningPrincipals()?.size ?? 0);
    },
  });
  return registry;
}
