import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ensureActivityMonths } from "@/db/migrate";
import { createTestDatabase, type TestDatabase } from "@/test/database/database";
import { insertActivity } from "./activity";

let test_: TestDatabase;
beforeAll(async () => {
  test_ = await createTestDatabase();
  await insertActivity(test_.db, { type: "access_token.created" });
});
afterAll(() => test_.destroy());

const count = async () => {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from activity`.execute(test_.db);
  return rows[0]?.count;
};

test.each([
  "update activity set type = 'nothing'",
  "delete from activity",
  "truncate activity",
  "truncate activity_default",
  `truncate activity_${new Date().toISOString().slice(0, 7).replace("-", "_")}`,
  `delete from activity_${new Date().toISOString().slice(0, 7).replace("-", "_")}`,
])("the audit log refuses: %s", async (statement) => {
  await expect(sql.raw(statement).execute(test_.db)).rejects.toThrow("activity is append-only");
  expect(await count()).toBe(1);
});

/** Every table that the log consists of: the whole, each month, and the rest. */
async function parts(): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`select 'activity' as name
    union all select inhrelid::regclass::text from pg_inherits where inhparent = 'activity'::regclass`.execute(
    test_.db,
  );
  return rows.map(({ name }) => name);
}

test("the application's role, which owns the log, changes, deletes and empties no part of it", async () => {
  await ensureActivityMonths(test_.db, new Date("2031-01-01T00:00:00Z"), 3);
  for (const month of ["2031-01-05", "2031-02-05", "2099-01-01"]) {
    await insertActivity(test_.db, { type: "access_token.created", created_at: new Date(month) });
  }
  const names = await parts();
  expect(names.length).toBeGreaterThan(14);
  const before = await count();
  for (const name of names) {
    const owner = await sql<{ owned: boolean }>`select pg_get_userbyid(relowner) = current_user as owned
      from pg_class where oid = ${name}::regclass`.execute(test_.db);
    expect(owner.rows).toEqual([{ owned: true }]);
    const filled = (await sql.raw(`select from ${name} limit 1`).execute(test_.db)).rows.length > 0;
    const attempts = [
      `truncate ${name}`,
      `truncate ${name} cascade`,
      // Of a month without rows there is nothing that could be changed.
      ...(filled
        ? [
            `update ${name} set type = 'nothing'`,
            `update ${name} set created_at = created_at + interval '1 year'`,
            `delete from ${name}`,
            `insert into ${name} select * from ${name} on conflict (id, created_at) do update set type = 'nothing'`,
          ]
        : []),
    ];
    for (const statement of attempts) {
      await expect(sql.raw(statement).execute(test_.db), statement).rejects.toThrow("activity is append-only");
    }
  }
  expect(await count()).toBe(before);
});

test("a row of a month that nobody prepared is kept all the same", async () => {
  const before = await count();
  await insertActivity(test_.db, { type: "access_token.created", created_at: new Date("2001-05-05T05:05:05Z") });
  expect(await count()).toBe((before ?? 0) + 1);
  // And preparing that month afterwards neither fails nor moves the row.
  await ensureActivityMonths(test_.db, new Date("2001-05-01T00:00:00Z"), 1);
  expect(await count()).toBe((before ?? 0) + 1);
});

test("no moment that is asked for drops a month of the last 400 days", async () => {
  const present = new Date();
  const lately = new Date(present.getTime() - 300 * 86_400_000);
  await ensureActivityMonths(test_.db, lately, 1);
  await insertActivity(test_.db, { type: "access_token.created", created_at: lately });
  const partitions = async () => {
    const { rows } = await sql<{ relname: string }>`
      select relname from pg_class where relname ~ '^activity_\\d{4}_\\d{2}$' order by 1`.execute(test_.db);
    return rows.map(({ relname }) => relname);
  };
  await sql`select activity_drop_before(now() - interval '400 days')`.execute(test_.db);
  const [before, rows] = [await partitions(), await count()];
  expect(before).toContain(`activity_${lately.toISOString().slice(0, 7).replace("-", "_")}`);
  for (const moment of [present, new Date("2999-01-01T00:00:00Z"), null]) {
    await sql`select activity_drop_before(${moment}::timestamptz)`.execute(test_.db);
  }
  expect([await partitions(), await count()]).toEqual([before, rows]);
});

test("old months are dropped whole, and no younger row with them", async () => {
  await ensureActivityMonths(test_.db, new Date("2020-01-01T00:00:00Z"), 3);
  for (const month of ["01", "02", "03"]) {
    await insertActivity(test_.db, {
      type: "access_token.created",
      created_at: new Date(`2020-${month}-15T00:00:00Z`),
    });
  }
  const before = await count();
  await sql`select activity_drop_before('2020-03-10T00:00:00Z')`.execute(test_.db);
  expect(await count()).toBe((before ?? 0) - 2);
  const { rows } = await sql<{ created_at: Date }>`
    select created_at from activity where created_at >= '2020-01-01' and created_at < '2021-01-01'`.execute(test_.db);
  expect(rows.map((row) => row.created_at.toISOString())).toEqual(["2020-03-15T00:00:00.000Z"]);
});
