import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Kysely, sql } from "kysely";
import pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { countMovers, listMovers } from "@/db/imported-token/mover";
import type { Database } from "@/db/schema";
import { findReachedLimit } from "@/lib/access-token/active-limit";
import { createToken as createOne } from "@/lib/access-token/create";
import { editToken } from "@/lib/access-token/edit";
import { findTokenBySecret } from "@/lib/access-token/find";
import { createTokenInput, editTokenInput, rotateTokenInput } from "@/lib/access-token/input";
import { reportSecrets } from "@/lib/access-token/leak/report";
import { takeSecretReports } from "@/lib/access-token/leak/take-reports";
import { revokeBySecret } from "@/lib/access-token/revocation/revoke-by-secret";
import { rotateToken } from "@/lib/access-token/rotation/rotate";
import { lookUpSecrets } from "@/lib/access-token/secret/look-up";
import { expiringTokens } from "@/lib/notice/expiring";
import { makeNotices } from "@/lib/notice/make-notices";
import { resetPassword } from "@/lib/user/reset-password";
import { statementsOf } from "@/test/database/activity-plan";
import { createTestDatabase, type TestDatabase } from "@/test/database/database";
import { createOrganisation, createToken, createUser, type TestUser } from "@/test/fixtures";
import { activityOf, principalOf, statesOf, use } from "@/test/rotation";
import { signIn } from "@/test/session";
import { applySunsetTask } from "./apply-sunset";
import { importTokens } from "./import/run";
import { setSunset } from "./set-sunset";

let test_: TestDatabase;
let db: Kysely<Database>;
let folder: string;
let user: TestUser;
beforeAll(async () => {
  test_ = await createTestDatabase();
  db = test_.db;
  await sql`insert into instance (secret_fingerprint) values ('test') on conflict do nothing`.execute(db);
});
afterAll(() => test_.destroy());
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "latchkey-import-"));
  user = await createUser(db);
});
afterEach(async () => {
  await rm(folder, { recursive: true });
  await db.updateTable("instance").set({ sunset_at: null, sunset_set_at: null }).execute();
});

const DAY_MS = 24 * 60 * 60 * 1000;
const CLIENT = { address: "192.0.2.9", userAgent: "vitest", requestId: "test" };
let secrets = 0;
const newSecret = () => createHash("sha1").update(`secret ${secrets++}`).digest("hex");
const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

async function importOf(lines: readonly string[], options: { isDryRun?: boolean; stopAfter?: number } = {}) {
  const path = join(folder, "tokens.csv");
  await writeFile(path, lines.join("\n"));
  let batches = 0;
  const result = await importTokens(db, path, {
    isDryRun: options.isDryRun ?? false,
    progress: () => {
      if (++batches === options.stopAfter) throw new Error("stopped");
    },
  });
  const bad = result.badLines === undefined ? "" : await readFile(result.badLines, "utf8");
  return { ...result, bad: bad.split("\r\n").slice(1, -1), files: await readdir(folder) };
}

async function importOne(owner = user) {
  const secret = newSecret();
  const result = await importOf(["email,secret,label", `${owner.email},${secret},Old one`]);
  expect(result).toMatchObject({ imported: 1 });
  const { token } = await principalOf(db, secret);
  return { secret, id: token.id };
}

const context = (now = new Date()) => ({
  db,
  clock: async () => now,
  mail: undefined,
  leaseSeconds: 60,
  signal: new AbortController().signal,
});

/** Set as a platform owner does, and applied as by background work, unless that has yet to come. */
async function sunsetAt(at: Date | null, isApplied = true) {
  const owner = await createUser(db);
  const found = await db.selectFrom("organisation").select("id").where("is_platform", "=", true).executeTakeFirst();
  if (found === undefined)
    await createOrganisation(db, { isPlatform: true, members: [{ user: owner, role: "owner" }] });
  else
    await db.insertInto("membership").values({ organisation_id: found.id, user_id: owner.id, role: "owner" }).execute();
  const { sunset_at: seen } = await db.selectFrom("instance").select("sunset_at").executeTakeFirstOrThrow();
  const result = await setSunset(db, await signIn(db, owner), at, seen);
  if (isApplied) await applySunsetTask(context(), undefined);
  return result;
}

