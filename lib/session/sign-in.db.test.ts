import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "kysely";
import { afterAll, beforeEach, expect, test, vi } from "vitest";
import { endSessionsOfUser, findLiveSessionsOfUser } from "@/db/account/session";
import { reserveAttempt } from "@/db/account/sign-in-failure";
import { updatePasswordHash } from "@/db/account/user";
import { hashPassword } from "@/lib/password/hash";
import { createTestDatabase } from "@/test/database/database";
import { dumpDatabase } from "@/test/database/dump";
import { createUser, PASSWORD } from "@/test/fixtures";
import { signIn, signInInput } from "./sign-in";

// The real argon2, with a count of what it was asked.
const asked = vi.hoisted(() => ({ verifications: 0 }));
vi.mock("@node-rs/argon2", async (original) => {
  const argon2 = await original<typeof import("@node-rs/argon2")>();
  const verify = (...args: Parameters<typeof argon2.verify>) => {
    asked.verifications += 1;
    return argon2.verify(...args);
  };
  return { ...argon2, verify };
});

const { db, destroy } = await createTestDatabase();
afterAll(destroy);
beforeEach(async () => {
  await sql`truncate sign_in_failure`.execute(db);
  asked.verifications = 0;
});

let clients = 0;
const nextAddress = () => `198.18.${++clients >> 8}.${clients & 255}`;
const client = (address = nextAddress()) => ({ address, userAgent: "Firefox", requestId: "r" });
const tryTo = (email: string, password: string, from = client()) => signIn(db, { email, password }, from);
const fail = async (times: number, email: string, from?: string) => {
  const results = [];
  for (let n = 0; n < times; n++) results.push(await tryTo(email, "not the password", client(from)));
  return results;
};
const passTime = (seconds: number) =>
  sql`update sign_in_failure set failed_at = failed_at - make_interval(secs => ${seconds}),
    blocked_until = blocked_until - make_interval(secs => ${seconds})`.execute(db);
const secondsUntil = async (moment: Date) => {
  const { rows } = await sql<{
    seconds: number;
  }>`select extract(epoch from ${moment}::timestamptz - now())::float8 as seconds`.execute(db);
  return rows[0]?.seconds ?? Number.NaN;
};

test("the right password begins a session and is recorded, in whatever case the e-mail address is typed", async () => {
  const user = await createUser(db);
  const result = await tryTo(user.email.toUpperCase(), PASSWORD, client("198.51.100.200"));
  expect(result).toEqual({ status: "signed_in", sessionId: expect.any(String) });
  const session = await db.selectFrom("session").selectAll().where("user_id", "=", user.id).executeTakeFirstOrThrow();
  expect(session).toMatchObject({
    method: "password",
    address: "198.51.100.200",
    user_agent: "Firefox",
    ended_at: null,
  });
  const activity = await db.selectFrom("activity").select("type").where("user_id", "=", user.id).execute();
  expect(activity).toEqual([{ type: "user.signed_in" }]);
});

test("an unknown e-mail, a wrong password, a deactivated account and one without password get one answer after one verification", async () => {
  const user = await createUser(db);
  const gone = await createUser(db, { deactivatedAt: new Date() });
  const external = await createUser(db);
  await db.updateTable("user").set({ password_hash: null }).where("id", "=", external.id).execute();
  for (const [email, password] of [
    ["nobody@agency.example", PASSWORD],
    [user.email, "not the password"],
    [gone.email, PASSWORD],
    [external.email, PASSWORD],
    [external.email, "no account has this password"],
  ] as const) {
    asked.verifications = 0;
    expect(await tryTo(email, password)).toEqual({ status: "wrong" });
    expect(asked.verifications).toBe(1);
  }
  expect(await db.selectFrom("session").select("id").where("user_id", "=", gone.id).execute()).toEqual([]);
});

