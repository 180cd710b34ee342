import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Kysely, PostgresDialect } from "kysely";
import { createPool } from "@/db/database";
import type { Database } from "@/db/schema";
import { signal } from "@/postgres/postmaster";
import { startEmbeddedPostgres } from "@/postgres/start";
import { proxyBefore } from "@/test/database/tcp-proxy";
import { startServer } from "@/test/http/server";
import type { Recording } from "./record";

/** How long a break lasts that is longer than what an ending may take to be known elsewhere. */
const LONG_MS = 5_500;
const DELAY_MS = 300;

export type Arena = Pick<Recording, "instances" | "faults"> & {
  db: Kysely<Database>;
  url: string;
  close(): Promise<void>;
};

/**
 * Two instances on a PostgreSQL of their own that can be restarted; `there` has its listener's connection by way of a proxy. With what
 * can be broken.
 */
export async function openArena(): Promise<Arena> {
  const dataDir = await mkdtemp(path.join(tmpdir(), "latchkey-history-"));
  // Root's PostgreSQL runs as another user, who must be able to pass through.
  await chmod(dataDir, 0o711);
  let postgres = await startEmbeddedPostgres({ dataDir, durable: false });
  const orphaned = () => process.kill(postgres.pid, "SIGQUIT");
  process.once("exit", orphaned);
  const { url } = postgres;
  const port = Number(new URL(url).port);
  const proxy = await proxyBefore(url);
  const here = await startServer({ env: { DATABASE_URL: url, DATABASE_DIRECT_URL: url } });
  const there = await startServer({ env: { DATABASE_URL: url, DATABASE_DIRECT_URL: proxy.url } });
  const db = patientDatabase(url);
  const faults: Recording["faults"] = [
    { name: "the listener cut off by a reset", run: async () => proxy.cut() },
    {
      name: "the listener in a black hole",
      run: async () => {
        proxy.blackHole();
        await sleep(LONG_MS);
        proxy.heal();
      },
    },
    {
      name: "the listener delayed",
      run: async () => {
        proxy.delay(DELAY_MS);
        await sleep(1_000);
        proxy.heal();
      },
    },
    {
      name: "PostgreSQL restarted",
      run: async () => {
        await postgres.stop();
        await sleep(500);
        postgres = await startEmbeddedPostgres({ dataDir, durable: false, port });
      },
    },
    {
      // As a suspended machine does: it wakes with all that it knew, and no sense of how long it slept.
      name: "an instance stopped and continued",
      run: async () => {
        signal(there.pid, "SIGSTOP");
        await sleep(LONG_MS);
        signal(there.pid, "SIGCONT");
      },
    },
  ];
  return {
    db,
    url,
    faults,
    instances: [
      { name: "here", port: Number(new URL(here.address).port) },
      { name: "there", port: Number(new URL(there.address).port) },
    ],
    close: async () => {
      await db.destroy();
      signal(there.pid, "SIGCONT");
      await Promise.all([here.stop(), there.stop()]);
      await proxy.close();
      process.removeListener("exit", orphaned);
      await postgres.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** One that says nothing when its connections are lost: they are meant to be. */
function patientDatabase(url: string): Kysely<Database> {
  const pool = createPool(url);
  pool.removeAllListeners("error");
  pool.on("error", () => undefined);
  return new Kysely<Database>({ dialect: new PostgresDialect({ pool }) });
}
