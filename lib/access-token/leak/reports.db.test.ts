import { sql } from "kysely";
import { afterAll, describe, expect, test } from "vitest";
import { hasImportedSecrets } from "@/lib/access-token/authentication/cache/imported";
import { isReport } from "@/lib/activity/actor";
import { invite } from "@/lib/invitation/invite";
import { noticeMessage } from "@/lib/notice/message/notice-message";
import { listNotices } from "@/lib/notice/read";
import { createWebhook } from "@/lib/webhook/create";
import { databaseClock } from "@/lib/work/clock";
import { statementsOf } from "@/test/database/activity-plan";
import { createTestDatabase } from "@/test/database/database";
import { dumpDatabase, linesWithSecret } from "@/test/database/dump";
import { createAgency, createOrganisationToken, createToken, createUser, type GivenToken } from "@/test/fixtures";
import { newAddress } from "@/test/invitation";
import { queuedMails, turnMailOn } from "@/test/mail/queued-mail";
import { activityOf, letTimePass, principalOf, statesOf, use } from "@/test/rotation";
import { callerWith, signIn } from "@/test/session";
import { createToken as create } from "../create";
import { createTokenInput } from "../input";
import { revokeToken } from "../revocation/revoke";
import { undoRevoke } from "../revocation/undo";
import { rotateToken } from "../rotation/rotate";
import { lookUpSecrets } from "../secret/look-up";
import { generateSecret } from "../secret/secret";
import { finishLeaks } from "./finish";
import { type Finding, reportSecrets } from "./report";
import { takeSecretReports } from "./take-reports";

turnMailOn();

const { db, destroy } = await createTestDatabase();
afterAll(destroy);

const FINDER = { address: "198.51.100.7", userAgent: "scanner/1", requestId: "found" };
const PAST = new Date(Date.now() - 60_000);
const DAYS_MS = 86_400_000;

const report = async (...found: (string | Finding)[]) =>
  await reportSecrets(
    db,
    found.map((one) => (typeof one === "string" ? { secret: one } : one)),
    FINDER,
  );
/** What background work does with what was reported. */
async function work() {
  const context = { db, clock: databaseClock, mail: undefined, leaseSeconds: 60, signal: new AbortController().signal };
  await takeSecretReports(context, {});
  await finishLeaks(context, {});
}
const endedWith = async ({ id }: { id: string }) =>
  await db
    .selectFrom("activity")
    .selectAll()
    .where(sql<boolean>`after ->> 'leaked_token' = ${id}`)
    .orderBy("type")
    .execute();
const revocationOf = async ({ id }: { id: string }) =>
  await db
    .selectFrom("access_token")
    .select(["revoke_kind", "revoke_reason", "revoked_by_user_id", "leak_reported", "leak_finished_at"])
    .where("id", "=", id)
    .executeTakeFirstOrThrow();
const kindOf = async (token: { id: string }) => (await revocationOf(token)).revoke_kind;
const noticesOf = async (user: { id: string }) =>
  (await listNotices(db, user.id, { limit: 50 }))
    .filter(({ kind }) => kind === "token_revoked_by_other" || kind === "token_leaked")
    .map((notice) => noticeMessage(notice, { now: new Date(), timezone: "UTC" }).title);
const waiting = async () => (await db.selectFrom("secret_report").selectAll().execute()).length;

/** A token with a new secret that waits for its first use. */
async function rotated() {
  const user = await createUser(db);
  const token = await createToken(db, user);
  const result = await rotateToken(db, await signIn(db, user), token.id, { overlapSeconds: 3_600, replaceNow: false });
  if (result.status !== "rotated") throw new Error(result.status);
  return { user, token, pending: result.secret };
}

