import type { Kysely } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ENDPOINTS } from "@/app/api/endpoints";
import type { Database } from "@/db/schema";
import { serverDatabase } from "@/test/http/api";
import { isOpen, runEntry } from "./cells";
import { ENTRIES } from "./entries";
import { createWorld, type World } from "./world";

let db: Kysely<Database>;
let world: World;
let tried = 0;
beforeAll(async () => {
  db = serverDatabase();
  world = await createWorld(db);
});
afterAll(async () => {
  console.log(`authorization matrix of the API: ${tried} cells tried`);
  await db.destroy();
});

const nameOf = ({ method, path }: { method: string; path: string }) => `${method} ${path}`;

test("every endpoint of the reference is in the matrix, and nothing else", () => {
  expect(Object.keys(ENTRIES).sort()).toEqual(ENDPOINTS.map(nameOf).sort());
});

describe.each(ENDPOINTS.map((endpoint) => [nameOf(endpoint), endpoint] as const))("%s", (name, endpoint) => {
  const each = isOpen(endpoint) ? "each role and each" : "each role with each";
  test.each(ENTRIES[name]?.map((entry) => [entry.scenario ?? "everybody", entry] as const) ?? [])(
    `%s: ${each} kind of token gets what the table says`,
    async (_scenario, entry) => {
      const run = await runEntry(world, endpoint, entry);
      tried += run.tried;
      expect(run.mismatches).toEqual([]);
    },
  );
});
