import type { Kysely } from "kysely";
import type { Database } from "@/db/schema";
import { startWork } from "@/lib/work/start";
import { createTestDatabase } from "@/test/database/database";
import { providePostgres } from "@/test/database/postgres";
import { proxyBefore, type TcpProxy } from "@/test/database/tcp-proxy";
import { startServer } from "@/test/http/server";
import { describeFacts, factsOf } from "../machine/facts";
import type { Options } from "../options";
import { saveResults } from "../results";
import { showProgress } from "../seed/progress";
import { FAULTS, type Fault } from "./faults";
import { Watch } from "./latency";
import { renderSpreads, type Series, spreadOf } from "./print";
import { untilTold } from "./recovery";
import { KINDS, type Kind, makeSubject, type Subject } from "./subject";

const QUIET = { p99: 50 };
const FAULTY = { max: 5_000 };

/**
 * How long an ending takes to be seen by another instance that has just let the token in. The endings are made by the verbs themselves in this
 * process, which does with the database what an instance does; the instance that is watched has its listener's connection by way of a proxy.
 */
export async function runRevocation(options: Options): Promise<void> {
  const stopPostgres = await providePostgres();
  const database = await createTestDatabase();
  const proxy = await proxyBefore(database.url);
  const server = await startServer({ env: { DATABASE_URL: database.url, DATABASE_DIRECT_URL: proxy.url } });
  // Bulk withdrawals are made by whoever does background work: that of the watched instance is cut off too.
  const work = await startWork({ databaseUrl: database.url, scheduled: false });
  try {
    const facts = await factsOf(database.url, undefined);
    console.log(`${describeFacts(facts)}\n`);
    const port = Number(new URL(server.address).port);
    const series = [
      ...(await measureQuiet(database.db, port, options)),
      ...(await measureFaults(database.db, port, proxy, options)),
    ];
    console.log(`\n${renderSpreads(series)}`);
    if (proxy.connections() === 0)
      console.log("Nothing listens by way of the proxy: this version has no listener that could be cut off.");
    if (options.save)
      console.log(
        `\nKept in ${saveResults("revocation", { facts, times: options.times, rows: series.map(spreadOf) }, options)}`,
      );
  } finally {
    await work.stop();
    await server.stop();
    await proxy.close();
    await database.destroy();
    await stopPostgres();
  }
}

function kindsOf({ only }: Options): Kind[] {
  const named = KINDS.filter((kind) => only.includes(kind));
  return named.length === 0 && !only.some((name) => FAULTS.some((fault) => fault.name === name)) ? [...KINDS] : named;
}

/** Each kind so many times, one after the other and in turns. */
async function measureQuiet(db: Kysely<Database>, port: number, options: Options): Promise<Series[]> {
  const kinds = kindsOf(options);
  const series = kinds.map((kind) => ({ name: kind, title: kind, milliseconds: [] as number[], ...QUIET }));
  const progress = showProgress(`Ending tokens, ${options.times} times in each way`, options.times);
  for (let round = 0; round < options.times; round++) {
    const subjects = await Promise.all(kinds.map((kind) => makeSubject(db, kind)));
    for (const [n, subject] of subjects.entries()) series[n]?.milliseconds.push(await endOne(subject, port));
    progress.at(round + 1);
  }
  progress.end();
  return series;
}

/** All kinds at once under each fault: what is at stake is the slowest, and a black hole takes seconds. */
async function measureFaults(db: Kysely<Database>, port: number, proxy: TcpProxy, options: Options): Promise<Series[]> {
  const faults = FAULTS.filter(({ name }) => options.only.length === 0 || options.only.includes(name));
  const rounds = Math.max(2, Math.ceil(options.times / 10));
  const series: Series[] = [];
  for (const fault of faults) {
    const milliseconds: number[] = [];
    const progress = showProgress(`With ${fault.title}`, rounds);
    for (let round = 0; round < rounds; round++) {
      milliseconds.push(...(await endUnder(fault, db, port, proxy)));
      progress.at(round + 1);
    }
    progress.end();
    series.push({ name: fault.name, title: fault.title, milliseconds, ...FAULTY });
  }
  return series;
}

async function endUnder(fault: Fault, db: Kysely<Database>, port: number, proxy: TcpProxy): Promise<number[]> {
  const subjects = await Promise.all(KINDS.map((kind) => makeSubject(db, kind)));
  const watches = subjects.map((subject) => new Watch(port, subject));
  for (const watch of watches) await watch.warm();
  const end = fault.begin(proxy);
  try {
    return await Promise.all(watches.map((watch, n) => watch.endAndWait(async () => await subjects[n]?.end())));
  } finally {
    end();
    await untilTold(db);
  }
}

async function endOne(subject: Subject, port: number): Promise<number> {
  const watch = new Watch(port, subject);
  await watch.warm();
  return await watch.endAndWait(subject.end);
}
