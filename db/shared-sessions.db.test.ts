import { Kysely, PostgresDialect, sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/test/database/database";
import { poolerBefore } from "@/test/database/pooler";
import { findSecretForAuthentication } from "./access-token/authentication";
import { createPool } from "./database";
import type { Database } from "./schema";

let database: TestDatabase;
let pooler: Awaited<ReturnType<typeof poolerBefore>>;
let db: Kysely<Database>;
beforeAll(async () => {
  database = await createTestDatabase();
  pooler = await poolerBefore(database.url, "transaction");
  const pool = createPool(pooler.url, 4, { lock_timeout: 3000 }, true);
  db = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) });
});
afterAll(async () => {
  await db.destroy();
  await pooler.close();
  await database.destroy();
});

const limits = sql<{ statement: string; lock: string }>`
  select current_setting('statement_timeout') as statement, current_setting('lock_timeout') as lock`;

test("behind a pooler that shares sessions, what a transaction waits for is bounded, and nothing is left behind", async () => {
  const inside = await db.transaction().execute(async (trx) => (await limits.execute(trx)).rows);
  expect(inside).toEqual([{ statement: "15s", lock: "3s" }]);
  const serializable = db.transaction().setIsolationLevel("serializable");
  expect(await serializable.execute(async (trx) => (await limits.execute(trx)).rows)).toEqual(inside);
  expect((await limits.execute(db)).rows).toEqual([{ statement: "0", lock: "0" }]);
});

test("what every request asks is kept by no name there, which another session would not know", async () => {
  const asked = Array.from({ length: 40 }, () => findSecretForAuthentication(db, Buffer.alloc(32)));
  expect(await Promise.all(asked)).toEqual(Array(40).fill(undefined));
  const names = await Promise.all(
    Array.from({ length: 8 }, () => sql`select name from pg_prepared_statements where name like 'lk%'`.execute(db)),
  );
  expect(names.flatMap(({ rows }) => rows)).toEqual([]);
});

test("a transaction that fails there fails for itself", async () => {
  const failed = db.transaction().execute(async (trx) => {
    await sql`create temporary table left_behind (id int) on commit drop`.execute(trx);
    await sql`select 1 / 0`.execute(trx);
  });
  await expect(failed).rejects.toThrow("division by zero");
  expect((await limits.execute(db)).rows).toEqual([{ statement: "0", lock: "0" }]);
});
