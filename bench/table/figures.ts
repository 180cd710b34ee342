import type { Generator } from "../load/start";
import { type Cores, pinFamily } from "../machine/cores";
import type { Options } from "../options";
import type { Cluster } from "../seed/cluster";
import { heapProbe } from "./heap";
import { memoryOfFlood, memoryOfPrincipal, memoryOverTime } from "./memory";
import type { Row } from "./row";
import { ME, type There, VERIFY } from "./rows";
import { scriptBytes } from "./scripts";
import type { Servers } from "./servers";
import { countStatements } from "./statements";
import type { Figure } from "./summary";

const PAGE = "page-100";

type Context = {
  options: Options;
  cluster: Cluster;
  servers: Servers;
  generator: Generator;
  there: There;
  cores: Cores | undefined;
  rows: readonly Row[];
};

/** What is no rate: statements, memory, and the size of what the browser loads. */
export async function figuresOf(context: Context): Promise<Figure[]> {
  const { options, servers, there } = context;
  const isWanted = (...names: string[]) =>
    options.only.length === 0 || names.some((name) => options.only.includes(name));
  const shape = there.verify ? VERIFY : ME;
  const figures: Figure[] = [];
  if (isWanted("statements")) {
    const { port, database } = await servers.ours("small");
    const { connections, quick } = options;
    // Several batches of use; with the time that these take to be written, a minute, so that what happens each minute is counted in both.
    const seconds = quick ? 10 : 54;
    figures.push(await countStatements({ ...context, database: database.name }, { port, shape, seconds, connections }));
  }
  if (isWanted("principal-bytes", "memory-over-time", "memory-of-flood"))
    figures.push(...(await memoryFigures(context, shape, isWanted)));
  if (isWanted("scripts")) {
    const { url } = await servers.ours("middle");
    const cookie = context.rows.find(({ name }) => name === PAGE)?.shape.headers?.Cookie;
    if (cookie !== undefined) figures.push(await scriptBytes(url, cookie));
  }
  return figures;
}

/** On an instance of its own, whose heap can be asked for, with nothing in its cache. */
async function memoryFigures(
  { options, servers, generator, cores }: Context,
  shape: typeof VERIFY,
  isWanted: (name: string) => boolean,
): Promise<Figure[]> {
  const probe = heapProbe();
  const database = await servers.database("large");
  const server = await servers.startOurs(database, probe.env);
  if (cores) pinFamily(server.pid, cores.server);
  const { pid } = server;
  const port = Number(new URL(server.address).port);
  const { connections, soak } = options;
  const watched = { generator, port, pid, shape, connections, askHeap: () => probe.ask(pid) };
  const figures: Figure[] = [];
  try {
    if (isWanted("principal-bytes")) figures.push(await memoryOfPrincipal(watched));
    // Of the smaller database the last tenth was revoked.
    const tokens = Math.min(100_000, database.size * 0.9);
    if (isWanted("memory-over-time")) figures.push(await memoryOverTime(watched, { seconds: soak, tokens }));
    if (isWanted("memory-of-flood")) figures.push(await memoryOfFlood(watched, { seconds: soak / 6 }));
  } finally {
    await server.stop();
    probe.remove();
  }
  return figures;
}
