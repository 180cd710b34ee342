import { type Kysely, sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { lockTokens } from "@/db/access-token/token";
import { connect } from "@/db/database";
import type { Database } from "@/db/schema";
import { createToken as create } from "@/lib/access-token/create";
import { editToken } from "@/lib/access-token/edit";
import { createTokenInput, editTokenInput } from "@/lib/access-token/input";
import { revokeToken } from "@/lib/access-token/revocation/revoke";
import { undoRevoke } from "@/lib/access-token/revocation/undo";
import { createTestDatabase, type TestDatabase } from "@/test/database/database";
import { createToken, createUser, type TestToken, type TestUser } from "@/test/fixtures";
import { signedInAs } from "@/test/principal";
import { activityOf, principalOf, statesOf, use } from "@/test/rotation";
import { waitFor, whenThereIsRoom } from "@/test/wait";
import { endOverlap } from "./overlap";
import { rotateToken } from "./rotate";

const POOLS = 4;
const ROUNDS = 20;

let test_: TestDatabase;
// Several pools, as several instances have them: requests then really meet in the database.
let pools: Kysely<Database>[];
let db: Kysely<Database>;
beforeAll(async () => {
  test_ = await createTestDatabase();
  db = test_.db;
  pools = Array.from({ length: POOLS }, () => connect(test_.url));
});
afterAll(async () => {
  await Promise.all(pools.map((pool) => pool.destroy()));
  await test_.destroy();
});

let turn = 0;
const anyPool = () => pools[turn++ % POOLS] ?? db;
// Each token has an owner of its own, so that there is always room under the limit.
const owners = new Map<string, TestUser>();
async function newToken(): Promise<TestToken> {
  const user = await createUser(db);
  const token = await createToken(db, user);
  owners.set(token.id, user);
  return token;
}
const owner = (id: string) => signedInAs(userOf(id));
function userOf(id: string): TestUser {
  const user = owners.get(id);
  if (user === undefined) throw new Error("not a token of this test");
  return user;
}
const revoke = async (id: string, leaked = false) =>
  await revokeToken(anyPool(), owner(id), { id, reason: null, leaked });
const rotate = async (id: string, replaceNow = false) =>
  await rotateToken(anyPool(), owner(id), id, { overlapSeconds: 3600, replaceNow });
const used = async (secret: string) => (await use(anyPool(), secret)).status;

async function pendingSecret(id: string): Promise<string> {
  const result = await rotate(id);
  if (result.status !== "rotated") throw new Error(result.status);
  return result.secret;
}

/** A token for each round, all rounds at once. */
async function inRounds(round: (token: TestToken, number: number) => Promise<void>) {
  const tokens = await Promise.all(Array.from({ length: ROUNDS }, newToken));
  await Promise.all(tokens.map(round));
}

/** Start all of them together, in another order each time. */
async function atOnce<A, B>(number: number, one: () => Promise<A>, other: () => Promise<B>): Promise<[A, B]> {
  if (number % 2 === 0) return await Promise.all([one(), other()]);
  const started = other();
  const [a, b] = await Promise.all([one(), started]);
  return [a, b];
}

const typesOf = async (id: string) => (await activityOf(db, id)).map(({ type }) => type);
const count = (list: readonly string[], item: string) => list.filter((other) => other === item).length;

test("500 racing first uses promote the secret once, and every one of them is let in", async () => {
  const token = await newToken();
  const fresh = await pendingSecret(token.id);
  const outcomes = await Promise.all(Array.from({ length: 500 }, () => whenThereIsRoom(() => used(fresh))));
  expect(count(outcomes, "authenticated")).toBe(500);
  expect(await statesOf(db, token.id)).toEqual(["retiring", "current"]);
  expect(count(await typesOf(token.id), "access_token.secret_first_used")).toBe(1);
}, 60_000);

test("while 500 requests with the old and the new secret race, none is refused", async () => {
  const token = await newToken();
  const fresh = await pendingSecret(token.id);
  const outcomes = await Promise.all(
    Array.from({ length: 500 }, (_, i) => whenThereIsRoom(() => used(i % 2 === 0 ? token.secret : fresh))),
  );
  expect(count(outcomes, "authenticated")).toBe(500);
}, 60_000);

test("50 rotations at once leave one pending secret, the last, and the current one untouched", async () => {
  const token = await newToken();
  const results = await Promise.all(Array.from({ length: 50 }, () => whenThereIsRoom(() => rotate(token.id))));
  const secrets = results.flatMap((result) => (result.status === "rotated" ? [result.secret] : []));
  expect(secrets).toHaveLength(50);
  const states = await statesOf(db, token.id);
  expect([count(states, "pending"), count(states, "current"), count(states, "retired")]).toEqual([1, 1, 49]);
  expect(await used(token.secret)).toBe("authenticated");
  const outcomes: string[] = [];
  for (const secret of secrets) outcomes.push(await used(secret));
  expect([count(outcomes, "authenticated"), count(outcomes, "token_retired")]).toEqual([1, 49]);
}, 60_000);

test("50 replacements at once leave one secret that works", async () => {
  const token = await newToken();
  await pendingSecret(token.id);
  const results = await Promise.all(Array.from({ length: 50 }, () => whenThereIsRoom(() => rotate(token.id, true))));
  const secrets = results.flatMap((result) => (result.status === "rotated" ? [result.secret] : []));
  const outcomes = await Promise.all(secrets.map(used));
  expect([count(outcomes, "authenticated"), count(outcomes, "token_retired")]).toEqual([1, 49]);
  expect(count(await statesOf(db, token.id), "current")).toBe(1);
}, 60_000);

test("revoke against rotate: the token is revoked, with every secret that it got", async () => {
  await inRounds(async (token, number) => {
    const [revoked, rotated] = await atOnce(
      number,
      () => revoke(token.id),
      () => rotate(token.id),
    );
    expect(revoked.status).toBe("revoked");
    expect(["rotated", "not_rotatable"]).toContain(rotated.status);
    if (rotated.status === "rotated") expect(await used(rotated.secret)).toBe("token_revoked");
    expect(await used(token.secret)).toBe("token_revoked");
    // Nothing was done to it after it was revoked.
    expect((await typesOf(token.id)).at(-1)).toBe("access_token.revoked");
    expect(await statesOf(db, token.id)).toEqual(rotated.status === "rotated" ? ["current", "pending"] : ["current"]);
  });
}, 60_000);

test("revoke against first use: the secret was promoted before the revoke, or never", async () => {
  await inRounds(async (token, number) => {
    const fresh = await pendingSecret(token.id);
    const [outcome] = await atOnce(
      number,
      () => used(fresh),
      () => revoke(token.id),
    );
    expect(["authenticated", "token_revoked"]).toContain(outcome);
    expect(await used(fresh)).toBe("token_revoked");
    const types = await typesOf(token.id);
    expect(types.at(-1)).toBe("access_token.revoked");
    const promoted = types.includes("access_token.secret_first_used");
    expect(await statesOf(db, token.id)).toEqual(promoted ? ["retiring", "current"] : ["current", "pending"]);
    // Whoever was allowed was so with a secret that had become the current one.
    if (outcome === "authenticated") expect(promoted).toBe(true);
  });
}, 60_000);

test("rotate against first use: one of the two was first, and the other was told", async () => {
  await inRounds(async (token, number) => {
    const fresh = await pendingSecret(token.id);
    const [outcome, rotated] = await atOnce(
      number,
      () => used(fresh),
      () => rotate(token.id),
    );
    const states = await statesOf(db, token.id);
    if (rotated.status === "overlap_running") {
      expect(outcome).toBe("authenticated");
      expect(states).toEqual(["retiring", "current"]);
    } else {
      expect([rotated.status, outcome]).toEqual(["rotated", "token_retired"]);
      expect(states).toEqual(["current", "retired", "pending"]);
      expect(await used(token.secret)).toBe("authenticated");
    }
  });
}, 60_000);

test("replace now against first use: the replaced secrets are dead, whoever was first", async () => {
  await inRounds(async (token, number) => {
    const fresh = await pendingSecret(token.id);
    const [outcome, replaced] = await atOnce(
      number,
      () => used(fresh),
      () => rotate(token.id, true),
    );
    expect(["authenticated", "token_retired"]).toContain(outcome);
    if (replaced.status !== "rotated") throw new Error(replaced.status);
    expect(await Promise.all([token.secret, fresh, replaced.secret].map(used))).toEqual([
      "token_retired",
      "token_retired",
      "authenticated",
    ]);
    expect(await statesOf(db, token.id)).toEqual(["retired", "retired", "current"]);
  });
}, 60_000);

test("end the overlap against first use: ended after it began, or there was none yet", async () => {
  await inRounds(async (token, number) => {
    const fresh = await pendingSecret(token.id);
    const [outcome, ended] = await atOnce(
      number,
      () => used(fresh),
      () => endOverlap(anyPool(), owner(token.id), token.id),
    );
    expect(outcome).toBe("authenticated");
    expect(["ended", "no_overlap"]).toContain(ended.status);
    expect(await statesOf(db, token.id)).toEqual([ended.status === "ended" ? "retired" : "retiring", "current"]);
  });
}, 60_000);

test("an earlier expiration date against first use: no overlap outlives the token", async () => {
  await inRounds(async (token, number) => {
    const fresh = await pendingSecret(token.id);
    const expiresAt = new Date(Date.now() + 600_000);
    const input = editTokenInput.parse({ expiration_date: expiresAt.toISOString() });
    await atOnce(
      number,
      () => used(fresh),
      () => editToken(anyPool(), owner(token.id), token.id, input),
    );
    const former = await db
      .selectFrom("access_token_secret")
      .select("retires_at")
      .where("token_id", "=", token.id)
      .where("state", "=", "retiring")
      .executeTakeFirstOrThrow();
    expect(former.retires_at).toEqual(expiresAt);
  });
}, 60_000);

test("leaked against creating and rotating with the leaked token: nothing that it made survives", async () => {
  const tried = new Set<string>();
  await inRounds(async (token, number) => {
    const caller = await principalOf(anyPool(), token.secret);
    const other = await createToken(db, userOf(token.id));
    const child = await create(anyPool(), caller, createTokenInput.parse({ label: "child" }));
    if (child.status !== "created") throw new Error(child.status);
    const childCaller = await principalOf(anyPool(), child.secret);
    const make = async (by = caller) => await create(anyPool(), by, createTokenInput.parse({ label: "heir" }));
    const attempts = () =>
      Promise.allSettled([
        make(),
        rotateToken(anyPool(), caller, other.id, { overlapSeconds: 0, replaceNow: true }),
        make(),
        make(childCaller),
        make(childCaller),
      ]);
    // Which of them comes first in a race is chance, so each order is also made once: what is made before, and after.
    const made = number === 0 ? await attempts() : [];
    const [revoked, raced] = await atOnce(number, () => revoke(token.id, true), attempts);
    expect(revoked.status).toBe("revoked");
    const results = [...made, ...raced, ...(number === 1 ? await attempts() : [])];
    for (const result of results) {
      tried.add(result.status === "fulfilled" ? result.value.status : "refused");
      if (result.status === "rejected") expect(result.reason).toMatchObject({ name: "CallerEnded" });
      else if ("secret" in result.value) expect(await used(result.value.secret)).toBe("token_revoked");
    }
  });
  expect([...tried].sort()).toEqual(["created", "refused", "rotated"]);
}, 60_000);

test("narrow against creating with the narrowed token: what comes second waits, and is judged by what the token may then", async () => {
  const token = await newToken();
  const caller = await principalOf(db, token.secret);
  let made: ReturnType<typeof create> | undefined;
  let isMade = false;
  await db.transaction().execute(async (trx) => {
    await lockTokens(trx, [token.id]);
    await trx
      .updateTable("access_token")
      .set({ scopes: ["tokens:write"] })
      .where("id", "=", token.id)
      .execute();
    made = create(pools[0] ?? db, caller, createTokenInput.parse({ label: "heir", scopes: ["all"] }));
    void made.finally(() => (isMade = true));
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(trx);
    const isAwaited = sql<{ pid: number }>`
      select pid from pg_stat_activity where ${rows[0]?.pid} = any(pg_blocking_pids(pid))`;
    await waitFor(
      async () => isMade || (await isAwaited.execute(db)).rows.length > 0,
      "the other to wait, or to be done",
    );
  });
  expect(await made).toEqual({ status: "exceeds_caller", fields: ["scopes"] });
});

test("two tokens that rotate each other never wait for each other", async () => {
  const one = await newToken();
  const two = await createToken(db, userOf(one.id));
  // Each has the other's new secret, so that to rotate it is to rotate oneself.
  await db.updateTable("access_token").set({ may_rotate_itself: true }).where("id", "in", [one.id, two.id]).execute();
  const callers = [await principalOf(db, one.secret), await principalOf(db, two.secret)] as const;
  const results = await Promise.all(
    Array.from({ length: 100 }, (_, i) =>
      whenThereIsRoom(() =>
        rotateToken(anyPool(), callers[i % 2 === 0 ? 0 : 1], i % 2 === 0 ? two.id : one.id, {
          overlapSeconds: 60,
          replaceNow: false,
        }),
      ),
    ),
  );
  expect(results.every(({ status }) => status === "rotated")).toBe(true);
}, 60_000);

test("undo against create: the last place under the limit is taken once", async () => {
  const crowded = await createUser(db);
  const principal = signedInAs(crowded);
  const revoked = await Promise.all(Array.from({ length: 10 }, () => createToken(db, crowded)));
  for (const { id } of revoked) await revokeToken(db, principal, { id, reason: null });
  for (let i = 0; i < 95; i++) await createToken(db, crowded);
  const results = await Promise.all([
    ...revoked.map(({ id }) => undoRevoke(anyPool(), principal, id)),
    ...revoked.map(() => create(anyPool(), principal, createTokenInput.parse({ label: "new" }))),
  ]);
  const outcomes = results.map(({ status }) => status);
  expect(count(outcomes, "undone") + count(outcomes, "created")).toBe(5);
  expect(count(outcomes, "limit_reached")).toBe(15);
}, 60_000);

test("undo against undo and revoke: done once each, and told in the order in which they were", async () => {
  await inRounds(async (token, number) => {
    await revoke(token.id);
    const undo = () => undoRevoke(anyPool(), owner(token.id), token.id);
    await atOnce(
      number,
      () => Promise.all([undo(), undo()]),
      () => revoke(token.id),
    );
    const [first, ...more] = await typesOf(token.id);
    expect(first).toBe("access_token.revoked");
    expect(more).toContain("access_token.revoke_undone");
    for (const [i, type] of more.entries()) {
      expect(type).toBe(i % 2 === 0 ? "access_token.revoke_undone" : "access_token.revoked");
    }
    expect(await used(token.secret)).toBe(more.length % 2 === 0 ? "token_revoked" : "authenticated");
  });
}, 60_000);
