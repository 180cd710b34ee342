import { test as plain } from "vitest";
import { createUser } from "../fixtures";
import { createTestDatabase } from "./database";

/**
 * `test` with what tests of the database begin with. Each is made when a test asks for it: `database`, migrated and empty, which
 * the file has to itself, and its `db`; `mira` and `noor`, two people of this one test who belong to no organisation.
 */
export const test = plain
  // biome-ignore lint/correctness/noEmptyPattern: Vitest reads from the pattern what a fixture needs
  .extend("database", { scope: "file" }, async ({}, { onCleanup }) => {
    const database = await createTestDatabase();
    onCleanup(() => database.destroy());
    return database;
  })
  .extend("db", { scope: "file" }, ({ database }) => database.db)
  .extend("mira", async ({ db }) => await createUser(db))
  .extend("noor", async ({ db }) => await createUser(db));
