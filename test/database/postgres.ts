import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { connect } from "@/db/database";
import { migrateToLatest } from "@/db/migrate";
import { processWide } from "@/db/process-wide";
import { startEmbeddedPostgres } from "@/postgres/start";

/** The PostgreSQL of a test run, as its processes tell each other through `process.env.TEST_POSTGRES`. */
export interface TestPostgres {
  /** The address of a role that may make databases. */
  readonly adminUrl: string;
  /** The migrated database that the others are copied from; it also begins the name of each. */
  readonly template: string;
}

export function testPostgres(): TestPostgres {
  const told = process.env.TEST_POSTGRES;
  if (!told) throw new Error("no PostgreSQL was started for this test: it belongs to a suite with a global setup");
  const { adminUrl, template } = JSON.parse(told);
  return { adminUrl, template };
}

/**
 * Have a PostgreSQL for the whole run: the server of DATABASE_URL when that is set, else one of our own that is thrown
 * away. Nothing in an existing database is touched: the tests create and drop their own. Several set-ups may ask for it
 * and each calls what it got back; the last one stops it.
 */
export async function providePostgres(): Promise<() => Promise<void>> {
  const run = processWide("test-postgres", () => ({ users: 0, stop: start() }));
  run.users += 1;
  await run.stop;
  return async () => {
    run.users -= 1;
    if (run.users === 0) await (await run.stop)();
  };
}

async function start(): Promise<() => Promise<void>> {
  const server = await startPostgres();
  const template = `latchkey_test_${process.pid}_${Date.now().toString(36)}`;
  await runStatement(server.url, `create database ${template}`);
  const db = connect(databaseUrl(server.url, template));
  await migrateToLatest(db);
  await db.destroy();
  const provided: TestPostgres = { adminUrl: server.url, template };
  process.env.TEST_POSTGRES = JSON.stringify(provided);
  return async () => {
    await dropDatabases(server.url, template);
    await server.stop();
  };
}

async function startPostgres(): Promise<{ url: string; stop(): Promise<void> }> {
  if (process.env.DATABASE_URL) return { url: process.env.DATABASE_URL, stop: async () => {} };
  const dataDir = await mkdtemp(path.join(tmpdir(), "latchkey-test-"));
  // Root's PostgreSQL runs as another user, who must be able to pass through.
  await chmod(dataDir, 0o711);
  const postgres = await startEmbeddedPostgres({ dataDir, durable: false });
  // A run that ends before its teardown must not leave a database server behind. SIGQUIT: at once, for good.
  const orphaned = () => process.kill(postgres.pid, "SIGQUIT");
  process.once("exit", orphaned);
  const stop = async () => {
    process.removeListener("exit", orphaned);
    await postgres.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
  return { url: postgres.url, stop };
}

async function dropDatabases(adminUrl: string, template: string) {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  const mine = await client.query("select datname from pg_database where starts_with(datname, $1)", [template]);
  await client.end();
  for (const { datname } of mine.rows) await dropDatabase(adminUrl, datname);
}

const PERMISSION_DENIED = "42501";
const IN_USE = "55006";
const DROP_TRIES = 5;

/**
 * Drop a database, whoever is connected to it. With force PostgreSQL refuses while its own autovacuum works there, which belongs
 * to a superuser; without force it ends that itself, but waits in vain for what a test left connected.
 */
export async function dropDatabase(adminUrl: string, name: string): Promise<void> {
  for (let left = DROP_TRIES; ; left--) {
    for (const [how, refusal] of [
      ["with (force)", PERMISSION_DENIED],
      ["", IN_USE],
    ] as const) {
      try {
        return await runStatement(adminUrl, `drop database if exists ${name} ${how}`);
      } catch (error) {
        if (left === 0 || !(error instanceof pg.DatabaseError) || error.code !== refusal) throw error;
      }
    }
  }
}

/** Run one statement that needs a connection outside of any transaction, such as `create database`. */
export async function runStatement(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** The address of another database on the same server. */
export function databaseUrl(url: string, name: string): string {
  const other = new URL(url);
  other.pathname = `/${name}`;
  return other.href;
}
