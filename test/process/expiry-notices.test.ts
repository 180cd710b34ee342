import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { listNotices } from "@/lib/notice/read";
import { createTestDatabase, type TestDatabase } from "../database/database";
import { createToken, createUser, type TestToken, type TestUser } from "../fixtures";
import { type SmtpUnderTest, startSmtp } from "../mail/smtp";
import { createClock, setClock, work } from "../work";
import { endLeftovers, type Launched, launchWorker } from "./launch";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
// Ahead of the database's own clock, which gives new rows their times.
const start = new Date("2031-03-10T13:20:00Z");
const after = (ms: number) => new Date(start.getTime() + ms);

let database: TestDatabase;
let smtp: SmtpUnderTest;
let workers: Launched[];
beforeAll(async () => {
  smtp = await startSmtp();
});
afterAll(() => smtp.stop());
beforeEach(async () => {
  database = await createTestDatabase();
  await createClock(database.db, start);
  smtp.received.length = 0;
  workers = await Promise.all([startWorker(), startWorker()]);
});
afterEach(async () => {
  await endLeftovers();
  await database.destroy();
});

const startWorker = () =>
  launchWorker({
    DATABASE_URL: database.url,
    SMTP_URL: smtp.url,
    TEST_CLOCK: "1",
    APP_URL: "https://keys.example",
  });

/** One of the two instances is killed, and started again. */
async function killOne() {
  const victim = workers.shift();
  victim?.kill("SIGKILL");
  await victim?.ended();
  workers.push(await startWorker());
}

async function tokenOf(user: TestUser, label: string, lifeMs: number): Promise<TestToken> {
  const token = await createToken(database.db, user, { label, createdAt: start, expiresAt: after(lifeMs) });
  await database.db.updateTable("access_token").set({ expiration_set_at: start }).where("id", "=", token.id).execute();
  return token;
}

/** What both instances do at a moment, twice over. */
async function passBy(at: Date) {
  await setClock(database.db, at);
  for (let time = 0; time < 2; time++) await work(database.db, "make_notices", "make_digests", "sweep_mail");
}

/** Each notice that was given, the first one first; the dashboard shows the latest one of a token. */
const noticed = async (user: TestUser) => {
  const rows = database.db.selectFrom("notice").select(["kind", "created_at", "detail"]).where("user_id", "=", user.id);
  return (await rows.orderBy("created_at").orderBy("id").execute()).map(({ kind, created_at: createdAt, detail }) => ({
    kind,
    at: (createdAt.getTime() - start.getTime()) / HOUR_MS,
    label: labelIn(detail),
  }));
};

const labelIn = (detail: unknown) =>
  typeof detail === "object" && detail !== null && "label" in detail ? detail.label : "";

const mailed = () => smtp.received.map(({ subject }) => subject);

test("a token of 90 days is told of five times, in the dashboard and by mail, over restarts on two instances", async () => {
  const mira = await createUser(database.db, { timezone: "Europe/Zurich" });
  await tokenOf(mira, "MacBook Pro", 90 * DAY_MS);
  await passBy(after(0));
  await killOne();
  for (const day of [60, 76, 83, 89, 90]) {
    await passBy(after((day - 0.5) * DAY_MS));
    await passBy(after(day * DAY_MS));
    await killOne();
    await passBy(after((day + 0.5) * DAY_MS));
  }
  await killOne();
  await passBy(after(98 * DAY_MS));
  expect(await noticed(mira)).toEqual([
    { kind: "token_expires", at: 60 * 24, label: "MacBook Pro" },
    { kind: "token_expires", at: 76 * 24, label: "MacBook Pro" },
    { kind: "token_expires", at: 83 * 24, label: "MacBook Pro" },
    { kind: "token_expires", at: 89 * 24, label: "MacBook Pro" },
    { kind: "token_expired", at: 90 * 24, label: "MacBook Pro" },
  ]);
  const shown = await listNotices(database.db, mira.id, { limit: 100 });
  expect(shown.map(({ kind }) => kind)).toEqual(["token_expired"]);
  expect(mailed()).toEqual([
    "An access token expires in 30 days: “MacBook Pro”",
    "An access token expires in 14 days: “MacBook Pro”",
    "An access token expires in 7 days: “MacBook Pro”",
    "An access token expires in 1 day: “MacBook Pro”",
    "An access token has expired: “MacBook Pro”",
  ]);
  const [first] = smtp.received;
  expect(first?.text).toMatch(/Rotate: https:\/\/keys\.example\/account\/access-tokens\/[0-9a-f-]{36}\?rotate=1/);
  expect(first?.text).toMatch(/Extend: https:\/\/keys\.example\/account\/access-tokens\/[0-9a-f-]{36}\?extend=1/);
  expect(first?.text).toContain("8 Jun 2031, 15:20 (Europe/Zurich, UTC+2)");
});

