import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { sql } from "kysely";
import { v7 as uuidv7 } from "uuid";
import { afterAll, beforeAll, expect, test } from "vitest";
import { findAccountActivity } from "@/db/activity/account";
import { ensureActivityMonths } from "@/db/migrate";
import { exportLine } from "@/lib/export/table";
import { monthsReadBeyond, statementOf } from "@/test/database/activity-plan";
import { createTestDatabase, type TestDatabase } from "@/test/database/database";
import { createToken, createUser, type TestUser } from "@/test/fixtures";
import { signedInAs } from "@/test/principal";
import { countActivity, listActivity, readActivity } from "./account";
import { accountActivityExport } from "./export";
import { withNames } from "./find-names";
import { ACTIVITY_KINDS, activityKindOf } from "./kind";
import { ACTIVITY_PAGE_SIZE } from "./pages";

let test_: TestDatabase;
let mira: TestUser;
let noor: TestUser;
const ROWS = 40_000;

// A year of entries, several with the very same time: ten of eleven one busy account's, the others' those of two ordinary ones.
beforeAll(async () => {
  test_ = await createTestDatabase();
  mira = await createUser(test_.db);
  noor = await createUser(test_.db);
  const others = await createUser(test_.db);
  await ensureActivityMonths(test_.db, new Date("2025-06-01T00:00:00Z"), 12);
  await sql`insert into activity (id, created_at, type, user_id, actor_user_id, target_type, target_id, target_label, after, address, user_agent)
    select gen_random_uuid(), '2026-05-31T00:00:00Z'::timestamptz - make_interval(mins => (n / 3) * 37),
      case n % 4 when 0 then 'access_token.refused' when 1 then 'user.signed_in' else 'access_token.edited' end,
      case when n % 11 > 0 then ${mira.id}::uuid when n % 22 = 0 then ${noor.id}::uuid else ${others.id}::uuid end, ${mira.id}::uuid, 'access_token', gen_random_uuid(),
      'Token ' || n % 100, jsonb_build_object('reason', 'reason ' || n % 10, 'filler', repeat('x', 200)), '192.0.2.7', 'curl/8.5.0'
    from generate_series(1, ${ROWS + ROWS / 10}::int) n`.execute(test_.db);
  await sql`analyze activity`.execute(test_.db);
}, 120_000);
afterAll(() => test_.destroy());

test("pages join without a gap or a double, down and up again, also where many entries have the same time", async () => {
  const filter = { from: new Date("2026-05-28T00:00:00Z") };
  const all = [];
  for await (const rows of readActivity(test_.db, signedInAs(mira), filter)) all.push(...rows.map(({ id }) => id));
  expect(all.length).toBe(await countActivity(test_.db, signedInAs(mira), filter));
  expect(new Set(all).size).toBe(all.length);

  const down: string[][] = [];
  let page = await listActivity(test_.db, signedInAs(mira), filter);
  expect(page.newer).toBeUndefined();
  while (true) {
    down.push(page.rows.map(({ id }) => id));
    if (page.older === undefined) break;
    page = await listActivity(test_.db, signedInAs(mira), filter, { direction: "older", cursor: page.older });
  }
  expect(down.flat()).toEqual(all);
  expect(down.slice(0, -1).every((ids) => ids.length === ACTIVITY_PAGE_SIZE)).toBe(true);

  const up = [down.at(-1)];
  while (page.newer !== undefined) {
    page = await listActivity(test_.db, signedInAs(mira), filter, { direction: "newer", cursor: page.newer });
    up.unshift(page.rows.map(({ id }) => id));
  }
  expect(up).toEqual(down);
});

/** The months that a statement reads otherwise than by the account's own entries. */
const readsBeyondAccount = (statement: { text: string; values: unknown[] }) =>
  monthsReadBeyond(test_.url, statement, /\((user|target)_id = /);

test.each([
  ["everything", {}],
  ["a kind", { types: ACTIVITY_KINDS[0].types }],
  ["what is of no other kind", { types: ACTIVITY_KINDS[6].types }],
  ["a token", { tokenId: "019379a0-0000-7000-8000-000000000001" }],
  ["a period", { from: new Date("2025-12-01T00:00:00Z"), to: new Date("2025-12-02T00:00:00Z") }],
  ["a text", { search: "nothing has this" }],
])("asking for %s reads an index in every month", async (_, filter) => {
  const cursor = { at: "2026-02-01T00:00:00.000000Z", id: "019379a0-0000-7000-8000-000000000001" };
  for (const page of [{}, { older: cursor }, { newer: cursor }]) {
    const statement = await statementOf(() => findAccountActivity(test_.db, noor.id, filter, { limit: 51, ...page }));
    expect(await readsBeyondAccount(statement)).toEqual([]);
  }
  const counting = await statementOf(() => countActivity(test_.db, signedInAs(noor), filter));
  expect(await readsBeyondAccount(counting)).toEqual([]);
});

test("the index is what makes it so: without it whole months are read", async () => {
  const statement = await statementOf(() => findAccountActivity(test_.db, noor.id, {}, { limit: 51 }));
  const without = { ...statement, text: statement.text.replace("activity.user_id =", "activity.user_id::text =") };
  expect((await readsBeyondAccount(without)).length).toBeGreaterThan(0);
});

test("forty thousand entries pass through little memory, and no faster than they are taken", async () => {
  setFlagsFromString("--expose-gc");
  const collect: () => void = runInNewContext("gc");
  let [rows, bytes, most] = [0, 0, 0];
  collect();
  const before = process.memoryUsage().heapUsed;
  const person = signedInAs(mira);
  const table = accountActivityExport(mira.id);
  for await (const chunk of withNames(test_.db, person, readActivity(test_.db, person, {}))) {
    for (const row of chunk) bytes += exportLine("ndjson", table, row).length + exportLine("csv", table, row).length;
    rows += chunk.length;
    if (rows % 10_000 === 0) {
      collect();
      most = Math.max(most, process.memoryUsage().heapUsed - before);
    }
  }
  expect(rows).toBe(ROWS);
  expect(bytes).toBeGreaterThan(20_000_000);
  expect(most).toBeLessThan(15_000_000);
}, 120_000);

test("each row is of one kind, and each kind finds its own rows", async () => {
  const { db } = test_;
  const person = await createUser(db);
  const token = await createToken(db, person);
  const types = [
    "user.signed_in",
    "session.ended",
    "user.password_changed",
    "membership.created",
    "access_token.created",
    "access_token.edited",
    "access_token.something_new",
    "access_token.rotated",
    "access_token.revoked",
    "access_token.refused",
  ];
  await db
    .insertInto("activity")
    .values(
      types.map((type) => ({
        id: uuidv7(),
        type,
        user_id: person.id,
        target_type: "access_token",
        target_id: token.id,
      })),
    )
    .execute();
  const found: Record<string, string[]> = {};
  for (const { kind, types: filter } of ACTIVITY_KINDS) {
    const { rows } = await listActivity(db, signedInAs(person), { types: filter });
    for (const { type } of rows) found[type] = [...(found[type] ?? []), kind];
  }
  expect(found).toEqual(Object.fromEntries(types.map((type) => [type, [activityKindOf(type)]])));
});
