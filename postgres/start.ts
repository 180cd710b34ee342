import { realpathSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import { findBinaries } from "./binaries";
import { initialise, isCluster, makeDataDir, ownCluster } from "./cluster";
import { openDatabase } from "./connect";
import { keptSecret } from "./kept-secret";
import { lastLines, launch } from "./launch";
import { clusterFolder, findPlace } from "./place";
import { clearStalePidFile, findPostmaster } from "./postmaster";
import { stopPostmaster, untilGone } from "./stop";

export type EmbeddedPostgres = {
  /** For `pg`: a role that is no superuser, and may make databases. */
  url: string;
  /** Process id of PostgreSQL. */
  pid: number;
  /** Whether it was running already: another process started it, and may still use it. */
  attached: boolean;
  /** Stop it, even if another process started it: connections are cut, what was committed is kept. Takes 2 seconds at most. */
  stop(): Promise<void>;
};

type Options = {
  /** Folder of the instance; the database is in `postgres` below it. */
  dataDir: string;
  /** False: faster, and a crash of the machine may lose everything. For tests. */
  durable?: boolean;
  /** How many connections are needed; fewer than about ninety there always are. */
  connections?: number;
  /** Port to listen on, when it matters; else any free one. */
  port?: number;
  /** Receives one line about each slow step. */
  say?: (line: string) => void;
  /** Aborted: what was launched and does not take connections yet is stopped again, however long it would have taken. */
  signal?: AbortSignal;
};

// Two starts may race, or a port be taken in between: each round checks again.
const ROUNDS = 3;

/**
 * Start the PostgreSQL that came with npm on the data in `dataDir`, made at the first start; one that runs on it already,
 * since its parent was killed, is used as it is. It listens on 127.0.0.1 alone and outlives this process unless stopped.
 * @throws Error when it does not start, or `signal` was aborted before it did
 */
export async function startEmbeddedPostgres(options: Options): Promise<EmbeddedPostgres> {
  const { dataDir, durable = true, connections, port, say = () => {}, signal } = options;
  makeDataDir(path.resolve(dataDir));
  const home = realpathSync(dataDir);
  const password = keptSecret(home, "postgres-password");
  const log = path.join(home, "postgres.log");
  for (let round = 1; ; round++) {
    const running = findPostmaster(clusterFolder(home));
    try {
      if (running?.stopping) {
        await untilGone(running.pid, Number.POSITIVE_INFINITY);
      } else if (running) {
        return await opened(running, true);
      }
      return await opened(await start(), false);
    } catch (error) {
      if (round === ROUNDS || signal?.aborted) throw error;
    }
  }

  async function start() {
    const place = await findPlace(home, findBinaries(), say);
    if (!isCluster(place.cluster)) {
      say("Creating the database: this happens only once.");
      await initialise(place.cluster, place, { password, durable });
    }
    await clearStalePidFile(place.cluster);
    ownCluster(place.cluster, place.identity);
    const freePort = port ?? (await findFreePort());
    signal?.throwIfAborted();
    return { pid: await launch(place, log, { port: freePort, durable, connections }), port: freePort };
  }

  async function opened({ pid, port }: { pid: number; port: number }, attached: boolean): Promise<EmbeddedPostgres> {
    const stop = () => stopPostmaster(pid, clusterFolder(home));
    const opening = openDatabase({ pid, port }, password, say);
    try {
      const url = await (attached ? opening : unlessAborted(opening, signal));
      return { url, pid, attached, stop };
    } catch (cause) {
      if (signal?.aborted && !attached) {
        await stop();
        throw cause;
      }
      throw new Error(`The embedded PostgreSQL failed to start. Its log, ${log}, ends with:\n${lastLines(log)}`, {
        cause,
      });
    }
  }
}

async function unlessAborted<T>(work: Promise<T>, signal?: AbortSignal): Promise<T> {
  if (!signal) return work;
  let abort = () => {};
  const aborted = new Promise<never>((_, reject) => {
    abort = () => reject(signal.reason);
    if (signal.aborted) abort();
    else signal.addEventListener("abort", abort, { once: true });
  });
  // After an abort nobody waits for it.
  work.catch(() => {});
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener("abort", abort);
  }
}

function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() =>
        address && typeof address === "object" ? resolve(address.port) : reject(new Error("no port")),
      );
    });
  });
}
