import { type Kysely, sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import type { Database } from "@/db/schema";
import { ACTIVE_TOKENS_PER_USER } from "@/lib/access-token/quota";
import type { SessionPrincipal } from "@/lib/authorization/principal";
import { changePassword } from "@/lib/password/change";
import { endSession } from "@/lib/session/end";
import { createTestDatabase, type TestDatabase } from "@/test/database/database";
import { dumpDatabase, linesWithSecret } from "@/test/database/dump";
import { sessionOf, waitingFor } from "@/test/database/waiting";
import {
  createApplication,
  createOrganisation,
  createToken,
  createUser,
  PASSWORD,
  type TestUser,
} from "@/test/fixtures";
import { callerWith, signIn } from "@/test/session";
import { shownUserCode } from "./code";
import { allowLogin, refuseLogin } from "./decide";
import { findLogin } from "./find";
import { startLogin } from "./start";
import { takeToken } from "./take-token";

const TERMINAL = { address: "198.51.100.7", userAgent: "latchkey/0.1.0 node/24.0.0", requestId: "terminal" };
const FULL = { scopes: ["all"], limits: null };
const DAY_MS = 24 * 60 * 60 * 1000;

let test_: TestDatabase;
let db: Kysely<Database>;
let user: TestUser;
let principal: SessionPrincipal;
beforeAll(async () => {
  test_ = await createTestDatabase();
  db = test_.db;
});
afterAll(() => test_.destroy());
beforeEach(async () => {
  user = await createUser(db);
  principal = await signIn(db, user);
  await db.deleteFrom("sign_in_failure").execute();
});

async function started(asked: Parameters<typeof startLogin>[1] = { device_name: "build-host" }) {
  const login = await startLogin(db, asked, TERMINAL);
  if (login.status !== "started") throw new Error(login.status);
  return login;
}

const allow = (typed: string, input: Partial<Parameters<typeof allowLogin>[2]> = {}, as = principal) =>
  allowLogin(db, as, { ...FULL, ...input, typed });
const take = (deviceCode: string) => takeToken(db, deviceCode, TERMINAL);

/** Let time pass between two requests of a device. */
const wait = async (seconds: number) => {
  await db
    .updateTable("device_login")
    .set({ polled_at: sql`polled_at - make_interval(secs => ${seconds})` })
    .execute();
};
const expire = () => db.updateTable("device_login").set({ expires_at: sql`now()` }).execute();
const tokensOf = ({ id }: { id: string }) =>
  db.selectFrom("access_token").selectAll().where("user_id", "=", id).orderBy("id").execute();

describe("a login", () => {
  test("stores neither of its codes", async () => {
    const { userCode, deviceCode } = await started();
    const dump = await dumpDatabase(db);
    for (const code of [userCode, shownUserCode(userCode), deviceCode]) expect(linesWithSecret(dump, code)).toEqual([]);
    expect(Buffer.from(deviceCode, "base64url")).toHaveLength(32);
  });

  test.each(["verify", "tokens:read nothing:read", "ALL", "tokens:read,tokens:write"])(
    "that asks for the scope %s is not begun",
    async (scope) => {
      expect(await startLogin(db, { scope }, TERMINAL)).toMatchObject({ status: "invalid_scope" });
    },
  );

  test("is shown by its code alone: the machine, its address and program, when, and what it asks for", async () => {
    const { userCode } = await started({
      device_name: "build-host",
      scope: "tokens:read tokens:write deployments:read",
    });
    const found = await findLogin(db, principal, ` ${userCode.slice(0, 3).toLowerCase()} ${userCode.slice(3)}`);
    expect(found).toEqual({
      status: "found",
      login: {
        userCode: shownUserCode(userCode),
        deviceName: "build-host",
        address: TERMINAL.address,
        isSameNetwork: false,
        client: "latchkey 0.1.0",
        askedAt: expect.stringMatching(/Z$/),
        scopes: ["tokens:write", "deployments:read"],
      },
    });
    expect(await findLogin(db, { ...principal, client: TERMINAL }, userCode)).toMatchObject({
      login: { isSameNetwork: true },
    });
    const overIpv6 = { ...principal, client: { ...principal.client, address: "2001:db8::1" } };
    expect(await findLogin(db, overIpv6, userCode)).toMatchObject({ login: { isSameNetwork: null } });
  });

  test("that is allowed gives its device one token of kind cli, as it was allowed, for 90 days", async () => {
    const organisation = await createOrganisation(db, { members: [{ user, role: "owner" }] });
    const application = await createApplication(db, organisation, { name: "Regatta Site" });
    principal = await signIn(db, user);
    const { userCode, deviceCode } = await started();
    const limits = [{ organisation_id: organisation.id, application_id: application.id, environment_id: null }];
    expect(await allow(userCode, { scopes: ["tokens:read", "tokens:write"], limits })).toEqual({ status: "allowed" });
    expect(await tokensOf(user)).toEqual([]);

    const before = Date.now();
    const taken = await take(deviceCode);
    if (taken.status !== "taken") throw new Error(taken.status);
    expect(taken.secret).toMatch(/^lk_cli_[0-9A-Za-z]{36}$/);
    expect(taken.token).toMatchObject({
      kind: "cli",
      label: "build-host",
      purpose: "local_development",
      scopes: ["tokens:write"],
      limits: [{ organisation: organisation.id, application: application.id }],
      owner: { type: "user", uuid: user.id },
      may_rotate_itself: false,
    });
    const lives = new Date(taken.token.expiration_date ?? 0).getTime() - before;
    expect(Math.abs(lives - 90 * DAY_MS)).toBeLessThan(60_000);
    expect(linesWithSecret(await dumpDatabase(db), taken.secret)).toEqual([]);
    expect((await callerWith(db, taken.secret)).token.kind).toBe("cli");

    const activity = await db
      .selectFrom("activity")
      .select(["type", "target_label", sql<string>`host(address)`.as("address"), "actor_user_id"])
      .where("user_id", "=", user.id)
      .orderBy("id")
      .execute();
    expect(activity).toEqual([
      { type: "device_login.allowed", target_label: "build-host", address: "192.0.2.9", actor_user_id: user.id },
      { type: "access_token.created", target_label: "build-host", address: TERMINAL.address, actor_user_id: user.id },
    ]);
    const notices = db.selectFrom("notice").select("kind").where("user_id", "=", user.id);
    expect(await notices.execute()).toEqual([{ kind: "token_created" }]);
    // Its program has it: nobody is asked whether it was stored.
    const secret = db.selectFrom("access_token_secret").select("stored_at").where("token_id", "=", taken.token.uuid);
    expect((await secret.executeTakeFirstOrThrow()).stored_at).not.toBeNull();
    await wait(60);
    expect(await take(deviceCode)).toEqual({ status: "invalid_grant" });
  });

  test("of a machine that does not say what it is called has a label all the same", async () => {
    const { userCode, deviceCode } = await started({});
    await allow(userCode);
    expect(await take(deviceCode)).toMatchObject({ status: "taken", token: { label: "Command line" } });
  });

  test("of which nobody has decided is to be asked for again, and slower where it comes too fast", async () => {
    const { deviceCode } = await started();
    const interval = async () =>
      (await db.selectFrom("device_login").select("interval_seconds").orderBy("id", "desc").executeTakeFirstOrThrow())
        .interval_seconds;
    expect(await take(deviceCode)).toEqual({ status: "authorization_pending" });
    expect(await take(deviceCode)).toEqual({ status: "slow_down" });
    expect(await interval()).toBe(10);
    await wait(8);
    expect(await take(deviceCode)).toEqual({ status: "slow_down" });
    expect(await interval()).toBe(15);
    await wait(14);
    expect(await take(deviceCode)).toEqual({ status: "authorization_pending" });
    expect(await interval()).toBe(15);
  });

  test("that is refused gives nothing, now or later", async () => {
    const { userCode, deviceCode } = await started();
    expect(await refuseLogin(db, principal, userCode)).toEqual({ status: "refused_login" });
    expect(await take(deviceCode)).toEqual({ status: "access_denied" });
    expect(await allow(userCode)).toEqual({ status: "unknown_code" });
    expect(await take(deviceCode)).toEqual({ status: "access_denied" });
    expect(await tokensOf(user)).toEqual([]);
  });

  test("that expired is neither found nor allowed, and its device is told so, also where it was allowed before", async () => {
    const [one, other] = [await started(), await started()];
    expect(await allow(other.userCode)).toEqual({ status: "allowed" });
    await expire();
    expect(await findLogin(db, principal, one.userCode)).toEqual({ status: "unknown_code" });
    expect(await allow(one.userCode)).toEqual({ status: "unknown_code" });
    expect(await refuseLogin(db, principal, one.userCode)).toEqual({ status: "unknown_code" });
    for (const { deviceCode } of [one, other]) expect(await take(deviceCode)).toEqual({ status: "expired_token" });
    expect(await tokensOf(user)).toEqual([]);
  });

  test("is decided about once, whoever is first, and its token taken once", async () => {
    const other = await signIn(db, await createUser(db));
    for (let round = 0; round < 5; round++) {
      const { userCode, deviceCode } = await started();
      const decided = await Promise.all([
        allow(userCode),
        allow(userCode),
        allow(userCode, {}, other),
        refuseLogin(db, other, userCode),
      ]);
      const outcomes = decided.map(({ status }) => status);
      expect(outcomes.filter((status) => status === "unknown_code")).toHaveLength(3);
      const taken = (await Promise.all([take(deviceCode), take(deviceCode), take(deviceCode)])).filter(
        ({ status }) => status === "taken",
      );
      expect(taken).toHaveLength(outcomes.includes("allowed") ? 1 : 0);
      await db.deleteFrom("sign_in_failure").execute();
    }
    const owners = [...(await tokensOf(user)), ...(await tokensOf(other.user))];
    expect(new Set(owners.map(({ id }) => id)).size).toBe(owners.length);
  });

  test("whose token several requests make at once makes one", async () => {
    const { userCode, deviceCode } = await started();
    await allow(userCode);
    // None of them is told to slow down: all get to making it.
    await db.updateTable("device_login").set({ interval_seconds: 1 }).where("user_id", "=", user.id).execute();
    const asked = Array.from({ length: 4 }, () => take(deviceCode));
    const statuses = (await Promise.all(asked)).map(({ status }) => status);
    expect(statuses.sort()).toEqual(["invalid_grant", "invalid_grant", "invalid_grant", "taken"]);
    expect(await tokensOf(user)).toHaveLength(1);
  });

  test("is of whoever allowed it, in whichever session", async () => {
    const other = await createUser(db);
    const { userCode, deviceCode } = await started();
    expect(await findLogin(db, principal, userCode)).toMatchObject({ status: "found" });
    await allow(userCode, {}, await signIn(db, other));
    expect(await take(deviceCode)).toMatchObject({ status: "taken", token: { owner: { uuid: other.id } } });
    expect(await tokensOf(user)).toEqual([]);
  });
});

describe("allowing a login asks of it what is asked of a new token", () => {
  test("a proof of identity from the last ten minutes, of whatever strength it is", async () => {
    const { userCode, deviceCode } = await started();
    const authenticatedAt = new Date(principal.now.getTime() - 10 * 60_000);
    const stale = { ...principal, session: { ...principal.session, authenticatedAt } };
    expect(await allow(userCode, { scopes: ["tokens:read"] }, stale)).toEqual({ status: "reauthentication_required" });
    expect(await take(deviceCode)).toEqual({ status: "authorization_pending" });
    expect(await allow(userCode)).toEqual({ status: "allowed" });
    // However long ago that is by the time that the device comes for it.
    await db
      .updateTable("session")
      .set({ authenticated_at: sql`now() - interval '14 minutes'` })
      .where("id", "=", principal.session.id)
      .execute();
    await wait(60);
    expect(await take(deviceCode)).toMatchObject({ status: "taken", token: { scopes: ["all"] } });
  });

  test("limits that the person reaches, scopes for a person, and room for it", async () => {
    const stranger = await createOrganisation(db, { name: "Strangers" });
    const { userCode } = await started();
    const limits = [{ organisation_id: stranger.id, application_id: null, environment_id: null }];
    expect(await allow(userCode, { limits })).toMatchObject({
      status: "invalid",
      fields: { limits: [expect.anything()] },
    });
    expect(await allow(userCode, { scopes: ["verify"] })).toMatchObject({ status: "invalid" });
    for (let n = 0; n < ACTIVE_TOKENS_PER_USER; n++) await createToken(db, user);
    expect(await allow(userCode)).toEqual({ status: "limit_reached", limit: ACTIVE_TOKENS_PER_USER });
  });
});

describe("what was allowed is asked again when the token is made", () => {
  const cases: [string, () => Promise<unknown>][] = [
    ["its session was ended", () => endSession(db, principal, principal.session.id)],
    [
      "the password was changed, in that very session",
      () => changePassword(db, principal, { current: PASSWORD, new: "nine-herons-by-the-weir" }),
    ],
    [
      "the account was deactivated",
      () => db.updateTable("user").set({ deactivated_at: new Date() }).where("id", "=", user.id).execute(),
    ],
    [
      "there is no more room",
      async () => {
        for (let n = 0; n < ACTIVE_TOKENS_PER_USER; n++) await createToken(db, user, { label: "another" });
      },
    ],
  ];
  test.each(cases)("nothing is given where %s meanwhile", async (_, end) => {
    const { userCode, deviceCode } = await started();
    expect(await allow(userCode)).toEqual({ status: "allowed" });
    await end();
    expect(await take(deviceCode)).toEqual({ status: "access_denied" });
    await wait(60);
    expect(await take(deviceCode)).toEqual({ status: "access_denied" });
    expect((await tokensOf(user)).filter(({ kind }) => kind === "cli")).toEqual([]);
  });

  test("nor where what it was limited to is no longer the person's", async () => {
    const organisation = await createOrganisation(db, { members: [{ user, role: "member" }] });
    principal = await signIn(db, user);
    const { userCode, deviceCode } = await started();
    const limits = [{ organisation_id: organisation.id, application_id: null, environment_id: null }];
    expect(await allow(userCode, { limits })).toEqual({ status: "allowed" });
    await db.deleteFrom("membership").where("user_id", "=", user.id).execute();
    expect(await take(deviceCode)).toEqual({ status: "access_denied" });
  });

  test("nor what this version does not know any more", async () => {
    const { userCode, deviceCode } = await started();
    await allow(userCode);
    await db
      .updateTable("device_login")
      .set({ allowed: JSON.stringify({ scopes: ["gone:read"], limits: null }) })
      .where("user_id", "=", user.id)
      .execute();
    expect(await take(deviceCode)).toEqual({ status: "access_denied" });
  });
});

describe("however many ask, they keep no connections from others:", () => {
  /** Have the rows of logins locked while something happens. */
  async function whileLocked(run: (waiting: () => Promise<string[]>) => Promise<void>) {
    await db.transaction().execute(async (trx) => {
      await trx.selectFrom("device_login").select("id").forUpdate().execute();
      const session = await sessionOf(trx);
      await run(() => waitingFor(db, session));
    });
  }

  test("of those that ask for one token at once, two at a time", async () => {
    const { deviceCode } = await started();
    let asked: Promise<{ status: string }>[] = [];
    await whileLocked(async (waiting) => {
      asked = Array.from({ length: 20 }, () => take(deviceCode));
      await vi.waitUntil(async () => (await waiting()).length >= 2);
      for (let n = 0; n < 5; n++) expect(await waiting()).toHaveLength(2);
    });
    const statuses = (await Promise.all(asked)).map(({ status }) => status).sort();
    expect(statuses).toEqual(["authorization_pending", ...Array.from({ length: 19 }, () => "slow_down")]);
  });

  test("of those with codes of their own, two at a time; who begins a login or types a code waits for them", async () => {
    const logins = await Promise.all(Array.from({ length: 4 }, () => started()));
    const begun = () => db.selectFrom("device_login").select("id").execute();
    const before = (await begun()).length;
    let asked: Promise<unknown>[] = [];
    await whileLocked(async (waiting) => {
      asked = [...logins.map(({ deviceCode }) => take(deviceCode)), started(), findLogin(db, principal, "BBBB-BBBB")];
      await vi.waitUntil(async () => (await waiting()).length >= 2);
      // The one that begins is no later than these.
      for (let n = 0; n < 5; n++) await begun();
      expect(await waiting()).toHaveLength(2);
      expect(await begun()).toHaveLength(before);
      expect(await db.selectFrom("sign_in_failure").select("key").execute()).toEqual([]);
    });
    const pending = { status: "authorization_pending" };
    expect(await Promise.all(asked)).toMatchObject([
      pending,
      pending,
      pending,
      pending,
      { status: "started" },
      { status: "unknown_code" },
    ]);
  });
});

describe("guessing codes", () => {
  const WRONG = "BBBB-BBBB";

  test("is slowed down in a session, wherever it comes from, also for the right code", async () => {
    const { userCode } = await started();
    const from = (n: number) => ({ ...principal, client: { ...principal.client, address: `203.0.113.${n}` } });
    for (let n = 0; n < 10; n++) expect(await findLogin(db, from(n), WRONG)).toEqual({ status: "unknown_code" });
    expect(await findLogin(db, from(90), userCode)).toMatchObject({ status: "slow_down" });
    expect(await allowLogin(db, from(91), { ...FULL, typed: userCode })).toMatchObject({ status: "slow_down" });
    expect(await refuseLogin(db, from(92), userCode)).toMatchObject({ status: "slow_down" });
    // Another person elsewhere does not wait for it.
    const other = await signIn(db, await createUser(db));
    const elsewhere = { ...other, client: { ...other.client, address: "198.51.100.1" } };
    expect(await findLogin(db, elsewhere, userCode)).toMatchObject({ status: "found" });
  });

  test("is slowed down from an address, in however many sessions, by whichever way a code is tried", async () => {
    const { userCode } = await started();
    const ways = [
      (as: SessionPrincipal) => findLogin(db, as, WRONG),
      (as: SessionPrincipal) => refuseLogin(db, as, "no code"),
      (as: SessionPrincipal) => allowLogin(db, as, { ...FULL, typed: WRONG }),
    ];
    for (let n = 0; n < 10; n++) {
      const as = await signIn(db, user);
      expect(await ways[n % 3]?.(as)).toEqual({ status: "unknown_code" });
    }
    expect(await findLogin(db, await signIn(db, user), userCode)).toMatchObject({ status: "slow_down" });
  });

  test("is not what someone does who enters the right one", async () => {
    for (let n = 0; n < 15; n++) {
      const { userCode } = await started();
      expect(await findLogin(db, principal, userCode)).toMatchObject({ status: "found" });
      expect(await refuseLogin(db, principal, userCode)).toEqual({ status: "refused_login" });
    }
  });
});
