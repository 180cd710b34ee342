import type { Kysely } from "kysely";
import { v7 as uuidv7 } from "uuid";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Database } from "@/db/schema";
import { createUser } from "@/test/fixtures";
import { serverDatabase } from "@/test/http/api";
import { sessionHeaderOf } from "@/test/http/session-cookie";
import { ACTIONS, WITHOUT_ROLES } from "./actions";
import { type Action, callAction, serverActions } from "./server-action";
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

// Called by hand: with nothing, and with what could be an id in each place.
const id = uuidv7();
const WRONG = [[], [id, id, id, id]];

/** A page that has an action, where the matrix names none. */
const pageOf = ({ page }: Action) =>
  page.replace(/^app|\/\([^)]*\)|\/page$/g, "").replaceAll(/\[[^\]]*\]/g, "x") || "/";

test("an action that is called with wrong arguments refuses, and never fails", async () => {
  const person = await createUser(db);
  const failed: string[] = [];
  for (const action of serverActions()) {
    const address = ACTIONS[action.name]?.[0]?.address(world) ?? pageOf(action);
    // One of them signs out.
    const cookie = await sessionHeaderOf(db, person);
    for (const args of WRONG) {
      const answer = await callAction(action, { address, cookie, args });
      if (answer.status >= 500 || answer.outcome === "failed")
        failed.push(`${action.name} with ${JSON.stringify(args)}`);
    }
  }
  expect(failed).toEqual([]);
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
