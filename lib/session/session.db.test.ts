import { sql } from "kysely";
import { afterAll, expect, test } from "vitest";
import { findLiveSessionsOfUser, insertSession } from "@/db/account/session";
import { changePassword } from "@/lib/password/change";
import { createTestDatabase } from "@/test/database/database";
import { createOrganisation, createUser, PASSWORD } from "@/test/fixtures";
import { checkSession } from "./check-session";
import { endOtherSessions, endSession } from "./end";
import { confirmPassword, isFresh } from "./reauthenticate";

const { db, destroy } = await createTestDatabase();
afterAll(destroy);

const client = { address: "192.0.2.7", userAgent: "Firefox", requestId: "r" };

async function begin(given: { userId?: string; age?: string; idle?: string; authenticated?: string } = {}) {
  const userId = given.userId ?? (await createUser(db)).id;
  const id = await insertSession(db, { user_id: userId, method: "password", address: null, user_agent: "Firefox" });
  await sql`update session set created_at = now() - ${given.age ?? "0"}::interval,
    last_seen_at = now() - ${given.idle ?? "0"}::interval,
    authenticated_at = now() - ${given.authenticated ?? "0"}::interval where id = ${id}`.execute(db);
  return { id, userId };
}

async function beginAs(given: Parameters<typeof begin>[0] = {}) {
  const principal = await checkSession(db, (await begin(given)).id, client);
  if (principal === undefined) throw new Error("the session is not live");
  return principal;
}

test("a live session tells its user and organisations, by the database's clock", async () => {
  const user = await createUser(db, { firstName: "Ada", lastName: "Lovelace", timezone: "Europe/Zurich" });
  const organisation = await createOrganisation(db, { isPlatform: true, members: [{ user, role: "owner" }] });
  const { id } = await begin({ userId: user.id });
  const principal = await checkSession(db, id, client);
  expect(principal).toEqual({
    type: "session",
    user: {
      id: user.id,
      email: user.email,
      firstName: "Ada",
      lastName: "Lovelace",
      timezone: "Europe/Zurich",
      singleKeyShortcuts: true,
    },
    session: { id, authenticatedAt: expect.any(Date), method: "password" },
    organisations: [{ ...organisation, role: "owner", isPlatform: true, applications: null, teamIds: [] }],
    now: expect.any(Date),
    client,
  });
});

test.each([
  ["idle for 14 days", { idle: "14 days" }],
  ["begun 90 days ago", { age: "90 days" }],
])("a session %s is over", async (_, given) => {
  expect(await checkSession(db, (await begin(given)).id, client)).toBeUndefined();
});

test.each([
  ["idle for less than 14 days", { idle: "13 days 23:59" }],
  ["begun less than 90 days ago", { age: "89 days 23:59" }],
])("a session %s goes on", async (_, given) => {
  expect(await checkSession(db, (await begin(given)).id, client)).toBeDefined();
});

test("a session of a user who was deactivated is over", async () => {
  const { id, userId } = await begin();
  await sql`update "user" set deactivated_at = now() where id = ${userId}`.execute(db);
  expect(await checkSession(db, id, client)).toBeUndefined();
});

test("being seen is noted once a minute, with the address", async () => {
  const { id } = await begin({ idle: "59 seconds" });
  const seen = () =>
    db.selectFrom("session").select(["last_seen_at", "address"]).where("id", "=", id).executeTakeFirst();
  const before = await seen();
  await checkSession(db, id, client);
  expect(await seen()).toEqual(before);
  await sql`update session set last_seen_at = now() - interval '61 seconds' where id = ${id}`.execute(db);
  await checkSession(db, id, client);
  expect(await seen()).toMatchObject({ address: "192.0.2.7" });
  expect((await seen())?.last_seen_at.getTime()).toBeGreaterThan(before?.last_seen_at.getTime() ?? 0);
});

test("an ended session is over, the user's others go on, and it is recorded", async () => {
  const principal = await beginAs();
  const other = await begin({ userId: principal.user.id });
  expect(await endSession(db, principal, other.id)).toBe("ended");
  expect(await endSession(db, principal, other.id)).toBe("not_found");
  expect(await checkSession(db, other.id, client)).toBeUndefined();
  expect(await checkSession(db, principal.session.id, client)).toBeDefined();
  const activity = await db.selectFrom("activity").select("type").where("user_id", "=", principal.user.id).execute();
  expect(activity).toEqual([{ type: "session.ended" }]);
});

test("somebody else's session cannot be ended", async () => {
  const principal = await beginAs();
  const { id } = await begin();
  expect(await endSession(db, principal, id)).toBe("not_found");
  expect(await checkSession(db, id, client)).toBeDefined();
});

test("signing out everywhere else leaves this session and other people's", async () => {
  const principal = await beginAs();
  await begin({ userId: principal.user.id });
  await begin({ userId: principal.user.id });
  await begin({ userId: principal.user.id, idle: "20 days" });
  const stranger = await begin();
  expect(await endOtherSessions(db, principal)).toBe(2);
  expect((await findLiveSessionsOfUser(db, principal.user.id)).map(({ id }) => id)).toEqual([principal.session.id]);
  expect(await checkSession(db, stranger.id, client)).toBeDefined();
});

test("a session is fresh for ten minutes after its password, and again once it is confirmed", async () => {
  expect(isFresh(await beginAs({ authenticated: "9 minutes 58 seconds" }))).toBe(true);
  const stale = await beginAs({ authenticated: "10 minutes" });
  expect(isFresh(stale)).toBe(false);
  expect(await confirmPassword(db, stale, "not the password")).toEqual({ status: "wrong_password" });
  expect(await confirmPassword(db, stale, PASSWORD)).toEqual({ status: "confirmed" });
  const again = await checkSession(db, stale.session.id, client);
  expect(again && isFresh(again)).toBe(true);
});

test("a wrong password at a confirmation or a change of password is in the activity, once a day for each network", async () => {
  const principal = await beginAs();
  await confirmPassword(db, principal, "");
  for (let n = 0; n < 3; n++) await confirmPassword(db, principal, "not the password");
  for (let n = 0; n < 2; n++) {
    await changePassword(db, principal, { current: "not the password", new: "quite another password" });
  }
  const rows = await db
    .selectFrom("activity")
    .selectAll()
    .where("user_id", "=", principal.user.id)
    .where("type", "like", "user.%_refused")
    .orderBy("created_at")
    .execute();
  expect(rows.map(({ type }) => type)).toEqual(["user.proof_refused", "user.password_change_refused"]);
  expect(JSON.stringify(rows)).not.toContain("not the password");
});

test("confirming slows down after ten wrong passwords, and tells accounts without password where to go", async () => {
  const principal = await beginAs();
  for (let n = 0; n < 10; n++) await confirmPassword(db, principal, "not the password");
  expect(await confirmPassword(db, principal, PASSWORD)).toMatchObject({ status: "slow_down" });
  await sql`update "user" set password_hash = null where id = ${principal.user.id}`.execute(db);
  expect(await confirmPassword(db, principal, PASSWORD)).toEqual({ status: "use_oidc" });
});
