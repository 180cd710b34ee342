import { Migrator, sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/test/database";
import { createToken, createUser } from "@/test/fixtures";
import { isMigrated, migrateDown, migrateToLatest, migrations } from "./migrate";

let test_: TestDatabase;
beforeAll(async () => {
  test_ = await createTestDatabase();
});
afterAll(() => test_.destroy());

const objects = async () => {
  const { rows } = await sql<{ name: string }>`
    select 'relation ' || relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname in ('public', 'graphile_worker') and relname not like 'kysely_migration%'
    union all select 'function ' || proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where n.nspname in ('public', 'graphile_worker')
    order by 1`.execute(test_.db);
  return rows.map(({ name }) => name);
};

test("migrations go up, all the way down leaving nothing, and up again to the same schema", async () => {
  const before = await objects();
  expect(before.length).toBeGreaterThan(20);
  expect(await isMigrated(test_.db)).toBe(true);

  expect(await migrateDown(test_.db)).toEqual(Object.keys(migrations).reverse());
  expect(await objects()).toEqual([]);
  expect(await isMigrated(test_.db)).toBe(false);

  expect(await migrateToLatest(test_.db)).toEqual(Object.keys(migrations));
  expect(await objects()).toEqual(before);
  await createUser(test_.db);
});

test("whoever goes back to the first version and forward again keeps every token, and no rotation is half done", async () => {
  const token = await createToken(test_.db, await createUser(test_.db));
  await sql`update access_token_secret set state = 'retiring', retiring_since = now(), retires_at = now() + interval '1 day'
    where token_id = ${token.id}`.execute(test_.db);
  const more = (state: string, byte: string) => sql`
    insert into access_token_secret (id, token_id, digest, key_id, hint, state, overlap_seconds)
    values (gen_random_uuid(), ${token.id}, decode(repeat(${byte}, 32), 'hex'), 'test', 'lk_pat_…h3Qz', ${state}, 60)`;
  await more("current", "0a").execute(test_.db);
  await more("pending", "0b").execute(test_.db);

  const migrator = new Migrator({ db: test_.db, provider: { getMigrations: async () => migrations } });
  expect((await migrator.migrateTo("0001-tokens-and-accounts")).error).toBeUndefined();
  expect(await migrateToLatest(test_.db)).toEqual([
    "0002-token-life",
    "0003-job-queue",
    "0004-agencies",
    "0005-activity-retention",
    "0006-gathered-mail",
    "0010-stored-secrets",
  ]);
  const secrets = await test_.db
    .selectFrom("access_token_secret")
    .select(["state", "retires_at", "retiring_since"])
    .where("token_id", "=", token.id)
    .orderBy("state")
    .execute();
  expect(secrets).toEqual([
    { state: "current", retires_at: null, retiring_since: null },
    { state: "retired", retires_at: expect.any(Date), retiring_since: null },
    { state: "retiring", retires_at: expect.any(Date), retiring_since: expect.any(Date) },
  ]);
});

test("four instances that migrate at once do it once", async () => {
  await migrateDown(test_.db);
  const ran = await Promise.all([1, 2, 3, 4].map(() => migrateToLatest(test_.db)));
  expect(ran.flat()).toEqual(Object.keys(migrations));
  expect(await isMigrated(test_.db)).toBe(true);
});

test("the types of the tables name the columns that there are", async () => {
  const { readFile } = await import("node:fs/promises");
  const source = await readFile("db/schema.ts", "utf8");
  const interfaces = new Map(
    [...source.matchAll(/export interface (\w+) \{\n([\s\S]*?)\n\}/g)].map(([, name = "", body = ""]) => [name, body]),
  );
  const declared = new Map<string, string[]>();
  for (const [, table = "", type = ""] of (interfaces.get("Database") ?? "").matchAll(/^ {2}(\w+): (\w+);$/gm)) {
    const columns = [...(interfaces.get(type) ?? "").matchAll(/^ {2}(\w+):/gm)].map(([, column = ""]) => column);
    declared.set(table, columns.sort());
  }
  const { rows } = await sql<{ table_name: string; columns: string[] }>`
    select table_name, array_agg(column_name::text order by column_name) as columns from information_schema.columns
    where table_schema = 'public' and table_name not like 'kysely_migration%' and table_name not like 'activity\\_%'
    group by table_name order by table_name`.execute(test_.db);
  expect(Object.fromEntries(declared)).toEqual(
    Object.fromEntries(rows.map(({ table_name, columns }) => [table_name, [...columns].sort()])),
  );
});
