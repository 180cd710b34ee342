import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { from as copyFrom } from "pg-copy-streams";
import { connect } from "@/db/database";
import { migrateToLatest } from "@/db/migrate";
import { tokenDigestKey } from "@/lib/keys";
import { TEST_SECRET } from "@/test/secret";
import type { Cluster } from "./cluster";
import { showProgress } from "./progress";
import { rowsOf, TABLES } from "./rows";

// Lines that are handed to COPY at once.
const CHUNK = 500;

export type Seeded = { name: string; url: string; size: number };

/**
 * A database with so many tokens for this run alone. What it is copied from is made once for each schema, and kept for the next run.
 */
export async function provideDatabase(cluster: Cluster, size: number): Promise<Seeded> {
  const template = `bench_${size}_${inputsHash()}`;
  if (!(await exists(cluster, template))) await makeTemplate(cluster, size, template);
  const name = `run_${size}`;
  await cluster.ask(`drop database if exists ${name} with (force)`);
  // The pages as they are, instead of all of them once more through the log.
  await cluster.ask(`create database ${name} template ${template} strategy file_copy owner latchkey`);
  return { name, url: cluster.url(name), size };
}

/** Drop the copies of this run, and with `all` what they were made from. */
export async function dropDatabases(cluster: Cluster, { all = false } = {}): Promise<void> {
  const names = await cluster.ask(`select datname from pg_database where datname ~ '^${all ? "(run|bench)" : "run"}_'`);
  for (const { datname } of names) await cluster.ask(`drop database if exists ${String(datname)} with (force)`);
}

async function makeTemplate(cluster: Cluster, size: number, template: string): Promise<void> {
  const former = await cluster.ask(`select datname from pg_database where datname like 'bench\\_${size}\\_%'`);
  for (const { datname } of former) await cluster.ask(`drop database ${String(datname)} with (force)`);
  const unfinished = `bench_${size}_unfinished`;
  await cluster.ask(`create database ${unfinished} owner latchkey`);
  const db = connect(cluster.url(unfinished));
  await migrateToLatest(db);
  await db.destroy();
  await fill(cluster, size, unfinished);
  await cluster.ask("vacuum (analyze, freeze)", unfinished);
  await cluster.ask("checkpoint");
  await cluster.ask(`alter database ${unfinished} rename to ${template}`);
}

async function fill(cluster: Cluster, size: number, database: string): Promise<void> {
  process.env.APP_SECRET = TEST_SECRET;
  const progress = showProgress(`Seeding ${size.toLocaleString("en")} tokens`, 3 * size);
  const rows = rowsOf(size, tokenDigestKey());
  const client = await cluster.superuser(database);
  // The rows fit together; no trigger has to find that out one by one, nor to tell anybody.
  await client.query("set session_replication_role = replica");
  let done = 0;
  for (const { table, columns } of TABLES) {
    const lines = rows[table];
    await pipeline(Readable.from(chunks(lines)), client.query(copyFrom(`copy "${table}" (${columns}) from stdin`)));
  }
  await client.end();
  progress.end();

  function* chunks(lines: Iterable<string>): Generator<string> {
    let chunk: string[] = [];
    for (const line of lines) {
      chunk.push(line);
      if (chunk.length < CHUNK) continue;
      yield chunk.join("");
      done += chunk.length;
      progress.at(Math.min(done, 3 * size));
      chunk = [];
    }
    yield chunk.join("");
  }
}

async function exists(cluster: Cluster, database: string): Promise<boolean> {
  return (await cluster.ask(`select from pg_database where datname = '${database}'`)).length > 0;
}

/** Another schema, or other rows, are another database. */
function inputsHash(): string {
  const hash = createHash("sha256");
  const migrations = path.resolve(import.meta.dirname, "../../db/migrations");
  const files = [
    ...readdirSync(migrations).map((name) => path.join(migrations, name)),
    ...["rows.ts", "secret.ts"].map((name) => path.join(import.meta.dirname, name)),
  ];
  for (const file of files.sort()) hash.update(readFileSync(file));
  return hash.digest("hex").slice(0, 8);
}
