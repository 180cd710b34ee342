import { setTimeout as sleep } from "node:timers/promises";
import { POOL_SIZE } from "@/db/database";
import { LOOK_UP_CONNECTIONS } from "@/lib/access-token/authentication/cache/principals";
import { WORK_POOL_SIZE } from "@/lib/work/start";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "@/postgres/start";
import { say } from "@/server/say";
import type { Settings } from "@/server/settings";
import { StartError } from "@/server/start-error";
import { type InstanceLock, takeInstanceLock } from "./instance-lock";
import { keepLock } from "./keep-lock";
import { findTimeLimit } from "./pooler";
import { hostOf } from "./refusal";
import { askForeignVersion, askVersion } from "./version";

export type OpenDatabase = {
  url: string;
  /** The same database with sessions of one's own, where `url` leads to a pooler that shares them. */
  directUrl: string;
  /** Let go of it, and stop it if it is the embedded one. */
  close(): Promise<void>;
};

// A predecessor that was just killed keeps its connection for a while.
const PATIENCE_MS = 1000;

/**
 * Provide a PostgreSQL for this process: the one of `DATABASE_URL`, which several instances may share, or the embedded one,
 * which is this process's alone. One that goes away is waited for, or started again.
 * @param ending aborted before `close` is called: an embedded one that is still starting, or starting again, is stopped
 * @throws StartError
 */
export function openDatabase(settings: Settings, ending: AbortSignal): Promise<OpenDatabase> {
  return settings.DATABASE_URL === undefined
    ? openEmbedded(settings, ending)
    : openShared(settings, settings.DATABASE_URL);
}

/** How many connections to the database an instance takes at most. One holds the lock; a main process of several has one to begin with. */
function connectionsOf({ WORKERS: workers, DATABASE_DIRECT_URL: direct }: Settings): number {
  // What answers requests has those of the pooler then.
  const ofRequests = direct === undefined ? workers * (POOL_SIZE + LOOK_UP_CONNECTIONS) : 0;
  // Each of them listens besides, by a session of its own.
  return ofRequests + workers + WORK_POOL_SIZE + (workers > 1 ? 2 : 1);
}

async function openShared(settings: Settings, url: string): Promise<OpenDatabase> {
  const directUrl = settings.DATABASE_DIRECT_URL ?? url;
  const version = await askForeignVersion(url, connectionsOf(settings), settings.DATABASE_DIRECT_URL);
  const take = () => takeInstanceLock(directUrl, { alone: false, holder: nameOf(settings) });
  const lock = await take();
  if ("heldBy" in lock) throw new StartError("The database is being reset: start again when that is done.");
  const limit = directUrl === url ? undefined : await findTimeLimit(url);
  if (limit) say("Database", `through the pooler, single statements have no time limit. To set one: ${limit}`);
  const through = directUrl === url ? "" : `, through the pooler at ${hostOf(url)}`;
  say("Database", `PostgreSQL ${version} at ${hostOf(directUrl)}${through}.`);
  return { url, directUrl, close: keepLock(lock, take) };
}

async function openEmbedded(settings: Settings, ending: AbortSignal): Promise<OpenDatabase> {
  const dataDir = settings.DATA_DIR;
  const tell = (line: string) => say("Database", line);
  const connections = connectionsOf(settings);
  const start = (port?: number) => startEmbeddedPostgres({ dataDir, connections, port, say: tell, signal: ending });
  const first = await start().catch((error: Error) => {
    throw new StartError(`${error.message}\nTo use a PostgreSQL of your own instead, set DATABASE_URL.`);
  });
  const { url, attached } = first;
  const lock = await takeAlone(url, settings);
  const version = await askVersion(url).catch(async (error) => {
    // Nobody else uses it, and nobody will close what was never handed out.
    await first.stop();
    await lock.release();
    throw error;
  });
  let running: Promise<EmbeddedPostgres> = Promise.resolve(first);
  let [held, taken] = [true, false];
  const release = keepLock(lock, async () => {
    held = false;
    running = start(Number(new URL(url).port));
    await running;
    const again = await takeInstanceLock(url, { alone: true, holder: nameOf(settings) });
    held = !("heldBy" in again);
    if (!held && !taken) {
      // A server that was started meanwhile has taken the lock and PostgreSQL: this one is of no use any more.
      taken = true;
      process.kill(process.pid, "SIGTERM");
    }
    return again;
  });
  say("Database", `PostgreSQL ${version}${attached ? ", already running" : ""}, with its data in ${dataDir}.`);
  const close = async () => {
    const released = release();
    // Before the lock is released, which would wait for a PostgreSQL that does not answer.
    const postgres = await running.catch(() => undefined);
    if (postgres && !taken && (held || !postgres.attached)) await postgres.stop();
    await released;
  };
  return { url, directUrl: url, close };
}

async function takeAlone(url: string, settings: Settings): Promise<InstanceLock> {
  for (const end = performance.now() + PATIENCE_MS; ; await sleep(50)) {
    const lock = await takeInstanceLock(url, { alone: true, holder: nameOf(settings) });
    if (!("heldBy" in lock)) return lock;
    if (performance.now() < end) continue;
    throw new StartError(`Latchkey is already running with the data in ${settings.DATA_DIR}: ${lock.heldBy}.`);
  }
}

function nameOf(settings: Settings): string {
  return `process ${process.pid}, ${settings.APP_URL}`;
}
