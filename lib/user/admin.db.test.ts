import { PassThrough, Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { sql } from "kysely";
import { afterAll, beforeEach, expect, test } from "vitest";
import { findLiveSessionsOfUser, insertSession } from "@/db/account/session";
import { findUserByEmail } from "@/db/account/user";
import { insertPolicy } from "@/db/organisation/policy";
import { authenticate } from "@/lib/access-token/authentication/authenticate";
import { verifyPassword } from "@/lib/password/hash";
import { createTestDatabase } from "@/test/database/database";
import { dumpDatabase } from "@/test/database/dump";
import { createOrganisation, createToken, createUser } from "@/test/fixtures";
import { callerWith } from "@/test/session";
import { runAdmin } from "./admin";

const { db, destroy } = await createTestDatabase();
afterAll(destroy);
beforeEach(async () => {
  await sql`truncate "user", organisation cascade`.execute(db);
});

const PASSWORD = "nine-herons-under-the-bridge";

async function admin(argv: string[], stdin = "") {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const code = await runAdmin(db, argv, Readable.from(stdin === "" ? [] : [stdin]), stdout, stderr);
  return { code, stdout: await text(stdout.end()), stderr: await text(stderr.end()) };
}

const hashOf = async (email: string) => (await findUserByEmail(db, email))?.password_hash ?? null;
const beginSession = (userId: string) =>
  insertSession(db, { user_id: userId, method: "password", address: null, user_agent: "" });

test("user:create makes an account whose password is the first line of standard input", async () => {
  await createUser(db);
  const result = await admin(
    ["user:create", "ada@example.com", "--first-name", "Ada", "--timezone", "Europe/Zurich"],
    `${PASSWORD}\r\nsecond line`,
  );
  expect(result).toEqual({ code: 0, stdout: "ada@example.com was created.\n", stderr: "" });
  expect(await findUserByEmail(db, "ada@example.com")).toMatchObject({ first_name: "Ada", timezone: "Europe/Zurich" });
  expect(await verifyPassword(await hashOf("ada@example.com"), PASSWORD)).toBe(true);
});

test("user:create makes a member with the role that is named, and nobody when there is no such organisation", async () => {
  const { slug, id } = await createOrganisation(db);
  await createUser(db);
  const refused = await admin(["user:create", "ada@example.com", "--organisation", "nowhere"], PASSWORD);
  expect(refused).toMatchObject({
    code: 1,
    stderr: 'The organisation "nowhere" does not exist. Nothing was created.\n',
  });
  expect(await findUserByEmail(db, "ada@example.com")).toBeUndefined();
  await admin(["user:create", "ada@example.com", "--organisation", slug, "--role", "admin"], PASSWORD);
  const memberships = await db.selectFrom("membership").select(["organisation_id", "role"]).execute();
  expect(memberships).toEqual([{ organisation_id: id, role: "admin" }]);
});

test("the first account made on the server owns the platform's organisation", async () => {
  expect(await admin(["user:create", "ada@example.com"], PASSWORD)).toMatchObject({ code: 0 });
  const memberships = await db
    .selectFrom("membership")
    .innerJoin("organisation", "organisation.id", "organisation_id")
    .select(["role", "is_platform"])
    .execute();
  expect(memberships).toEqual([{ role: "owner", is_platform: true }]);
});

test("user:password changes the password and ends the sessions", async () => {
  const user = await createUser(db);
  await beginSession(user.id);
  const result = await admin(["user:password", user.email.toUpperCase()], PASSWORD);
  expect(result).toMatchObject({ code: 0, stderr: "" });
  expect(result.stdout).toContain("1 session ended");
  expect(await verifyPassword(await hashOf(user.email), PASSWORD)).toBe(true);
  expect(await findLiveSessionsOfUser(db, user.id)).toEqual([]);
});

test("user:deactivate ends the sessions, and says so when it was done before", async () => {
  const user = await createUser(db);
  await beginSession(user.id);
  expect(await admin(["user:deactivate", user.email])).toMatchObject({ code: 0, stderr: "" });
  expect((await findUserByEmail(db, user.email))?.deactivated_at).toBeInstanceOf(Date);
  expect(await findLiveSessionsOfUser(db, user.id)).toEqual([]);
  expect((await admin(["user:deactivate", user.email])).stdout).toContain("already deactivated");
});

test("user:reactivate lets the account and its tokens in again, and says so when there was nothing to do", async () => {
  const user = await createUser(db);
  const token = await createToken(db, user);
  expect((await admin(["user:reactivate", user.email])).stdout).toContain("not deactivated");
  await admin(["user:deactivate", user.email]);
  const header = `Bearer ${token.secret}`;
  const client = { address: null, userAgent: "vitest", requestId: "" };
  expect((await authenticate(db, header, client)).status).toBe("owner_deactivated");
  expect(await admin(["user:reactivate", user.email])).toMatchObject({ code: 0, stderr: "" });
  expect((await authenticate(db, header, client)).status).toBe("authenticated");
  expect((await findUserByEmail(db, user.email))?.deactivated_at).toBeNull();
  const last = await db.selectFrom("activity").select("type").where("user_id", "=", user.id).orderBy("id").execute();
  expect(last.map(({ type }) => type)).toEqual(["user.deactivated", "user.reactivated"]);
});

test("what operators do is in the account's activity, without an actor, and no password is in any table", async () => {
  await createUser(db);
  await admin(["user:create", "ada@example.com"], PASSWORD);
  await admin(["user:password", "ada@example.com"], `${PASSWORD}-2`);
  await admin(["user:deactivate", "ada@example.com"]);
  const user = await findUserByEmail(db, "ada@example.com");
  const activity = await db
    .selectFrom("activity")
    .select(["type", "actor_user_id"])
    .where("user_id", "=", user?.id ?? "")
    .orderBy("id")
    .execute();
  expect(activity.map(({ type }) => type)).toEqual(["user.created", "user.password_changed", "user.deactivated"]);
  expect(activity.every((row) => row.actor_user_id === null)).toBe(true);
  expect((await dumpDatabase(db)).join("\n")).not.toContain(PASSWORD);
});

const CREATE = ["token:create", "--organisation", "harbour", "--label", "Gateway", "--scopes"];

test("token:create makes a token of an organisation, verify included, and prints its secret alone", async () => {
  const { slug, id } = await createOrganisation(db, { name: "Harbour" });
  const started = Date.now();
  const result = await admin([
    "token:create",
    "--organisation",
    slug,
    "--label",
    "Gateway",
    "--scopes",
    "verify,deployments:read",
    "--expires",
    "90d",
  ]);
  expect(result).toMatchObject({ code: 0, stderr: "" });
  expect(result.stdout).toMatch(/^lk_org_[0-9A-Za-z]{36}\n$/);
  const principal = await callerWith(db, result.stdout.trim());
  expect(principal.owner).toMatchObject({ type: "organisation", id });
  expect(principal.token).toMatchObject({
    scopes: ["deployments:read", "verify"],
    reach: "everything",
    acts_as: "member",
  });
  expect(Math.abs((principal.token.expires_at?.getTime() ?? 0) - started - 90 * 86_400_000)).toBeLessThan(60_000);
  const rows = await db.selectFrom("activity").selectAll().where("organisation_id", "=", id).execute();
  expect(rows).toMatchObject([
    { type: "access_token.created", actor_user_id: null, actor_token_id: null, user_agent: "npm run admin" },
  ]);
  expect((await dumpDatabase(db)).join("\n")).not.toContain(result.stdout.trim().slice(7));
});

test("token:create makes one without an end where nothing is said of it, and none that the policy forbids", async () => {
  const { slug, id } = await createOrganisation(db);
  const make = (...more: string[]) =>
    admin(["token:create", "--organisation", slug, "--label", "Gateway", "--scopes", "all verify", ...more]);
  expect((await make()).code).toBe(0);
  expect(await db.selectFrom("access_token").select("expires_at").execute()).toEqual([{ expires_at: null }]);
  await insertPolicy(db, {
    organisation_id: id,
    expiration_required: true,
    created_by_user_id: (await createUser(db)).id,
    enforced_from: new Date(0),
  });
  const refused = await make();
  expect(refused).toMatchObject({ code: 1, stdout: "" });
  expect(refused.stderr).toContain("policy");
  expect((await make("--expires", "7d")).code).toBe(0);
});

test.each([
  [["user:create", "ada@example.com"], "qwerty123456", 1, "This password can't be used"],
  [[...CREATE, "verify"], "", 1, 'The organisation "harbour" does not exist'],
  [["token:create", "--organisation", "harbour", "--label", "a"], "", 2, "needs --organisation, --label and --scopes"],
  [[...CREATE, "verify", "--expires", "soon"], "", 2, "--expires must be"],
  [[...CREATE, "verify", "--expires", "2027-01-31"], "", 2, "--expires must be"],
  [[...CREATE, "verify", "--expires", "1999-01-31T00:00:00Z"], "", 1, "The organisation"],
  [[...CREATE, "verify", "--role", "owner"], "", 2, "takes no --role"],
  [[...CREATE, "verify", "lk_org_secret"], "", 2, "takes only options"],
  [[...CREATE, ""], "", 1, "Choose at least one scope"],
  [[...CREATE, "verfy"], "", 1, 'The scope "verfy" does not exist'],
  [["token:create", "--organisation", "harbour", "--label", " ", "--scopes", "all"], "", 1, "label"],
  [["user:create", "ada@example.com", "--scopes", "all"], PASSWORD, 2, "work only with token:create"],
  [["user:create", "ada@example.com"], "ada@example.com", 1, "This password can't be used"],
  [["user:create", "ada@example.com"], "", 1, "Standard input has no password"],
  [["user:password", "nobody@example.com"], PASSWORD, 1, "The account nobody@example.com does not exist"],
  [["user:deactivate", "nobody@example.com"], "", 1, "The account nobody@example.com does not exist"],
  [["user:reactivate", "nobody@example.com"], "", 1, "The account nobody@example.com does not exist"],
  [["user:create", "ada"], PASSWORD, 2, "needs an e-mail address"],
  [["user:create"], PASSWORD, 2, "needs an e-mail address"],
  [["user:create", "ada@example.com", "--role", "admin"], PASSWORD, 2, "--role needs --organisation"],
  [["user:create", "ada@example.com", "--organisation", "x", "--role", "god"], PASSWORD, 2, "must be one of"],
  [["user:create", "ada@example.com", "--timezone", "Mars/Olympus"], PASSWORD, 2, "Unknown time zone"],
  [["user:create", "ada@example.com", "--password", "x"], PASSWORD, 2, "Unknown option"],
  [["user:deactivate", "ada@example.com", "--role", "admin"], "", 2, "takes no options"],
  [["user:delete", "ada@example.com"], "", 2, 'Unknown command "user:delete"'],
])("%j is refused, and the reason is told", async (argv, stdin, code, reason) => {
  await createUser(db);
  const before = await dumpDatabase(db);
  const result = await admin(argv, stdin);
  expect(result).toMatchObject({ code, stdout: "" });
  expect(result.stderr).toContain(reason);
  expect(await dumpDatabase(db)).toEqual(before);
});

test("a password among the arguments is refused and not repeated", async () => {
  const result = await admin(["user:password", "ada@example.com", PASSWORD]);
  expect(result.code).toBe(2);
  expect(result.stderr).toContain("standard input");
  expect(result.stderr).not.toContain(PASSWORD);
});

test("without a command the usage is shown", async () => {
  expect(await admin([])).toMatchObject({ code: 0, stdout: expect.stringContaining("user:deactivate E-MAIL") });
});
