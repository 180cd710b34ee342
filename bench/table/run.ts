import { connect } from "@/db/database";
import { TEST_SECRET } from "@/test/secret";
import { saveCharts } from "../chart/save";
import { Connection } from "../load/connection";
import type { RequestShape } from "../load/job";
import { requestsOf } from "../load/requests";
import { startGenerator } from "../load/start";
import { type Cores, findCores, pinFamily } from "../machine/cores";
import { describeFacts, factsOf } from "../machine/facts";
import type { Options } from "../options";
import { saveResults } from "../results";
import { type Cluster, startCluster } from "../seed/cluster";
import { dropDatabases } from "../seed/seed";
import { figuresOf } from "./figures";
import { type Bench, measure } from "./measure";
import { pageRowsOf } from "./page-rows";
import { limitedByLoad, renderTable } from "./print";
import { revoker } from "./revoking";
import type { Row, ServerName } from "./row";
import { INTROSPECT, rowsOf, type There, VERIFY } from "./rows";
import { Servers } from "./servers";
import { summarise } from "./summary";

const DATA_DIR = ".data/bench";

/** Everything that is a rate, or a figure beside one, as one table. */
export async function runTable(options: Options): Promise<void> {
  process.env.APP_SECRET = TEST_SECRET;
  const cores = findCores();
  const cluster = await startCluster(DATA_DIR);
  const sizes = { small: 1_000, middle: 100_000, large: options.quick ? 100_000 : 1_000_000 };
  const servers = new Servers(cluster, sizes);
  const generator = await startGenerator();
  try {
    if (options.fresh) await dropDatabases(cluster, { all: true });
    const ours = await servers.ours("middle");
    process.env.APP_URL = ours.url;
    const there = await whatIsThere(ours.port);
    const rows = [
      ...rowsOf(there),
      ...(await pageRows(ours.database.url)),
      ...(await peerRows(options, servers, cluster)),
    ];
    const wanted = choose(rows, options.only);
    const measurable = wanted.filter(({ missing }) => missing === undefined);
    const bench: Bench = {
      generator,
      servers: await startAll(servers, measurable),
      databasePid: cluster.pid,
      sizes: {
        lookup: sizes.large,
        "ours-hits": sizes.large,
        "ours-large": sizes.large,
        "ours-middle": sizes.middle,
        "ours-small": sizes.small,
      },
      ...options,
      // The last tenth of the tokens: nobody else asks with them.
      startRevoking: revoker(cluster, ours.database.name, { from: sizes.middle * 0.9, count: sizes.middle * 0.1 }),
    };
    if (cores) pinAll(cores, cluster.pid, servers);
    const facts = await factsOf(ours.database.url, cores);
    console.log(`${describeFacts(facts)}\n`);
    const summaries = summarise(await measure(measurable, bench));
    const figures = await figuresOf({ options, cluster, servers, generator, there, cores, rows });
    const missing = wanted.filter((row) => row.missing !== undefined);
    console.log(`\n${renderTable(summaries, figures, missing)}`);
    for (const { title, note } of figures) if (note !== undefined) console.log(`${title}: ${note}`);
    const limited = limitedByLoad(summaries);
    if (limited.length > 0) console.log(`May be faster than the load generator could tell: ${limited.join(", ")}.`);
    if (options.save) {
      const { seconds, rounds, connections, soak } = options;
      const settings = { seconds, rounds, connections, soak, sizes };
      const missed = missing.map(({ name, title, missing: why }) => ({ name, title, missing: why }));
      console.log(
        `\nKept in ${saveResults("table", { facts, settings, rows: summaries, figures, missing: missed }, options)}`,
      );
      if (options.only.length === 0) saveCharts(summaries);
    }
  } finally {
    await generator.stop();
    await servers.stop();
    await dropDatabases(cluster);
    await cluster.stop();
  }
}

/** The rows of these names, and those that they are compared with. */
export function choose(rows: readonly Row[], only: readonly string[]): Row[] {
  if (only.length === 0) return [...rows];
  const named = new Set(only);
  for (const { name, against } of [...rows].reverse()) if (named.has(name) && against !== undefined) named.add(against);
  return rows.filter(({ name }) => named.has(name));
}

async function startAll(servers: Servers, rows: readonly Row[]): Promise<Bench["servers"]> {
  const started: Bench["servers"] = {};
  for (const { server } of rows) started[server] ??= await serverOf(servers, server);
  return started;
}

async function serverOf(servers: Servers, name: ServerName) {
  switch (name) {
    case "ours-small":
      return await servers.ours("small");
    case "ours-middle":
      return await servers.ours("middle");
    case "ours-large":
      return await servers.ours("large");
    case "ours-hits":
      return await servers.ours("large", "hits");
    case "better-auth":
    case "oidc-provider":
      return servers.peer(name);
    default:
      return await servers.other(name);
  }
}

/** What is measured gets a core of its own, and everything else the others: what is started later stays there too, until it is moved. */
function pinAll(cores: Cores, databasePid: number, servers: Servers): void {
  pinFamily(process.pid, cores.load);
  for (const pid of [databasePid, ...servers.pids]) pinFamily(pid, cores.server);
}

async function pageRows(databaseUrl: string): Promise<Row[]> {
  const db = connect(databaseUrl);
  try {
    return await pageRowsOf(db);
  } finally {
    await db.destroy();
  }
}

async function peerRows({ peers }: Options, servers: Servers, cluster: Cluster): Promise<Row[]> {
  if (!peers) return [];
  const { startPeers } = await import("../peers/start");
  return await startPeers(servers, cluster);
}

/** Which endpoints answer as they should: a version may not have all of them yet. */
async function whatIsThere(port: number): Promise<There> {
  return { verify: await answers(port, VERIFY), introspect: await answers(port, INTROSPECT) };
}

async function answers(port: number, shape: RequestShape): Promise<boolean> {
  const connection = new Connection(port, { keepsBody: true });
  try {
    const { status, body } = await connection.ask(requestsOf(shape, port).next());
    return status === 200 && !body.includes('"active":false');
  } finally {
    connection.close();
  }
}