describe("a secret that works", () => {
  test("ends its token and what that made; those who look after it are told once, whoever reports it how often", async () => {
    const { organisation, people } = await createAgency(db);
    const token = await createOrganisationToken(db, organisation, { label: "Nightly", actsAs: "admin" });
    const made = await create(
      db,
      await callerWith(db, token.secret),
      createTokenInput.parse({ label: "child", organisation: organisation.id, acts_as: "member" }),
    );
    if (made.status !== "created") throw new Error(made.status);
    const holder = await callerWith(db, token.secret);
    const given = { url: "https://hooks.example.com/", description: "", events: ["token.leaked" as const] };
    expect((await createWebhook(db, holder, organisation.id, given)).status).toBe("created");
    await invite(db, holder, organisation.id, { email: newAddress(), role: "member", applications: [] });
    const found = { secret: token.secret, address: "https://github.example/agency/site/blob/main/.env#L3" };
    await report(found, `${token.secret}\n`, "nothing");
    // Nobody has looked yet: what reporting does, and takes, tells nothing.
    expect(await kindOf(token)).toBeNull();
    await work();
    for (let n = 0; n < 50; n++) await report(token.secret);
    await work();

    expect(await revocationOf(token)).toMatchObject({
      revoke_kind: "leaked",
      revoke_reason: `Reported as leaked, found at ${found.address}`,
      revoked_by_user_id: null,
      leak_reported: true,
      leak_finished_at: expect.any(Date),
    });
    expect(await use(db, token.secret)).toMatchObject({ status: "token_revoked" });
    expect(await use(db, made.secret)).toMatchObject({ status: "token_revoked" });
    for (const person of [people.owner, people.admin]) {
      const titles = (await noticesOf(person)).filter((title) => title.startsWith("Nightly"));
      expect(titles).toContain("Nightly of Harbour Studio was reported as leaked and revoked");
      expect(titles.filter((title) => title.includes("reported")).length).toBe(1);
      const mails = (await queuedMails(db, person.email)).filter(({ subject }) =>
        subject.includes("reported as leaked"),
      );
      expect(mails.map(({ subject }) => subject)).toEqual([
        "An access token was reported as leaked and revoked: “Nightly”",
      ]);
      expect(mails[0]?.body.named).toContainEqual({ what: "Found at", text: found.address });
    }
    expect(await noticesOf(people.member)).toEqual([]);
    expect((await noticesOf(people.owner)).filter((title) => title.includes("check what it changed")).length).toBe(1);
    // Nobody of the organisation reported it, and no operator either.
    const ended = await endedWith(token);
    expect(ended.map(({ type, actor_user_id }) => [type, actor_user_id])).toEqual([
      ["access_token.revoked", null],
      ["invitation.revoked", null],
      ["webhook.paused", null],
    ]);
    expect(ended.map(isReport)).toEqual([true, true, true]);
    const entries = (await activityOf(db, token.id)).filter(({ type }) => type === "access_token.revoked");
    expect(entries).toMatchObject([
      { actor_user_id: null, actor_token_id: null, address: FINDER.address, after: { reported: true } },
    ]);
    expect(await waiting()).toBe(0);
  });

  test("may be a new one that waits: it stays one, and its token ends", async () => {
    const { user, token, pending } = await rotated();
    await report(pending, token.secret);
    await work();
    expect(await kindOf(token)).toBe("leaked");
    expect(await statesOf(db, token.id)).toEqual(["current", "pending"]);
    expect((await noticesOf(user)).length).toBe(1);
  });

  test.each<[string, GivenToken]>([
    ["from outside its networks", { allowedNetworks: ["10.0.0.0/8"] }],
    ["expired, as it could be extended", { createdAt: new Date(Date.now() - 9 * DAYS_MS), expiresAt: PAST }],
  ])("ends it %s", async (_what, given) => {
    const token = await createToken(db, await createUser(db), given);
    await report(token.secret);
    await work();
    expect(await kindOf(token)).toBe("leaked");
  });

  test("ends each that stands in what was found, whatever stands around it", async () => {
    const user = await createUser(db);
    const [first, second, third] = [
      await createToken(db, user),
      await createToken(db, user),
      await createToken(db, user),
    ];
    await report(
      `GET /?t=%3D${first.secret} "${second.secret}"`,
      `Basic ${Buffer.from(`:${third.secret}`).toString("base64")}`,
    );
    await work();
    expect(await Promise.all([first, second, third].map(kindOf))).toEqual(["leaked", "leaked", "leaked"]);
  });

  test("ends that of a deactivated owner, who is told nothing", async () => {
    const user = await createUser(db, { deactivatedAt: PAST });
    const token = await createToken(db, user);
    await report(token.secret);
    await work();
    expect(await kindOf(token)).toBe("leaked");
    expect(await queuedMails(db, user.email)).toEqual([]);
  });

  test("makes a revoke final that could be undone", async () => {
    const user = await createUser(db);
    const session = await signIn(db, user);
    const token = await createToken(db, user);
    await revokeToken(db, session, { id: token.id, reason: "tidying up" });
    await report(token.secret);
    await work();
    expect(await revocationOf(token)).toMatchObject({ revoke_kind: "leaked", revoke_reason: "tidying up" });
    expect(await undoRevoke(db, session, token.id)).toEqual({ status: "final" });
  });
});

