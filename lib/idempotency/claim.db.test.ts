import { randomBytes } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Claim, findKey } from "@/db/access-token/idempotency-key";
import type { SessionPrincipal } from "@/lib/authorization/principal";
import { write } from "@/lib/write";
import { createTestDatabase, type TestDatabase } from "@/test/database/database";
import { createUser } from "@/test/fixtures";
import { signIn } from "@/test/session";
import { KeyTaken, underKey } from "./claim";
import { claimOf } from "./key";

let database: TestDatabase;
let principal: SessionPrincipal;
beforeAll(async () => {
  database = await createTestDatabase();
  principal = await signIn(database.db, await createUser(database.db));
  await sql`create table effect (name text not null)`.execute(database.db);
});
afterAll(() => database.destroy());

const newClaim = (): Claim =>
  claimOf({
    tokenId: "019379a0-0000-7000-8000-000000000001",
    method: "POST",
    path: "/api/things",
    key: randomBytes(8).toString("hex"),
    input: {},
  });

/** What a request does. @param before is waited for between the effect and the end of its transaction */
const doing = (claim: Claim, name: string, before = async () => {}) => {
  const holder = { claim, isCommitted: false };
  const result = underKey(holder, () =>
    write(database.db, principal, async (trx) => {
      await sql`insert into effect values (${name})`.execute(trx);
      await before();
    }),
  );
  return { holder, result };
};

async function effects(name: string): Promise<number> {
  const { rows } = await sql<{ count: string }>`select count(*) from effect where name = ${name}`.execute(database.db);
  return Number(rows[0]?.count);
}

test("what ends before it is committed leaves neither key nor effect, and may be done again", async () => {
  const claim = newClaim();
  const cutOff = doing(claim, "crash", async () => {
    throw new Error("the process ended");
  });
  await expect(cutOff.result).rejects.toThrow("the process ended");
  expect([await effects("crash"), await findKey(database.db, claim), cutOff.holder.isCommitted]).toEqual([
    0,
    undefined,
    false,
  ]);
  await doing(claim, "crash").result;
  expect(await effects("crash")).toBe(1);
});

test("what ends after it was committed leaves both: nothing is done again", async () => {
  const claim = newClaim();
  const { holder, result } = doing(claim, "late crash");
  await result;
  expect(holder.isCommitted).toBe(true);
  expect(await findKey(database.db, claim)).toMatchObject({ status: null });
  await expect(doing(claim, "late crash").result).rejects.toBeInstanceOf(KeyTaken);
  expect(await effects("late crash")).toBe(1);
});

test("of two at once one waits for the other, and does nothing when that was done", async () => {
  const claim = newClaim();
  const second: { result?: Promise<unknown> } = {};
  const first = doing(claim, "race", async () => {
    second.result = doing(claim, "race").result.catch((error) => error);
    await waitingForLock();
  });
  await first.result;
  expect(await second.result).toBeInstanceOf(KeyTaken);
  expect(await effects("race")).toBe(1);
});

test("of two at once the other one does it when the first was undone", async () => {
  const claim = newClaim();
  const second: { result?: Promise<unknown> } = {};
  const first = doing(claim, "undone", async () => {
    second.result = doing(claim, "undone").result;
    await waitingForLock();
    throw new Error("undone");
  });
  await expect(first.result).rejects.toThrow("undone");
  await second.result;
  expect(await effects("undone")).toBe(1);
});

test("after 24 hours the same key names another request", async () => {
  const claim = newClaim();
  await doing(claim, "old").result;
  await sql`update idempotency_key set created_at = now() - interval '24 hours' where digest = ${claim.digest}`.execute(
    database.db,
  );
  expect(await findKey(database.db, claim)).toBeUndefined();
  await doing(claim, "old").result;
  expect(await effects("old")).toBe(2);
});

async function waitingForLock() {
  for (;;) {
    const { rows } = await sql`select from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`.execute(database.db);
    if (rows.length > 0) return;
  }
}