test("after ten failures the next try waits, with the right password too, and the wait has an end", async () => {
  const user = await createUser(db);
  expect(await fail(10, user.email)).toEqual(Array(10).fill({ status: "wrong" }));
  const refused = await tryTo(user.email, PASSWORD);
  if (refused.status !== "slow_down") throw new Error(`not slowed down: ${refused.status}`);
  expect(await secondsUntil(refused.retryAt)).toBeGreaterThan(0);
  expect(await secondsUntil(refused.retryAt)).toBeLessThanOrEqual(5);
  await passTime(5);
  expect(await tryTo(user.email, PASSWORD)).toMatchObject({ status: "signed_in" });
});

test("an account without an owner slows down just the same", async () => {
  await fail(10, "nobody@agency.example");
  expect(await tryTo("nobody@agency.example", PASSWORD)).toMatchObject({ status: "slow_down" });
});

test("signing in forgets the account's failures", async () => {
  const user = await createUser(db);
  await fail(9, user.email);
  expect(await tryTo(user.email, PASSWORD)).toMatchObject({ status: "signed_in" });
  expect(await fail(9, user.email)).toEqual(Array(9).fill({ status: "wrong" }));
});

test("an account's wait grows to a minute and no further", async () => {
  const user = await createUser(db);
  await fail(10, user.email);
  const waits = [];
  for (let n = 0; n < 6; n++) {
    const refused = await tryTo(user.email, PASSWORD);
    if (refused.status !== "slow_down") throw new Error("not slowed down");
    waits.push(Math.ceil(await secondsUntil(refused.retryAt)));
    await passTime(waits.at(-1) ?? 0);
    await fail(1, user.email);
  }
  // As they are read a little later, on a busy machine some seconds.
  const expected = [5, 10, 20, 40, 60, 60];
  for (const [place, wait] of waits.entries()) {
    expect(wait).toBeLessThanOrEqual(expected[place] ?? 0);
    expect(wait).toBeGreaterThan((expected[place] ?? 0) * 0.6);
  }
});

test("of a hundred guesses at once ten are tried", async () => {
  const user = await createUser(db);
  const results = await Promise.all(Array.from({ length: 100 }, () => tryTo(user.email, "not the password")));
  expect(results.filter(({ status }) => status === "wrong")).toHaveLength(10);
  expect(results.filter(({ status }) => status === "slow_down")).toHaveLength(90);
  expect(asked.verifications).toBe(10);
});

test("an address that guesses at many accounts slows down, and the neighbours of its network do not", async () => {
  for (let n = 0; n < 10; n++) await fail(1, `nobody-${n}@agency.example`, "203.0.113.5");
  const user = await createUser(db);
  expect(await tryTo(user.email, PASSWORD, client("203.0.113.5"))).toMatchObject({ status: "slow_down" });
  expect(await tryTo(user.email, PASSWORD, client("::ffff:203.0.113.5"))).toMatchObject({ status: "slow_down" });
  expect(await tryTo(user.email, PASSWORD, client("203.0.113.6"))).toMatchObject({ status: "signed_in" });
});

test("an IPv6 network of 64 bits counts as one address", async () => {
  for (let n = 0; n < 10; n++) await fail(1, `nobody-${n}@agency.example`, `2001:db8:1:2::${n + 1}`);
  const user = await createUser(db);
  expect(await tryTo(user.email, PASSWORD, client("2001:db8:1:2:ffff::9"))).toMatchObject({ status: "slow_down" });
  expect(await tryTo(user.email, PASSWORD, client("2001:db8:1:3::1"))).toMatchObject({ status: "signed_in" });
});

test("an address that has to wait cannot make the account's owner wait", async () => {
  const user = await createUser(db);
  for (let n = 0; n < 10; n++) await fail(1, `nobody-${n}@agency.example`, "203.0.113.5");
  await fail(20, user.email, "203.0.113.5");
  expect(await tryTo(user.email, PASSWORD)).toMatchObject({ status: "signed_in" });
});

