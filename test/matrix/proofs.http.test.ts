import { type Kysely, sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Database } from "@/db/schema";
import { PASSWORD } from "@/test/fixtures";
import { serverDatabase } from "@/test/http/api";
import { ACTIONS, type ActionCase } from "./actions";
import type { Person } from "./caller";
import { fingerprint } from "./fingerprint";
import { addressOf, PROOFS, type ProofCase } from "./proofs";
import { type Action, callAction, serverActions } from "./server-action";
import { type Cookies, signInEverybody, VISITORS } from "./session-cookie";
import { expectedVisit } from "./visit";
import { createWorld, type World } from "./world";

let db: Kysely<Database>;
let world: World;
let cookies: Cookies;
beforeAll(async () => {
  db = serverDatabase();
  world = await createWorld(db);
  cookies = await signInEverybody(world);
});
afterAll(() => db.destroy());

/** What only someone who is signed out, or nobody, can call, and what concerns the browser alone. */
const SIGNED_OUT = /^app\/\(auth\)\/|^components\/(shell|theme)\/actions\.ts#/;
/** These end what others are about. */
const LAST = /#(leaveOrganisation|startBulkWithdrawal)Action$/;

const all = serverActions()
  .filter(({ name }) => !SIGNED_OUT.test(name))
  .sort((one, other) => Number(LAST.test(one.name)) - Number(LAST.test(other.name)));
const TOO_OLD = "10 minutes 1 second";

test("every server action of the dashboard says whether it asks for a fresh proof of identity, and nothing else does", () => {
  expect(Object.keys(PROOFS).sort()).toEqual(all.map(({ name }) => name).sort());
});

describe("somebody who proved who they are more than ten minutes ago is asked again before", () => {
  const asking = casesOf((given) => given.asked !== undefined);
  test.each(asking)("%s", async (_, { action, given }) => {
    const target = (await given.fresh?.(world)) ?? "";
    await ageSessions(TOO_OLD);
    const before = await fingerprint(world);
    expect(await call(action, given, target)).toBe(given.asked);
    expect(await fingerprint(world)).toEqual(before);
    if (given.done === "") return;
    expect(await call(action, given, target, PASSWORD)).toBe(given.done);
  });
});

test("a proof of nine and a half minutes ago is enough", async () => {
  const [found] = casesOf(({ done }) => done === "transferred");
  if (found === undefined) throw new Error("nothing is transferred");
  const [, { action, given }] = found;
  const target = (await given.fresh?.(world)) ?? "";
  await ageSessions("9 minutes 30 seconds");
  expect(await call(action, given, target)).toBe(given.done);
});

describe("somebody who proved who they are more than ten minutes ago is not asked before", () => {
  const doing = casesOf((given) => given.asked === undefined);
  test.each(doing)("%s", async (_, { action, given }) => {
    const target = (await given.fresh?.(world)) ?? "";
    await ageSessions(TOO_OLD);
    expect(await call(action, given, target)).toBe(given.done);
  });

  const never = all.filter(({ name }) => PROOFS[name] === "never").map((action) => [action.name, action] as const);
  test.each(never)("%s", async (name, action) => {
    for (const given of ACTIONS[name] ?? []) {
      const person = whoMay(given);
      const target = (await given.fresh?.(world, person)) ?? "";
      await ageSessions(TOO_OLD);
      const { outcome } = await callAction(action, {
        address: given.address(world),
        args: given.args(world, { person, target, word: Math.random().toString(36).slice(2, 10) }),
        cookie: cookies.get(person),
      });
      expect(outcome).not.toBe("reauthentication_required");
      if (given.done.length > 0) expect(given.done).toContain(outcome);
    }
  });
});

function casesOf(wanted: (given: ProofCase) => boolean) {
  return all.flatMap((action) => {
    const cases = PROOFS[action.name];
    if (cases === undefined || cases === "never") return [];
    return cases.filter(wanted).map((given) => [`${action.name}, ${given.scenario}`, { action, given }] as const);
  });
}

async function call(action: Action, given: ProofCase, target: string, password?: string): Promise<string> {
  const args = given.args(world, target);
  const filled = args.find((arg) => arg instanceof FormData);
  if (password !== undefined) filled?.set("password", password);
  const address = addressOf(world, ACTIONS[action.name]);
  return (await callAction(action, { address, args, cookie: cookies.get("owner") })).outcome;
}

async function ageSessions(age: string): Promise<void> {
  const people = Object.values(world.people).map(({ id }) => id);
  await sql`update session set authenticated_at = now() - ${age}::interval
    where user_id = any(${sql.val(people)}::uuid[])`.execute(db);
}

function whoMay({ visible }: ActionCase): Person {
  const person = VISITORS.find((visitor) => visitor !== undefined && expectedVisit(visitor, visible) === "shown");
  if (person === undefined) throw new Error("nobody may");
  return person;
}
