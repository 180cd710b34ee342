import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { isAlive } from "./postmaster";

const NAME = "latchkey";
const PATIENCE_MS = 3000;

/**
 * Wait until the embedded PostgreSQL takes connections, and make the application's role and database in it if missing.
 * The role owns its database and may make others, but is no superuser.
 * @returns the URL for the application
 * @throws when PostgreSQL has ended, or the password is not that of its data
 */
export async function openDatabase(
  { pid, port }: { pid: number; port: number },
  password: string,
  say: (line: string) => void,
): Promise<string> {
  const url = (user: string, database: string) => `postgres://${user}:${password}@127.0.0.1:${port}/${database}`;
  const announceAt = performance.now() + PATIENCE_MS;
  for (let announced = false; ; await sleep(10)) {
    const code = await tryConnection(url(NAME, NAME));
    if (code === undefined) return url(NAME, NAME);
    if (code === "28P01" || code === "3D000") {
      await makeRoleAndDatabase(url("postgres", "postgres"), password);
      return url(NAME, NAME);
    }
    if (!isAlive(pid)) throw new Error("PostgreSQL ended while it was starting.");
    if (!announced && performance.now() > announceAt) {
      announced = true;
      say("Waiting for the database to recover from a crash.");
    }
  }
}

/** @returns undefined when a connection succeeds, else the error's code */
async function tryConnection(url: string): Promise<string | undefined> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 });
  client.on("error", () => {});
  try {
    await client.connect();
    return undefined;
  } catch (error) {
    return error instanceof Error && "code" in error ? String(error.code) : "unknown";
  } finally {
    await client.end().catch(() => {});
  }
}

async function makeRoleAndDatabase(url: string, password: string) {
  const client = new pg.Client({ connectionString: url });
  try {
    await client.connect().catch((cause) => {
      throw new Error("The password in postgres-password is not the one the data was created with.", { cause });
    });
    // One at a time, when several processes find them missing.
    await client.query("select pg_advisory_lock(hashtext('latchkey.embedded'))");
    const role = await client.query("select from pg_roles where rolname = $1", [NAME]);
    if (role.rowCount === 0) await client.query(`create role ${NAME} login createdb password '${password}'`);
    const database = await client.query("select from pg_database where datname = $1", [NAME]);
    if (database.rowCount === 0) await client.query(`create database ${NAME} owner ${NAME}`);
  } finally {
    await client.end().catch(() => {});
  }
}