/** As if the date had come: set past the verb, which sets none that is so near. */
async function sunsetPassed(at: Date) {
  await db.updateTable("instance").set({ sunset_at: at, sunset_set_at: at }).execute();
  await applySunsetTask(context(), undefined);
}

const expirationOf = async (id: string) =>
  await db
    .selectFrom("access_token")
    .select(["expires_at", "expires_by_sunset"])
    .where("id", "=", id)
    .executeTakeFirstOrThrow();

test("while nothing is imported, what is not of our format costs no statement but the first", async () => {
  let statements = 0;
  const counted = db.withPlugin({
    transformQuery: ({ node }) => node,
    transformResult: async ({ result }) => {
      statements++;
      return result;
    },
  });
  const { secret } = await createToken(db, user);
  await Promise.all(Array.from({ length: 5 }, () => lookUpSecrets(counted, [newSecret(), newSecret()])));
  expect(statements).toBe(1);
  for (const text of [newSecret(), `${secret.slice(0, -1)}_`, `${secret.slice(0, -1)}!`, "short"]) {
    await use(counted, text);
    await revokeBySecret(counted, text, CLIENT);
    expect(await lookUpSecrets(counted, [text])).toEqual(["unknown"]);
    await findTokenBySecret(counted, await signIn(db, user), text);
  }
  expect(statements).toBe(1);
});

test("imported by its secret or by the SHA-256 of it, a token works as it did, with the dates that it had", async () => {
  const [raw, hashed] = [newSecret(), newSecret()];
  const end = new Date(Date.now() + 40 * DAY_MS);
  const result = await importOf([
    "label,email,secret,sha256,created_at,last_used_at,expiration_date",
    `Laptop,${user.email.toUpperCase()},${raw},,2020-01-31,2026-01-31T10:00:00Z,`,
    `,${user.email},,${sha256(hashed)},,,${end.toISOString()}`,
  ]);
  expect(result).toMatchObject({ imported: 2, there: 0, bad: [], files: ["tokens.csv"] });
  const { token, owner } = await principalOf(db, raw);
  expect(token).toMatchObject({ label: "Laptop", kind: "pat", scopes: ["all"], reach: "everything", expires_at: null });
  expect(owner).toMatchObject({ id: user.id });
  expect((await principalOf(db, hashed)).token).toMatchObject({ label: "Imported token", expires_at: end });
  const found = await findTokenBySecret(db, await signIn(db, user), `export TOKEN="${raw}"`);
  expect(found).toMatchObject({
    status: "found",
    token: {
      uuid: token.id,
      hint: `imported_…${raw.slice(-4)}`,
      created_at: "2020-01-31T00:00:00.000Z",
      last_used_at: "2026-01-31T10:00:00.000Z",
      imported_at: expect.any(String),
    },
  });
  expect(await activityOf(db, token.id)).toMatchObject([{ type: "access_token.imported", actor_user_id: null }]);
  for (const header of [`Token ${raw}`, `Basic ${btoa(`ada:${raw}`)}`, `Basic ${btoa(`${raw}:`)}`]) {
    expect(await answerTo(header)).toMatchObject({ status: "authenticated" });
  }
  expect(await answerTo(`Basic ${btoa("ada:somebody's password")}`)).toMatchObject({ status: "credentials_missing" });
  expect(await answerTo(`Basic ${btoa(`ada:${newSecret()}`)}`)).toMatchObject({ status: "invalid_token" });
  // Nothing of the secret is kept but its last four characters.
  const { rows } = await sql<{ text: string }>`
    select coalesce(string_agg(t::text || s::text || a::text, ' '), '') as text from access_token t
    join access_token_secret s on s.token_id = t.id join activity a on a.target_id = t.id`.execute(db);
  expect(rows[0]?.text).not.toContain(raw.slice(0, 12));
  expect(rows[0]?.text).not.toContain(sha256(raw));
});

