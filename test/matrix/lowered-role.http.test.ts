import type { Kysely } from "kysely";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ENDPOINTS } from "@/app/docs/api/endpoints";
import type { Database } from "@/db/schema";
import { serverDatabase } from "@/test/api";
import { type Caller, callerOf } from "./caller";
import { type Cell, callCell, cellsOf, type Entry, outcomeOf } from "./cells";
import { ENTRIES } from "./entries";
import { expectedOutcome } from "./oracle";
import { createWorld, type World } from "./world";

let db: Kysely<Database>;
let world: World;
beforeAll(async () => {
  db = serverDatabase();
  world = await createWorld(db);
});
afterAll(() => db.destroy());

const OWNER = callerOf("owner", "all", "any");

const CHANGING = ENDPOINTS.filter(({ method }) => method !== "GET").flatMap((endpoint) =>
  (ENTRIES[`${endpoint.method} ${endpoint.path}`] ?? [])
    .filter(({ need }) => need.of === "organisation" || need.of === "application")
    // Where even the owner gets nothing done there is nothing to lower.
    .filter(({ unless }) => unless?.(OWNER) === undefined)
    .map((entry) => ({
      name: `${endpoint.method} ${endpoint.path}, ${entry.scenario ?? "everybody"}`,
      endpoint,
      entry,
    })),
);

const GUEST_OF_NOTHING = { ours: { role: "guest", added: {} } } as const;

const MEANWHILE: [string, Caller["rights"], (db: Kysely<Database>) => Promise<unknown>][] = [
  ["made a guest", GUEST_OF_NOTHING, (trx) => ofOwner(trx.updateTable("membership").set({ role: "guest" })).execute()],
];

describe.each(MEANWHILE)("an owner who is %s while the request waits", (_, rights, lower) => {
  test.each(CHANGING.map((given) => [given.name, given] as const))(
    "%s is refused",
    async (_name, { endpoint, entry }) => {
      const [cell] = cellsOf(world, endpoint).filter(({ name }) => name === "owner, all");
      if (cell?.caller === undefined) throw new Error("the owner has no token");
      const [target = ""] = (await entry.fresh?.(world, [cell])) ?? [];
      const answer = await whileWaiting(lower, { ...cell, target }, endpoint, entry);
      await ofOwner(db.updateTable("membership").set({ role: "owner" })).execute();
      await entry.undo?.(world);
      const expected = expectedOutcome({ ...cell.caller, rights }, endpoint.scope, entry.need);
      expect(expected).not.toBe("2xx");
      expect(outcomeOf(answer)).toBe(expected);
    },
  );
});

/** Change the membership, send the request while that is not committed yet, and commit once the request waits for it. */
async function whileWaiting(
  lower: (trx: Kysely<Database>) => Promise<unknown>,
  cell: Cell,
  endpoint: (typeof ENDPOINTS)[number],
  entry: Entry,
) {
  return await db
    .transaction()
    .execute(async (trx) => {
      await lower(trx);
      let isAnswered = false;
      const answer = callCell(world, endpoint, entry, cell).finally(() => {
        isAnswered = true;
      });
      await expect.poll(async () => isAnswered || (await waits(db)), { timeout: 5_000, interval: 20 }).toBe(true);
      // As a value, so that the transaction commits before anybody waits for the answer.
      return { answer };
    })
    .then(({ answer }) => answer);
}

/** Whether somebody waits for a row of a membership of this database. */
async function waits(db: Kysely<Database>): Promise<boolean> {
  const { rows } = await sql`select from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock' and query like '%membership%for share%'`.execute(
    db,
  );
  return rows.length > 0;
}

/** The owner's membership in ours, and no other row. */
function ofOwner<Query extends { where(column: never, operator: "=", value: never): Query }>(query: Query): Query {
  return query
    .where("organisation_id" as never, "=", world.organisations.ours.id as never)
    .where("user_id" as never, "=", world.people.owner.id as never);
}
