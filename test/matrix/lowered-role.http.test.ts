import type { Kysely } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ENDPOINTS } from "@/app/api/endpoints";
import type { Database } from "@/db/schema";
import { sessionOf, waitingFor } from "@/test/database/waiting";
import { serverDatabase } from "@/test/http/api";
import { ACTIONS } from "./actions";
import { type Caller, callerOf } from "./caller";
import { callCell, cellsOf, type Entry, outcomeOf } from "./cells";
import { ENTRIES } from "./entries";
import { fingerprint } from "./fingerprint";
import { expectedOutcome } from "./oracle";
import { callAction, serverActions } from "./server-action";
import { type Cookies, signInEverybody } from "./session-cookie";
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

const OWNER = callerOf("owner", "all", "any");
const LOWERED: Caller = { ...OWNER, rights: { ...OWNER.rights, ours: { role: "guest", added: {} } } };

type Given = { endpoint: (typeof ENDPOINTS)[number]; entry: Entry };
const outcomeFor = (caller: Caller, { endpoint, entry }: Given) =>
  entry.unless?.(caller) ?? expectedOutcome(caller, endpoint.scope, entry.need);

/** Whatever an owner gets done over the API and a guest of nothing does not. */
const CHANGING = ENDPOINTS.filter(({ method }) => method !== "GET")
  .flatMap((endpoint) => (ENTRIES[`${endpoint.method} ${endpoint.path}`] ?? []).map((entry) => ({ endpoint, entry })))
  .filter((given) => outcomeFor(OWNER, given) === "2xx" && outcomeFor(LOWERED, given) !== "2xx")
  .map((given) => {
    const { endpoint, entry } = given;
    return [`${endpoint.method} ${endpoint.path}, ${entry.scenario ?? "everybody"}`, given] as const;
  });

describe("an owner who is made a guest while the request waits", () => {
  test.each(CHANGING)("%s is refused", async (_, given) => {
    const { endpoint, entry } = given;
    const [cell] = cellsOf(world, endpoint).filter(({ name }) => name === "owner, all");
    if (cell === undefined) throw new Error("the owner has no token");
    const [target = ""] = (await entry.fresh?.(world, [cell])) ?? [];
    const answer = await whileLowering(() => callCell(world, endpoint, entry, { ...cell, target }));
    await entry.undo?.(world);
    expect(outcomeOf(answer)).toBe(outcomeFor(LOWERED, given));
  });

  const actions = serverActions().flatMap((action) =>
    (ACTIONS[action.name] ?? [])
      .filter(({ visible, done, reads, everyRole }) => visible.to === "role" && done.length > 0 && !reads && !everyRole)
      .map((given) => [action.name, { action, given }] as const),
  );
  test.each(actions)("%s changes nothing", async (_, { action, given }) => {
    const target = (await given.fresh?.(world, "owner")) ?? "";
    const before = await fingerprint(world, "contents");
    const args = given.args(world, { person: "owner", target, word: Math.random().toString(36).slice(2, 10) });
    const cookie = cookies.get("owner");
    const answer = await whileLowering(() => callAction(action, { address: given.address(world), args, cookie }));
    expect(given.done).not.toContain(answer.outcome);
    expect(await fingerprint(world, "contents")).toEqual(before);
  });
});

/** Lower the owner's role, ask while that is not committed yet, and commit once the request waits for it. */
async function whileLowering<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  const { answer } = await db.transaction().execute(async (trx) => {
    await ofOwner(trx.updateTable("membership").set({ role: "guest" })).execute();
    const session = await sessionOf(trx);
    let isAnswered = false;
    const answer = ask().finally(() => {
      isAnswered = true;
    });
    await expect.poll(async () => isAnswered || (await waits(session)), { interval: 20 }).toBe(true);
    // As a value, so that the transaction commits before anyone waits for the answer.
    return { answer };
  });
  const answered = await answer;
  await ofOwner(db.updateTable("membership").set({ role: "owner" })).execute();
  return answered;
}

/** Whether someone waits for the row of a membership that this session has changed. */
async function waits(session: number): Promise<boolean> {
  return (await waitingFor(db, session)).some((statement) => /membership.*for share/s.test(statement));
}

/** The owner's membership in ours, and no other row. */
function ofOwner<Query extends { where(column: never, operator: "=", value: never): Query }>(query: Query): Query {
  return query
    .where("organisation_id" as never, "=", world.organisations.ours.id as never)
    .where("user_id" as never, "=", world.people.owner.id as never);
}