test("of lines with every tenth broken the rest is imported, and each broken one is listed without its secret", async () => {
  const used = await createToken(db, user);
  const lines = Array.from({ length: 1_200 }, () => `${user.email},${newSecret()},old`);
  const broken = [
    (secret: string) => `nobody@example.com,${secret},old`,
    (secret: string) => `${user.email},${secret}`,
    (secret: string) => `${user.email},"${secret},old`,
    (secret: string) => `${user.email},${secret},old\u0000`,
    () => `${user.email},${used.secret},old`,
    () => lines[0] ?? "",
  ];
  const all = lines.map((line, n) =>
    n % 10 === 9 ? (broken[Math.floor(n / 10) % broken.length]?.(newSecret()) ?? "") : line,
  );
  const file = ["\ufeffEmail,Secret,Label\r", "", ...all.map((line) => `${line}\r`)];
  const result = await importOf(file);
  expect(result).toMatchObject({ imported: 1_080, there: 0 });
  expect(result.bad).toHaveLength(120);
  expect(result.files).toEqual(["tokens.csv", "tokens.rejected.csv"]);
  expect(result.bad.slice(0, 6)).toEqual([
    '12,"There is no account with this e-mail address."',
    '22,"It has 2 cells instead of 3."',
    '32,"A quotation mark is unclosed or inside a cell."',
    '42,"The label contains control characters."',
    '52,"The secret already belongs to another token."',
    '62,"It has the same secret as line 3."',
  ]);
  expect(result.bad.join()).not.toMatch(/[0-9a-f]{12}/);
  // Again: nothing is imported twice, and the same lines are wrong.
  expect(await importOf(file)).toMatchObject({ imported: 0, there: 1_080, bad: result.bad });
  const other = await createUser(db);
  const stolen = await importOf(["email,secret", `${other.email},${lines[0]?.split(",")[1]}`]);
  expect(stolen.bad).toEqual(['2,"The secret already belongs to another token."']);
});

test("stopped in the middle it keeps what it did, and goes on there when run again; a dry run changes nothing", async () => {
  const lines = ["email,secret", ...Array.from({ length: 1_100 }, () => `${user.email},${newSecret()}`)];
  expect(await importOf(lines, { isDryRun: true })).toMatchObject({ imported: 1_100, there: 0 });
  const count = async () =>
    (await db.selectFrom("access_token").select("id").where("user_id", "=", user.id).execute()).length;
  expect(await count()).toBe(0);
  await expect(importOf(lines, { stopAfter: 2 })).rejects.toThrow("stopped");
  expect(await count()).toBe(1_000);
  expect(await readdir(folder)).toEqual(["tokens.csv"]);
  expect(await importOf(lines)).toMatchObject({ imported: 100, there: 1_000 });
  expect(await count()).toBe(1_100);
});

test.each([
  ["", "is empty"],
  ["email,label\na@b.c,x", "columns secret and sha256 are both missing"],
])("a file that is no list of tokens is refused as a whole: %j", async (text, why) => {
  await expect(importOf([text])).rejects.toThrow(why);
  expect(await readdir(folder)).toEqual(["tokens.csv"]);
});

test("a file that is not there, or is a folder, is named", async () => {
  await expect(importTokens(db, join(folder, "none.csv"), { isDryRun: false })).rejects.toThrow(
    "the file does not exist",
  );
  await expect(importTokens(db, folder, { isDryRun: false })).rejects.toThrow("is not a file");
});

