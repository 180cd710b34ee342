import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/test/database/database";
import { createAgency, LARGE } from "./agency";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.destroy());

test("a large agency has 200 people, 500 applications and 5,000 tokens, with room under the limit of its own", async () => {
  const { db } = database;
  const { id } = await createAgency(db, LARGE);
  const count = async (
    table: "membership" | "application" | "team" | "access_token_limit" | "invitation" | "activity",
  ) =>
    Number(
      (
        await db
          .selectFrom(table)
          .select((eb) => eb.fn.countAll().as("n"))
          .where("organisation_id", "=", id)
          .executeTakeFirstOrThrow()
      ).n,
    );
  expect(await count("membership")).toBe(200);
  expect(await count("application")).toBe(500);
  expect(await count("access_token_limit")).toBeGreaterThan(2_000);
  expect(await count("activity")).toBe(20_000);
  const tokens = await db.selectFrom("access_token").select(["organisation_id", "revoked_at"]).execute();
  expect(tokens).toHaveLength(5_000);
  expect(tokens.filter((token) => token.organisation_id !== null && token.revoked_at === null).length).toBeLessThan(
    500,
  );
});
