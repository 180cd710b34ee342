import type { Kysely } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Database } from "@/db/schema";
import { serverDatabase } from "@/test/api";
import { casesOf, pageFiles } from "./pages";
import { type Cookies, signInEverybody, VISITORS } from "./session-cookie";
import { wrongVisits } from "./visit";
import { createWorld, type World } from "./world";

let db: Kysely<Database>;
let world: World;
let cookies: Cookies;
let tried = 0;
beforeAll(async () => {
  db = serverDatabase();
  world = await createWorld(db);
  cookies = await signInEverybody(world);
});
afterAll(async () => {
  console.log(`authorization matrix of the pages: ${tried} cells tried`);
  await db.destroy();
});

const PAGES = pageFiles();

test("every page is in the matrix", () => {
  expect(PAGES.filter((file) => casesOf(world, file) === undefined)).toEqual([]);
});

test.each(PAGES)(
  "app/%s is shown to those whom the table lets see it, and is not there for the others",
  async (file) => {
    for (const page of casesOf(world, file) ?? []) {
      tried += VISITORS.length;
      expect(await wrongVisits(world, cookies, page, VISITORS)).toEqual([]);
    }
  },
);