test("a hundred imported tokens leave room for a hundred others, and rules of an organisation do not hold for them", async () => {
  const organisation = await createOrganisation(db, { members: [{ user, role: "owner" }] });
  await db
    .insertInto("organisation_policy")
    .values({
      id: organisation.id,
      organisation_id: organisation.id,
      personal_tokens_allowed: false,
      all_access_allowed: false,
      expiration_required: true,
      purpose_required: true,
      full_access_by_grant: true,
      enforced_from: new Date(0),
    })
    .execute();
  const lines = Array.from({ length: 100 }, () => `${user.email},${newSecret()}`);
  await importOf(["email,secret", ...lines]);
  expect(await findReachedLimit(db, { user_id: user.id, organisation_id: null })).toBeUndefined();
  expect(await createOne(db, await signIn(db, user), createTokenInput.parse({ label: "New" }))).toMatchObject({
    status: "created",
  });
  const own = await createToken(db, user);
  expect((await principalOf(db, own.secret)).organisations).toEqual([]);
  const imported = await principalOf(db, lines[0]?.split(",")[1] ?? "");
  expect(imported.organisations).toMatchObject([{ id: organisation.id, role: "owner" }]);
});

test("rotated it has a secret of our own format; revoked or leaked it ends like any other", async () => {
  const { secret, id } = await importOne();
  const rotated = await rotateToken(db, await signIn(db, user), id, rotateTokenInput.parse({ overlap: 3_600 }));
  if (rotated.status !== "rotated") throw new Error(rotated.status);
  expect(rotated.secret).toMatch(/^lk_pat_/);
  await principalOf(db, rotated.secret);
  expect(await statesOf(db, id)).toEqual(["retiring", "current"]);
  expect(await use(db, secret)).toMatchObject({ status: "authenticated" });
  await revokeBySecret(db, rotated.secret, CLIENT);
  expect(await use(db, secret)).toMatchObject({ status: "token_revoked" });
  const lines = [secret, newSecret(), "short", `at 2027-01-31T12:00 TOKEN=${secret} in ${newSecret()}`];
  expect(await lookUpSecrets(db, lines)).toEqual(["revoked", "unknown", "unknown", "revoked"]);

  const [revoked, leaked] = [await importOne(), await importOne()];
  await revokeBySecret(db, revoked.secret, CLIENT);
  expect(await use(db, revoked.secret)).toMatchObject({ status: "token_revoked" });
  await reportSecrets(
    db,
    [{ secret: `curl -H "Authorization: Bearer ${leaked.secret}" https://api.example.com/` }],
    CLIENT,
  );
  await takeSecretReports(context(), undefined);
  expect(await use(db, leaked.secret)).toMatchObject({ status: "token_revoked" });
});

test("the first confirmation of an address ends what its account made, but no imported token that it could not read", async () => {
  user = await createUser(db, { isProved: false });
  const [untouched, rotated] = [await importOne(), await importOne()];
  await rotateToken(db, await signIn(db, user), rotated.id, rotateTokenInput.parse({}));
  const own = await createToken(db, user);
  await resetPassword(db, user.email, "nine-herons-by-the-weir", CLIENT);
  expect(await use(db, untouched.secret)).toMatchObject({ status: "authenticated" });
  for (const { secret } of [rotated, own]) expect(await use(db, secret)).toMatchObject({ status: "token_revoked" });
});

