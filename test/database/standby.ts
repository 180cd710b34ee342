import { appendFileSync, cpSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import pg from "pg";
import { clusterFolder } from "@/postgres/place";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "@/postgres/start";
import { waitFor } from "../wait";

/** A primary and a standby that follows it. */
export type Pair = {
  primary: EmbeddedPostgres;
  standby: EmbeddedPostgres;
  /** Wait until the standby has everything that is committed. */
  caughtUp(): Promise<void>;
  /** What `pg_ctl promote` does: resolves once it takes writes. */
  promote(): Promise<void>;
};

/** Make both in empty data folders. The copy is made while nothing runs, which needs none of the programs that only servers have. */
export async function primaryAndStandby(first: string, second: string): Promise<Pair> {
  const made = await startEmbeddedPostgres({ dataDir: first, durable: false });
  await made.stop();
  const password = readFileSync(path.join(first, "postgres-password"), "utf8").trim();
  const port = Number(new URL(made.url).port);
  const [from, to] = [clusterFolder(first), path.join(second, "postgres")];
  cpSync(from, to, { recursive: true, preserveTimestamps: true });
  cpSync(path.join(first, "postgres-password"), path.join(second, "postgres-password"));
  writeFileSync(path.join(to, "standby.signal"), "");
  appendFileSync(
    path.join(to, "postgresql.auto.conf"),
    `primary_conninfo = 'host=127.0.0.1 port=${port} user=postgres password=${password}'\n`,
  );
  const primary = await startEmbeddedPostgres({ dataDir: first, durable: false, port });
  const standby = await startEmbeddedPostgres({ dataDir: second, durable: false });
  const asked = async (url: string, text: string) => await askAsSuperuser(url, password, text);
  return {
    primary,
    standby,
    caughtUp: async () => {
      const position = await asked(primary.url, "select pg_current_wal_insert_lsn()::text as value");
      const reached = `select (pg_last_wal_replay_lsn() >= '${position}')::text as value`;
      await waitFor(async () => (await asked(standby.url, reached)) === "true", "the standby to follow");
    },
    promote: async () => {
      await asked(standby.url, "select pg_promote()::text as value");
    },
  };
}

async function askAsSuperuser(url: string, password: string, text: string): Promise<string> {
  const { port } = new URL(url);
  const client = new pg.Client({ connectionString: `postgres://postgres:${password}@127.0.0.1:${port}/postgres` });
  await client.connect();
  try {
    const { rows } = await client.query(text);
    return String(rows[0]?.value);
  } finally {
    await client.end();
  }
}
