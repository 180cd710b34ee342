import { type Kysely, sql } from "kysely";
import { GRAPHILE_WORKER_FILES } from "./0003-job-queue-sql";

/**
 * The tables of the job queue, as graphile-worker 0.17.3 makes them. They come with our own migrations, in the same
 * transaction and under the same lock, so that a copy, a reset and the readiness of an instance know one schema. A later
 * graphile-worker whose files go on from here gets a migration of its own.
 */
const SCHEMA = "graphile_worker";

export async function up(db: Kysely<unknown>): Promise<void> {
  await run(
    db,
    `create schema ${SCHEMA};
    create table ${SCHEMA}.migrations (
      id int primary key,
      ts timestamptz default now() not null,
      breaking boolean not null default false
    )`,
  );
  for (const [index, text] of GRAPHILE_WORKER_FILES.entries()) {
    const breaking = text.startsWith("--! breaking");
    await run(db, text.replace(/:GRAPHILE_WORKER_SCHEMA\b/g, SCHEMA));
    await run(db, `insert into ${SCHEMA}.migrations (id, breaking) values (${index + 1}, ${breaking})`);
  }
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await run(db, `drop schema ${SCHEMA} cascade`);
}

async function run(db: Kysely<unknown>, text: string) {
  await sql.raw(text).execute(db);
}
