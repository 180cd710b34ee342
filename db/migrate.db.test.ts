import { Migrator, sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { inviteInput } from "@/lib/invitation/input";
import { invite } from "@/lib/invitation/invite";
import { createTestDatabase, type TestDatabase } from "@/test/database/database";
import { createOrganisation, createToken, createUser } from "@/test/fixtures";
import { callerWith } from "@/test/session";
import { isMigrated, migrateDown, migrateToLatest, migrations } from "./migrate";

let test_: TestDatabase;
beforeAll(async () => {
  test_ = await createTestDatabase();
});
afterAll(() => test_.destroy());

// Which months the activity has partitions for depends on when it was migrated.
const objects = async () => {
  const { rows } = await sql<{ name: string }>`
    select 'relation ' || regexp_replace(relname, '\\d{4}_\\d{2}', 'month') as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
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
  expect(await migrateToLatest(test_.db)).toEqual(Object.keys(migrations).slice(1));
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

test("what leaked before leaks were told of is done with, but for the last day, and what tokens granted names them", async () => {
  const { db } = test_;
  const user = await createUser(db);
  const organisation = await createOrganisation(db, { members: [{ user, role: "admin" }] });
  const ago = (hours: number) => new Date(Date.now() - hours * 3_600_000);
  const leaked = async (hours: number) => await createToken(db, user, { revoked: { at: ago(hours), kind: "leaked" } });
  const [old, recent, made] = [await leaked(48), await leaked(2), await leaked(2)];
  await db.updateTable("access_token").set({ created_by_token_id: recent.id }).where("id", "=", made.id).execute();
  const result = await invite(
    db,
    await callerWith(db, (await createToken(db, user, { label: "Inviting" })).secret),
    organisation.id,
    inviteInput.parse({ email: "fee@freelance.example", role: "member" }),
  );
  if (result.status !== "invited") throw new Error(result.status);

  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  expect((await migrator.migrateTo("0006-gathered-mail")).error).toBeUndefined();
  await migrateToLatest(db);
  const leaks = await db
    .selectFrom("access_token")
    .select(["leaked_at", "leaked_by_user_id", "leak_finished_at"])
    .where("id", "in", [old.id, recent.id, made.id])
    .orderBy("id")
    .execute();
  expect(leaks).toEqual([
    { leaked_at: expect.any(Date), leaked_by_user_id: user.id, leak_finished_at: expect.any(Date) },
    { leaked_at: expect.any(Date), leaked_by_user_id: user.id, leak_finished_at: null },
    { leaked_at: null, leaked_by_user_id: null, leak_finished_at: null },
  ]);
  const invitation = await db
    .selectFrom("invitation")
    .innerJoin("access_token as inviting", "inviting.id", "invitation.invited_by_token_id")
    .innerJoin("access_token as sending", "sending.id", "invitation.sent_by_token_id")
    .select(["inviting.label as invited_by", "sending.label as sent_by"])
    .where("invitation.id", "=", result.invitation.id)
    .execute();
  expect(invitation).toEqual([{ invited_by: "Inviting", sent_by: "Inviting" }]);
});

test("of the accounts of an earlier version the first counts as proved, and the others stay as they are", async () => {
  const migrator = new Migrator({ db: test_.db, provider: { getMigrations: async () => migrations } });
  expect((await migrator.migrateTo("0006-gathered-mail")).error).toBeUndefined();
  await sql`truncate "user" cascade`.execute(test_.db);
  for (const [days, name] of [
    [1, "third"],
    [9, "first"],
    [5, "second"],
  ] as const) {
    await sql`insert into "user" (id, email, created_at)
      values (gen_random_uuid(), ${`${name}@agency.example`}, now() - make_interval(days => ${days}))`.execute(
      test_.db,
    );
  }
  await migrateToLatest(test_.db);
  const proved = await test_.db.selectFrom("user").select("email").where("email_verified_at", "is not", null).execute();
  expect(proved).toEqual([{ email: "first@agency.example" }]);
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