test("the sunset ends imported tokens at its date, is moved and removed, and leaves a date of their own that is earlier", async () => {
  const [soon, sunset] = [new Date(Date.now() + 20 * DAY_MS), new Date(Date.now() + 60 * DAY_MS)];
  const [endless, early] = [await importOne(), await importOne()];
  await editToken(db, await signIn(db, user), early.id, editTokenInput.parse({ expiration_date: soon.toISOString() }));
  const own = await createToken(db, user);
  expect(await sunsetAt(sunset)).toEqual({ status: "set" });
  expect(await expirationOf(endless.id)).toEqual({ expires_at: sunset, expires_by_sunset: true });
  expect(await expirationOf(early.id)).toEqual({ expires_at: soon, expires_by_sunset: false });
  expect(await expirationOf(own.id)).toEqual({ expires_at: null, expires_by_sunset: false });
  expect(await expirationOf((await importOne()).id)).toEqual({ expires_at: sunset, expires_by_sunset: true });

  const edit = async (expiration_date: string | null) =>
    await editToken(db, await signIn(db, user), endless.id, editTokenInput.parse({ expiration_date }));
  for (const later of [null, new Date(sunset.getTime() + 1).toISOString()]) {
    expect(await edit(later)).toMatchObject({
      status: "invalid",
      fields: { expiration_date: [/stop working before/] },
    });
  }
  const nearer = new Date(Date.now() + 5 * DAY_MS);
  expect(await sunsetAt(nearer)).toEqual({ status: "set" });
  expect(await expirationOf(early.id)).toEqual({ expires_at: nearer, expires_by_sunset: true });
  expect(await sunsetAt(null, false)).toEqual({ status: "removed" });
  expect(await edit(null)).toMatchObject({ status: "edited" });
  expect(await expirationOf(endless.id)).toEqual({ expires_at: null, expires_by_sunset: false });
  await applySunsetTask(context(), undefined);
  expect(await expirationOf(early.id)).toEqual({ expires_at: soon, expires_by_sunset: false });
  expect(await expirationOf(endless.id)).toEqual({ expires_at: null, expires_by_sunset: false });

  const past = new Date(Date.now() - DAY_MS);
  await sunsetPassed(past);
  expect(await use(db, endless.secret)).toMatchObject({ status: "token_expired", at: past, isSunset: true });
  expect(await use(db, own.secret)).toMatchObject({ status: "authenticated" });
  const late = await importOf(["email,secret", `${user.email},${newSecret()}`]);
  expect(late.bad).toEqual(['2,"Imported tokens have stopped working. Set a later end date first."']);
  expect(await sunsetAt(sunset)).toEqual({ status: "set" });
  expect(await use(db, endless.secret)).toMatchObject({ status: "authenticated" });
});

test("a sunset is set by owners of the platform only, with a fresh proof, a day ahead, and not over what they did not see", async () => {
  const at = new Date(Date.now() + 60 * DAY_MS);
  expect(await setSunset(db, await signIn(db, user), at, null)).toEqual({ status: "not_found" });
  await sunsetAt(at);
  const platform = await db
    .selectFrom("organisation")
    .select("id")
    .where("is_platform", "=", true)
    .executeTakeFirstOrThrow();
  await db.insertInto("membership").values({ organisation_id: platform.id, user_id: user.id, role: "owner" }).execute();
  const owner = await signIn(db, user);
  expect(await setSunset(db, owner, at, null)).toEqual({ status: "changed" });
  for (const wrong of [0, 0.9, 2_000]) {
    const result = await setSunset(db, owner, new Date(Date.now() + wrong * DAY_MS), at);
    expect(result).toMatchObject({ status: "invalid", fields: { sunset_at: [expect.any(String)] } });
  }
  const stale = { ...owner, session: { ...owner.session, authenticatedAt: new Date(0) } };
  expect(await setSunset(db, stale, null, at)).toEqual({ status: "reauthentication_required" });
  await sunsetPassed(new Date(Date.now() - 31 * DAY_MS));
  const { sunset_at: seen } = await db.selectFrom("instance").select("sunset_at").executeTakeFirstOrThrow();
  expect(await setSunset(db, owner, at, seen)).toEqual({ status: "over" });
  const told = await db
    .selectFrom("activity")
    .select(["type", "before", "after"])
    .where("organisation_id", "=", platform.id)
    .where("type", "like", "imported_tokens.%")
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();
  expect(told).toMatchObject({ type: "imported_tokens.sunset_set", after: { sunset_at: at.toISOString() } });
});