test("a token of one hour is told of twice in the dashboard, and in one mail, with a kill at each step", async () => {
  const mira = await createUser(database.db);
  await tokenOf(mira, "Migration", HOUR_MS);
  for (const minute of [0, 40, 45, 50, 55, 60, 65, 75]) {
    await passBy(after(minute * MINUTE_MS));
    if ([40, 45, 60].includes(minute)) await killOne();
  }
  expect(await noticed(mira)).toEqual([
    { kind: "token_expires", at: 0.75, label: "Migration" },
    { kind: "token_expired", at: 1, label: "Migration" },
  ]);
  expect(mailed()).toEqual(["An access token expires in 15 minutes: “Migration”"]);
});

test("what becomes due later on the same day is in the one mail of that day, in the person's timezone", async () => {
  const mira = await createUser(database.db, { timezone: "Pacific/Auckland" });
  // In Auckland the day ends at 11:00 UTC.
  await tokenOf(mira, "first", 7 * DAY_MS + 2 * HOUR_MS);
  await tokenOf(mira, "same day", 7 * DAY_MS + 20 * HOUR_MS);
  await tokenOf(mira, "next day", 7 * DAY_MS + 23 * HOUR_MS);
  // Each of the three is due in one of these hours, and the day ends between the last two.
  for (const due of [2, 20, 23])
    for (const hour of [due - 1, due, due + 1]) await passBy(after(6 * DAY_MS + hour * HOUR_MS));
  // The second day's mail also tells that the first two expire on it.
  expect(mailed()).toEqual(["2 access tokens expire soon", "3 access tokens expire soon"]);
  expect(smtp.received[0]?.text).toMatch(/expires in 1 day\s[\s\S]*“first”[\s\S]*expires in 2 days\s[\s\S]*“same day”/);
  expect(smtp.received[1]?.text).toMatch(
    /expires in 3 hours\s[\s\S]*“first”[\s\S]*expires in 21 hours\s[\s\S]*“same day”[\s\S]*“next day”/,
  );
  expect(await noticed(mira)).toHaveLength(3);
});

test("nobody is told of what is no longer so: an extended, a revoked, a deactivated one, or one who wants none", async () => {
  const [mira, quiet, gone] = await Promise.all([
    createUser(database.db),
    createUser(database.db),
    createUser(database.db, { deactivatedAt: start }),
  ]);
  const extended = await tokenOf(mira, "extended", 10 * DAY_MS);
  const revoked = await tokenOf(mira, "revoked", 10 * DAY_MS);
  await tokenOf(quiet, "quiet", 10 * DAY_MS);
  await tokenOf(gone, "gone", 10 * DAY_MS);
  await database.db
    .insertInto("notification_preference")
    .values({ user_id: quiet.id, expiry_email: false, expiry_dashboard: false })
    .execute();
  await passBy(after(8.5 * DAY_MS));
  await database.db
    .updateTable("access_token")
    .set({ expires_at: after(30 * DAY_MS), expiration_set_at: after(8.6 * DAY_MS) })
    .where("id", "=", extended.id)
    .execute();
  await database.db
    .updateTable("access_token")
    .set({ revoked_at: after(8.6 * DAY_MS), revoke_kind: "by_owner", revoked_by_user_id: mira.id })
    .where("id", "=", revoked.id)
    .execute();
  for (const day of [9.5, 10.5, 12]) await passBy(after(day * DAY_MS));
  expect(mailed()).toEqual([]);
  for (const user of [mira, quiet, gone]) expect(await noticed(user)).toEqual([]);
  await passBy(after(23 * DAY_MS));
  expect(await noticed(mira)).toEqual([{ kind: "token_expires", at: 23 * 24, label: "extended" }]);
  expect(mailed()).toEqual(["An access token expires in 7 days: “extended”"]);
});

test("after a time without any instance only the latest notice is given", async () => {
  const mira = await createUser(database.db);
  await tokenOf(mira, "forgotten", 90 * DAY_MS);
  await passBy(after(60 * DAY_MS));
  await passBy(after(91 * DAY_MS));
  await passBy(after(93 * DAY_MS));
  expect((await noticed(mira)).map(({ kind, at }) => [kind, at / 24])).toEqual([
    ["token_expires", 60],
    ["token_expired", 91],
  ]);
  expect(mailed()).toEqual([
    "An access token expires in 30 days: “forgotten”",
    "An access token has expired: “forgotten”",
  ]);
});