test("colleagues behind one address who all know their passwords never wait", async () => {
  const users = await Promise.all(Array.from({ length: 12 }, () => createUser(db)));
  for (const user of users) {
    expect(await tryTo(user.email, PASSWORD, client("203.0.113.5"))).toMatchObject({ status: "signed_in" });
  }
});

test("after a wait, the one who signs in does not keep the others at the address waiting", async () => {
  const [user, colleague] = await Promise.all([createUser(db), createUser(db)]);
  await fail(10, user.email, "203.0.113.5");
  await passTime(5);
  expect(await tryTo(user.email, PASSWORD, client("203.0.113.5"))).toMatchObject({ status: "signed_in" });
  expect(await tryTo(colleague.email, PASSWORD, client("203.0.113.5"))).toMatchObject({ status: "signed_in" });
  expect(await tryTo(user.email, "not the password", client("203.0.113.5"))).toEqual({ status: "wrong" });
  expect(await tryTo(user.email, PASSWORD, client("203.0.113.5"))).toMatchObject({ status: "slow_down" });
});

test("wrong passwords are in the activity of the account once for each network, and of no more than ten a day", async () => {
  const user = await createUser(db);
  const told = async () =>
    (
      await db
        .selectFrom("activity")
        .select(["type", "address", "user_agent"])
        .where("user_id", "=", user.id)
        .orderBy("created_at")
        .execute()
    ).map(({ type, address, user_agent }) => `${type} ${address} ${user_agent}`);
  await Promise.all(Array.from({ length: 8 }, () => tryTo(user.email, "not the password", client("2001:db8:7::1"))));
  await fail(1, user.email, "2001:db8:7::2");
  expect(await told()).toEqual(["user.sign_in_refused 2001:db8:7::1 Firefox"]);
  for (let host = 1; host < 20; host++) {
    await sql`truncate sign_in_failure`.execute(db);
    await fail(1, user.email, `198.51.100.${host}`);
  }
  expect(await told()).toHaveLength(10);
  expect((await told()).join()).not.toContain("not the password");
});

test("no table tells which e-mail addresses, networks and passwords were tried", async () => {
  await fail(1, "somebody.else@agency.example", "203.0.113.77");
  const dump = (await dumpDatabase(db)).join("\n");
  expect(dump).toContain("sign_in_failure: ");
  for (const text of ["somebody.else", "203.0.113.77", "not the password"]) expect(dump).not.toContain(text);
});

test("attempts that overlap are counted once each, in whatever order they began", async () => {
  const rule = { free: 10, firstWaitSeconds: 5, longestWaitSeconds: 60, forgetOneAfterSeconds: 360 };
  await reserveAttempt(db, "account:overlap", rule);
  await sql`update sign_in_failure set failed_at = now() + interval '1 second'`.execute(db);
  expect(await reserveAttempt(db, "account:overlap", rule)).toEqual({ failures: 2 });
});

test("an address in another spelling that the database folds to the account's is not the account's", async () => {
  await createUser(db, { email: "iris@agency.example" });
  // A capital I with a dot, which PostgreSQL's lower() makes an i and JavaScript does not: ten more guesses each.
  expect(await tryTo("\u0130ris@agency.example", PASSWORD)).toEqual({ status: "wrong" });
});

test("an e-mail address with a NUL is refused by its field", () => {
  const parsed = signInInput.safeParse({ email: "ada\0@agency.example", password: PASSWORD });
  expect(parsed.error?.issues.map(({ path }) => path)).toEqual([["email"]]);
});

test("a former password begins no session, also when it was right a moment before the change", async () => {
  const user = await createUser(db);
  const hash = await hashPassword("another-lantern-on-the-quay");
  const late = await db.transaction().execute(async (trx) => {
    await updatePasswordHash(trx, user.id, hash);
    await endSessionsOfUser(trx, user.id);
    const attempt = tryTo(user.email, PASSWORD);
    await Promise.race([attempt, sleep(500)]);
    return { attempt };
  });
  expect(await late.attempt).toEqual({ status: "wrong" });
  expect(await findLiveSessionsOfUser(db, user.id)).toEqual([]);
});