test("owners are told of a sunset 30, 7 and 1 day before and at it, also those who are told of no expiration date", async () => {
  // Everyone else's would be told of too.
  await db.deleteFrom("access_token").where("user_id", "!=", user.id).execute();
  const { id } = await importOne();
  await db.insertInto("notification_preference").values({ user_id: user.id, expiry_dashboard: false }).execute();
  const at = new Date(Date.now() + 45 * DAY_MS);
  await sunsetAt(at);
  const told = async () =>
    (await db.selectFrom("notice").select(["kind", "detail"]).where("token_id", "=", id).orderBy("id").execute())
      .length;
  const counts: number[] = [];
  for (const daysBefore of [31, 30, 14, 7, 1, 0]) {
    await makeNotices(context(new Date(at.getTime() - daysBefore * DAY_MS)), undefined);
    counts.push(await told());
  }
  expect(counts).toEqual([0, 1, 1, 2, 3, 4]);
});

test("however many end at one date, each is read once, page by page, and no page sorts what it does not read", async () => {
  await db.deleteFrom("access_token").where("user_id", "!=", user.id).execute();
  await importOf(["email,secret", ...Array.from({ length: 700 }, () => `${user.email},${newSecret()}`)]);
  const at = new Date(Date.now() + 20 * DAY_MS);
  await sunsetAt(at);
  const ids: string[] = [];
  const sent = await statementsOf(async () => {
    for await (const page of expiringTokens(db, "dashboard", new Date())) ids.push(...page.map(({ id }) => id));
  });
  expect(ids).toHaveLength(700);
  expect(new Set(ids).size).toBe(700);
  const pages = sent.filter(({ text }) => / limit /.test(text));
  expect(pages).toHaveLength(2);
  for (const { text, values } of pages) expect(await nodesOfPlan(text, values)).toEqual(["Limit", "Index Only Scan"]);
});

/** The kinds of nodes by which a statement is read where the planner may choose any order that an index has. */
async function nodesOfPlan(text: string, values: unknown[]): Promise<string[]> {
  const client = new pg.Client({ connectionString: test_.url });
  await client.connect();
  try {
    for (const way of ["sort", "seqscan", "bitmapscan"]) await client.query(`set enable_${way} = off`);
    const { rows } = await client.query(`explain ${text}`, values);
    const lines = rows.map((row) => String(row["QUERY PLAN"]).trim());
    return lines
      .flatMap((line) => /^(?:-> *)?([A-Z][A-Za-z ]+?) (?:using .*|on .*|)\(cost/.exec(line)?.[1] ?? [])
      .map((n) => n.trim());
  } finally {
    await client.end();
  }
}

test("people are counted by how far they are, and a page's count is that of what is looked for", async () => {
  await db.deleteFrom("access_token").where("user_id", "!=", user.id).execute();
  const [used, unused, moved] = [user, await createUser(db), await createUser(db)];
  const ago = (days: number) => new Date(Date.now() - days * DAY_MS);
  await createToken(db, used, { importedAt: ago(90), lastUse: { at: ago(29) } });
  await createToken(db, unused, { importedAt: ago(90), lastUse: { at: ago(31) } });
  await createToken(db, moved, { importedAt: ago(90), revoked: { at: ago(1) } });
  const counts = { using: 1, unused: 1, moved: 1 };
  const page = { limit: 10, offset: 0 };
  for (const [filter, people] of [
    [{ search: "" }, [used, unused, moved]],
    [{ search: "", state: "unused" }, [unused]],
    [{ search: moved.email }, [moved]],
    [{ search: moved.email, state: "using" }, []],
  ] as const) {
    expect((await listMovers(db, filter, page)).map(({ id }) => id)).toEqual(people.map(({ id }) => id));
    expect(await countMovers(db, filter)).toEqual({ counts, found: people.length });
  }
});

async function answerTo(authorization: string) {
  const { authenticate } = await import("@/lib/access-token/authentication/authenticate");
  return await authenticate(db, authorization, CLIENT);
}
