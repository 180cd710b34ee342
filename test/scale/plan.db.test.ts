import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/test/database/database";
import { analyze, createAgency, LARGE } from "./agency";
import { withoutIndex } from "./plan";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  for (const name of ["One", "Another", "A third"]) await createAgency(database.db, LARGE, name);
  await analyze(database.db);
});
afterAll(() => database.destroy());

test.each([
  ["select label from access_token where user_id = $1", []],
  ["select label from access_token where label = $1", ["Seq Scan on access_token"]],
  ["select label from access_token order by id", ["Index Scan on access_token"]],
  ['select u.email from membership m join "user" u on u.id = m.user_id where m.organisation_id = $1', []],
  [
    'select u.email from membership m join "user" u on u.email = m.role where m.organisation_id = $1',
    ["Seq Scan on user"],
  ],
])("%s: an index helps, or it is told which table is read from end to end", async (statement, reads) => {
  expect(await withoutIndex(database.db, statement)).toEqual(reads);
});
