import { setTimeout as sleep } from "node:timers/promises";
import type { RequestShape } from "../load/job";
import type { Generator } from "../load/start";
import type { Cluster } from "../seed/cluster";
import type { Figure } from "./summary";

const SECONDS_OF_TARGET = 100;
const REQUESTS_OF_TARGET = 1_000_000;
const MOST = 300;
// What is written in batches has been written by then.
const SETTLE_MS = 6_000;

/**
 * How many statements the database gets for a million requests of 1,000 warm tokens in 100 seconds. What it gets without any request
 * (heartbeats, background work) is counted for as long before, and taken off: of each statement by itself, since a busy server has fewer
 * of some of them.
 */
export async function countStatements(
  { cluster, database, generator }: { cluster: Cluster; database: string; generator: Generator },
  { port, shape, seconds, connections }: { port: number; shape: RequestShape; seconds: number; connections: number },
): Promise<Figure> {
  const job = { port, shape, traffic: { hot: { from: 0, count: 1_000 } }, connections, expects: [200] };
  await generator.fire({ ...job, seconds: 2 });
  await sleep(SETTLE_MS);
  await track(cluster, "top");
  const quiet = await counted(async () => sleep(seconds * 1000 + SETTLE_MS));
  let requests = 0;
  const busy = await counted(async () => {
    const rate = REQUESTS_OF_TARGET / SECONDS_OF_TARGET;
    requests = (await generator.fire({ ...job, seconds, rate })).requests;
    await sleep(SETTLE_MS);
  });
  await track(cluster, "none");
  const statements = sum([...busy].map(([statement, calls]) => Math.max(0, calls - (quiet.get(statement) ?? 0))));
  // Where the server is slower than that many requests, their share of the statements is what there would have been.
  const asked = (REQUESTS_OF_TARGET / SECONDS_OF_TARGET) * seconds;
  const scaled = statements * (SECONDS_OF_TARGET / seconds) * Math.max(1, asked / requests);
  return {
    name: "statements",
    title: "statements for 1,000,000 requests in 100 s",
    value: Math.round(scaled).toLocaleString("en"),
    target: `< ${MOST}`,
    reached: scaled < MOST,
    note: `${statements} statements for ${requests} requests in ${seconds} s, without the ${sum(quiet.values())} of as long without requests`,
  };

  /** How often each statement was asked meanwhile. */
  async function counted(run: () => Promise<unknown>): Promise<Map<string, number>> {
    await cluster.ask("select pg_stat_statements_reset()");
    await run();
    const rows = await cluster.ask(
      `select queryid::text as statement, sum(calls)::int as calls
       from pg_stat_statements s join pg_database d on d.oid = s.dbid
       where d.datname = '${database}' group by queryid`,
    );
    return new Map(rows.map(({ statement, calls }) => [String(statement), Number(calls)]));
  }
}

function sum(numbers: Iterable<number>): number {
  return [...numbers].reduce((total, one) => total + one, 0);
}

async function track(cluster: Cluster, what: "top" | "none"): Promise<void> {
  await cluster.ask(`alter system set pg_stat_statements.track = '${what}'`);
  await cluster.ask("select pg_reload_conf()");
  await sleep(200);
}
