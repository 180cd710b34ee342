import type { Kysely } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Database } from "@/db/schema";
import { serverDatabase } from "@/test/http/api";
import { ACTIONS, WITHOUT_ROLES } from "./actions";
import { serverActions } from "./server-action";
import { type Cookies, signInEverybody, VISITORS } from "./session-cookie";
import { wrongCalls } from "./try-action";
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
  console.log(`authorization matrix of the server actions: ${tried} cells tried`);
  await db.destroy();
});

const all = serverActions().filter(({ name }) => !WITHOUT_ROLES.test(name));

test("every server action that a role or an account decides about is in the matrix, and nothing else", () => {
  expect(Object.keys(ACTIONS).sort()).toEqual(all.map(({ name }) => name).sort());
});

test.each(all.map((action) => [action.name, action] as const))(
  "%s does it for those who may, and for the others nothing, in no table",
  async (name, action) => {
    for (const given of ACTIONS[name] ?? []) {
      const run = await wrongCalls(world, cookies, action, given, VISITORS);
      tried += run.tried;
      expect({ scenario: given.scenario, wrong: run.wrong }).toEqual({ scenario: given.scenario, wrong: [] });
    }
  },
);