describe("a secret that never works again changes nothing and tells nobody", () => {
  const longAgo = new Date(Date.now() - 40 * DAYS_MS);
  test.each<[string, GivenToken]>([
    ["expired for good", { createdAt: new Date(Date.now() - 99 * DAYS_MS), expiresAt: longAgo }],
    ["revoked by its owner, an hour ago", { createdAt: longAgo, revoked: { at: new Date(Date.now() - 61 * 60_000) } }],
    ["revoked by an administrator", { revoked: { at: PAST, kind: "by_administrator" } }],
    ["revoked by itself", { revoked: { at: PAST, kind: "self" } }],
    ["revoked as leaked", { revoked: { at: PAST, kind: "leaked" } }],
  ])("%s", async (_what, given) => {
    const user = await createUser(db);
    const token = await createToken(db, user, given);
    const before = await revocationOf(token);
    await report(token.secret);
    await work();
    expect(await revocationOf(token)).toEqual(before);
    expect(await noticesOf(user)).toEqual([]);
    expect(await waiting()).toBe(0);
  });

  test("the old one of a token that was rotated, and a new one that nobody used in time", async () => {
    const { token, pending } = await rotated();
    await letTimePass(db, token.id, 8 * 86_400);
    await report(pending);
    await work();
    expect(await kindOf(token)).toBeNull();
    const other = await rotated();
    await principalOf(db, other.pending);
    await letTimePass(db, other.token.id, 7_200);
    await report(other.token.secret);
    await work();
    expect(await kindOf(other.token)).toBeNull();
  });
});

test("a report says the same to the database whatever the secrets are, keeps digests alone, and nothing where there is no secret", async () => {
  const user = await createUser(db);
  const [live, dead, unknown] = [
    (await createToken(db, user)).secret,
    (await createToken(db, user, { revoked: { at: PAST } })).secret,
    generateSecret("lk", "pat"),
  ];
  const textsOf = async (secret: string) =>
    (await statementsOf(() => report(secret))).map(({ text }) => text.trim().split(/\s+/).slice(0, 3).join(" "));
  // Whether anything was imported, which could look like anything, is asked for the first text that is not of our format.
  await report("nothing-of-our-format");
  const asked = await statementsOf(() => report(live));
  expect(asked.filter(({ text }) => text.includes("access_token"))).toEqual([]);
  const texts = await textsOf(live);
  expect(texts).toContain('insert into "secret_report"');
  expect(await textsOf(dead)).toEqual(texts);
  expect(await textsOf(unknown)).toEqual(texts);
  expect(linesWithSecret(await dumpDatabase(db), live)).toEqual([]);
  expect(await statementsOf(() => report("", "x", live.slice(0, -1), "\ud83d\udd11", "\0"))).toEqual([]);
  await work();
});

test("what one report cannot do keeps no other waiting, and is done as soon as it can be", async () => {
  const [held, free] = [await createToken(db, await createUser(db)), await createToken(db, await createUser(db))];
  await report(held.secret);
  await report(free.secret);
  await sql`create function not_today() returns trigger language plpgsql as $$ begin raise 'not today'; end $$`.execute(
    db,
  );
  await sql`create trigger not_today before update on access_token for each row
    when (old.id = ${sql.lit(held.id)}) execute function not_today()`.execute(db);
  await expect(work()).rejects.toThrow("not today");
  expect([await kindOf(held), await kindOf(free)]).toEqual([null, "leaked"]);
  await sql`drop function not_today cascade`.execute(db);
  await work();
  expect(await kindOf(held)).toBe("leaked");
});

describe("looking secrets up", () => {
  test("tells the status of each and nothing else, in one statement, and uses none", async () => {
    const user = await createUser(db);
    const { token, pending } = await rotated();
    const gone = await rotated();
    await principalOf(db, gone.pending);
    await letTimePass(db, gone.token.id, 7_200);
    const cases: [string, string][] = [
      ["active", (await createToken(db, user)).secret],
      ["active", token.secret],
      ["active", pending],
      ["active", ` ${pending}\n`],
      ["active", `Authorization: Bearer ${pending}`],
      ["active", `Authorization: Basic ${Buffer.from(`git:${pending}`).toString("base64")}`],
      ["unknown", `${pending} ${token.secret}`],
      ["retired", gone.token.secret],
      ["expired", (await createToken(db, user, { createdAt: PAST, expiresAt: PAST })).secret],
      ["revoked", (await createToken(db, user, { revoked: { at: PAST } })).secret],
      ["owner_deactivated", (await createToken(db, await createUser(db, { deactivatedAt: PAST }))).secret],
      ["active", (await createToken(db, user, { allowedNetworks: ["10.0.0.0/8"] })).secret],
      ["unknown", generateSecret("lk", "org")],
      ["unknown", token.secret.slice(0, -1)],
      ["unknown", "anything"],
      ["unknown", ""],
    ];
    const secrets = cases.map(([, secret]) => secret);
    // Those that come twice are answered twice.
    const asked = [...secrets, ...secrets];
    let statuses: string[] = [];
    // Whether anything was imported is asked apart, and remembered for some seconds.
    await hasImportedSecrets(db);
    const statements = await statementsOf(async () => {
      statuses = await lookUpSecrets(db, asked);
    });
    expect(statuses).toEqual([...cases, ...cases].map(([status]) => status));
    expect(statements.length).toBe(1);
    expect(await statesOf(db, token.id)).toEqual(["current", "pending"]);
    expect(await statementsOf(() => lookUpSecrets(db, ["none", "of", "ours"]))).toEqual([]);
  });
});
