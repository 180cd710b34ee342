import { afterAll, expect, test } from "vitest";
import { createTestDatabase } from "./database";

const first = await createTestDatabase();
const second = await createTestDatabase();
afterAll(() => Promise.all([first.destroy(), second.destroy()]));

test("each test database is migrated, and its rows are nobody else's", async () => {
  await first.db.insertInto("instance").values({ secret_fingerprint: "of the first" }).execute();
  expect(await second.db.selectFrom("instance").selectAll().execute()).toEqual([]);
});
