import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { closeDatabase } from "@/db/database";
import { EnvError } from "@/lib/env";
import { startEmbeddedPostgres } from "@/postgres/start";
import { readSettings, type Settings } from "@/server/settings";
import { StartError } from "@/server/start-error";
import { askForeignVersion } from "./version";

// A command runs its statements mostly one after the other.
const FEW_CONNECTIONS = 3;
// A server that uses the database has connections for as long as it runs.
const LAST_CONNECTIONS_MS = 2_000;

/**
 * Run a command on the database of this instance, whether the server runs or not, and end the process with its exit code:
 * 1 and a sentence when the settings or the database are not as they must be. An embedded PostgreSQL that was started for
 * the command is stopped after it, unless a server has begun to use it meanwhile.
 */
export async function withDatabase(command: (settings: Settings) => Promise<number>): Promise<never> {
  let exitCode = 1;
  try {
    const settings = readSettings();
    const database = await open(settings);
    process.env.DATABASE_URL = database.url;
    try {
      exitCode = await command(settings);
    } finally {
      await closeDatabase();
      await database.close();
    }
  } catch (error) {
    const expected = error instanceof EnvError || error instanceof StartError;
    console.error(expected ? error.message : error);
  }
  process.exit(exitCode);
}

async function open(settings: Settings): Promise<{ url: string; close(): Promise<void> }> {
  if (settings.DATABASE_URL !== undefined) {
    await askForeignVersion(settings.DATABASE_URL, FEW_CONNECTIONS, settings.DATABASE_DIRECT_URL);
    return { url: settings.DATABASE_URL, close: async () => {} };
  }
  const { url, attached, stop } = await startEmbeddedPostgres({ dataDir: settings.DATA_DIR, say: console.error });
  const close = async () => {
    if (!attached && !(await isUsed(url))) await stop();
  };
  return { url, close };
}

/**
 * Whether anyone else is connected. A connection of ours that was just closed is still listed for a moment, on a busy machine
 * for longer.
 */
async function isUsed(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const others =
    "select from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid() limit 1";
  const patience = performance.now() + LAST_CONNECTIONS_MS;
  let isOther = true;
  while (isOther && performance.now() < patience) {
    isOther = (await client.query(others)).rowCount === 1;
    if (isOther) await sleep(20);
  }
  await client.end();
  return isOther;
}
