import { type Kysely, sql } from "kysely";
import type { Page } from "playwright/test";
import { v7 as uuidv7 } from "uuid";
import { insertIdentity } from "@/db/account/oidc-identity";
import { connect } from "@/db/database";
import type { Database } from "@/db/schema";
import { newCode } from "@/lib/one-time-code/code";
import { createOrganisation, createUser, type TestUser } from "@/test/fixtures";
import { type StartedServer, startServer } from "@/test/http/server";
import { sessionCookieOf } from "@/test/http/session-cookie";
import { type Page as VisitedPage, Visitor } from "@/test/http/visitor";
import { startOidcProvider, type TestOidcProvider } from "@/test/oidc-provider";
import { test as base, expect } from "./fixtures";
import { breakOne, CONNECTION_BROKE } from "./lost-connection/break";

interface World {
  provider: TestOidcProvider;
  /** Accounts are made by invitation only. */
  closed: StartedServer;
  /** `SIGNUP=open`, on the same database. */
  open: StartedServer;
  db: Kysely<Database>;
}

const test = base.extend<{ world: World }>({
  world: async ({ keep }, use) => use(await keep("provider and its servers", startWorld, endWorld)),
  baseURL: async ({ world }, use) => use(world.closed.url),
});

async function startWorld(): Promise<World> {
  const provider = await startOidcProvider();
  const closed = await startServer({ env: provider.settings });
  const { databaseUrl } = closed;
  const open = await startServer({ env: { ...provider.settings, SIGNUP: "open", DATABASE_URL: databaseUrl } });
  provider.serve(closed.url, open.url);
  const db = connect(databaseUrl);
  await createUser(db);
  return { provider, closed, open, db };
}

async function endWorld({ provider, closed, open, db }: World) {
  await db.destroy();
  await Promise.all([closed.stop(), open.stop(), provider.stop()]);
}

// One provider and one pair of servers for all: they start in seconds, each test in milliseconds.
test.describe.configure({ mode: "serial" });

test.afterEach(async ({ world }, testInfo) => {
  if (testInfo.status === testInfo.expectedStatus) return;
  for (const name of ["closed", "open"] as const) {
    await testInfo.attach(`log of the ${name} server`, { body: world[name].logs(), contentType: "text/plain" });
  }
});

let people = 0;
/** Someone whom the provider knows, under a login of their own. */
function known(provider: TestOidcProvider, given: { email?: string; email_verified?: boolean } = {}): string {
  const sub = `person-${++people}`;
  provider.accounts.set(sub, { sub, given_name: "Noor", family_name: "Haddad", email: `${sub}@id.example`, ...given });
  return sub;
}

async function answerAtProvider(page: Page, sub: string) {
  await page.getByLabel("Login").fill(sub);
  await page.getByRole("button", { name: "Continue" }).click();
}

/** Go to the provider from the form of a page, and answer there as this person. @returns where that leads to */
async function throughProvider(visitor: Visitor, from: string, button: string, sub: string): Promise<VisitedPage> {
  const atProvider = await visitor.submit(await visitor.open(from), button);
  return await visitor.submit(atProvider, "Continue", { login: sub });
}

/** Sign in at the provider, in a browser that has never been here nor there. */
async function signInAtProvider(server: StartedServer, sub: string) {
  const visitor = new Visitor(server.url);
  const page = await throughProvider(visitor, "/login?callbackUrl=/account/security", CONTINUE, sub);
  return { visitor, page };
}

/** Begin a session of this person in a browser that has opened nothing yet. */
async function addSession(page: Page, world: World, person: TestUser) {
  const cookie = await sessionCookieOf(world.db, person);
  await page.context().addCookies([{ ...cookie, url: world.closed.url }]);
}

/** Let the provider's account be connected to this person's. */
async function connected(world: World, person: TestUser, sub = known(world.provider)): Promise<string> {
  const { issuer } = world.provider;
  await insertIdentity(world.db, { user_id: person.id, issuer, subject: sub, email: `${sub}@id.example` });
  return sub;
}

const CONTINUE = "Continue with Harbour ID";

test("an identity that nobody connected is refused, says what to do, and makes no account", async ({ world }) => {
  const person = await createUser(world.db);
  const sub = known(world.provider, { email: person.email, email_verified: true });
  const { visitor, page } = await signInAtProvider(world.closed, sub);
  expect(page.text).toContain("No Latchkey account is connected to this Harbour ID account");
  expect(await visitor.isSignedIn()).toBe(false);
  expect(await world.db.selectFrom("oidc_identity").select("id").where("subject", "=", sub).execute()).toEqual([]);
});

test("who is invited makes an account at the provider and is led back to the invitation", async ({ page, world }) => {
  const sub = known(world.provider, { email_verified: true });
  const organisation = await createOrganisation(world.db, { name: "Northpost" });
  const { code, digest } = newCode();
  await world.db
    .insertInto("invitation")
    .values({
      id: uuidv7(),
      organisation_id: organisation.id,
      email: `${sub}@id.example`,
      role: "member",
      digest,
      expires_at: new Date(Date.now() + 3_600_000),
    })
    .execute();
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.goto(`/invitations/${code}`);
  await page.getByRole("button", { name: "Continue with Harbour ID" }).click();
  await answerAtProvider(page, sub);
  await page.getByRole("button", { name: "Join Northpost" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Northpost", exact: true })).toBeVisible();
  const naming = asked.filter((url) => url.includes(code));
  expect(naming.filter((url) => new URL(url).pathname !== `/invitations/${code}`)).toEqual([]);
  expect(naming.filter((url) => new URL(url).search.includes(code))).toEqual([]);
});

test("the request to the provider carries PKCE, state and nonce", async ({ world }) => {
  const visitor = new Visitor(world.closed.url);
  const atProvider = await visitor.submit(await visitor.open("/login"), CONTINUE);
  expect(atProvider.text).toContain("Login");
  const asked = Object.fromEntries(world.provider.asked.at(-1) ?? []);
  expect(asked).toMatchObject({ response_type: "code", code_challenge_method: "S256" });
  for (const name of ["code_challenge", "state", "nonce"]) expect(asked[name]).toMatch(/.{16}/);
  expect(asked).not.toHaveProperty("prompt");
});

test("a connected identity signs in, and no longer once it is disconnected", async ({
  page,
  world,
  expectConsoleError,
}) => {
  expectConsoleError(CONNECTION_BROKE);
  const person = await createUser(world.db);
  const sub = known(world.provider);
  await addSession(page, world, person);
  await page.goto("/account/security");
  await breakOne(page, {
    form: "app/(dashboard)/account/security/identity-section.tsx#connectIdentityAction",
    press: "Connect Harbour ID",
    done: async () => await answerAtProvider(page, sub),
  });
  await expect(page.getByRole("status").filter({ hasText: "Connected." })).toBeVisible();
  await expect(page.getByRole("list", { name: "Connected accounts" })).toContainText(`${sub}@id.example`);

  const other = await signInAtProvider(world.closed, sub);
  expect(new URL(other.page.url).pathname).toBe("/account/security");
  expect(other.page.text).toContain("Mira Okafor");

  await breakOne(page, {
    form: "app/(dashboard)/account/security/identity-section.tsx#disconnectIdentityAction",
    press: "Disconnect",
    done: async () => await expect(page.getByRole("button", { name: "Connect Harbour ID" })).toBeVisible(),
  });
  const third = await signInAtProvider(world.closed, sub);
  expect(third.page.text).toContain("No Latchkey account is connected");
  const activity = await world.db.selectFrom("activity").select("type").where("user_id", "=", person.id).execute();
  expect(activity.map(({ type }) => type)).toEqual(
    expect.arrayContaining(["user.identity_connected", "user.identity_disconnected"]),
  );
});

test("with an old session, connecting asks for the password first", async ({ page, world }) => {
  const person = await createUser(world.db);
  await addSession(page, world, person);
  await age(world, person);
  await page.goto("/account/security");
  await page.getByRole("textbox", { name: "Your password, to connect Harbour ID" }).fill("not the password");
  await page.getByRole("button", { name: "Connect Harbour ID" }).click();
  await expect(page.getByText("This isn’t your password.")).toBeVisible();
  await page.getByRole("textbox", { name: "Your password, to connect Harbour ID" }).fill(person.password);
  await page.getByRole("button", { name: "Connect Harbour ID" }).click();
  await answerAtProvider(page, known(world.provider));
  await expect(page.getByRole("list", { name: "Connected accounts" })).toBeVisible();
});

test("an identity of one account cannot be connected to another", async ({ world }) => {
  const [first, second] = [await createUser(world.db), await createUser(world.db)];
  const sub = await connected(world, first);
  const visitor = await new Visitor(world.closed.url).withSession(world.db, second);
  const page = await throughProvider(visitor, "/account/security", "Connect Harbour ID", sub);
  expect(page.text).toContain("connected to another account here");
  const rows = await world.db.selectFrom("oidc_identity").select("user_id").where("subject", "=", sub).execute();
  expect(rows).toEqual([{ user_id: first.id }]);
});

test("a deactivated account is not signed in to", async ({ world }) => {
  const person = await createUser(world.db, { deactivatedAt: new Date() });
  const sub = await connected(world, person);
  const { visitor, page } = await signInAtProvider(world.closed, sub);
  expect(page.text).toContain("deactivated");
  expect(await visitor.isSignedIn()).toBe(false);
});

test("who cancels at the provider is told that nothing has changed", async ({ world }) => {
  const visitor = new Visitor(world.closed.url);
  const atProvider = await visitor.submit(await visitor.open("/login"), CONTINUE);
  const page = await visitor.submit(atProvider, "Cancel");
  expect(page.text).toContain("was cancelled. Nothing has changed.");
});

test("an answer of the provider that this browser did not ask for signs nobody in", async ({ world }) => {
  const sub = await connected(world, await createUser(world.db));
  const attacker = new Visitor(world.closed.url);
  const atProvider = await attacker.submit(await attacker.open("/login"), CONTINUE);
  const submitted = await attacker.post(atProvider, "Continue", { login: sub });
  const resumed = await attacker.request(submitted.headers.get("location") ?? "");
  const answer = resumed.headers.get("location") ?? "";
  expect(answer).toContain("/api/auth/callback/oidc?code=");
  const victim = new Visitor(world.closed.url);
  expect(new URL((await victim.open(answer)).url).pathname).toBe("/login");
  expect(await victim.isSignedIn()).toBe(false);
  // Nothing was wrong with the answer but the browser: the one that asked is signed in by it.
  await attacker.open(answer);
  expect(await attacker.isSignedIn()).toBe(true);
});

test.describe("with SIGNUP=open", () => {
  test("a confirmed e-mail address that nobody has makes an account without password", async ({ world }) => {
    const sub = known(world.provider, { email_verified: true });
    const { page } = await signInAtProvider(world.open, sub);
    expect(new URL(page.url).pathname).toBe("/account/security");
    expect(page.text).toContain("Noor Haddad");
    expect(page.text).toContain("This account has none");
    expect(page.text).toContain("only way to sign in");
    expect(page.text).not.toContain("Disconnect");
    const user = await world.db
      .selectFrom("user")
      .selectAll()
      .where("email", "=", `${sub}@id.example`)
      .executeTakeFirst();
    expect(user).toMatchObject({ password_hash: null, email_verified_at: expect.any(Date) });
  });

  test("an e-mail address that is not confirmed makes none", async ({ world }) => {
    const sub = known(world.provider, { email_verified: false });
    const { visitor, page } = await signInAtProvider(world.open, sub);
    expect(page.text).toContain("hasn’t confirmed");
    expect(await visitor.isSignedIn()).toBe(false);
    const users = world.db.selectFrom("user").select("id").where("email", "=", `${sub}@id.example`);
    expect(await users.execute()).toEqual([]);
  });

  test("an e-mail address that an account has is never taken for its owner", async ({ world }) => {
    const person = await createUser(world.db);
    const sub = known(world.provider, { email: person.email.toUpperCase(), email_verified: true });
    const { page } = await signInAtProvider(world.open, sub);
    expect(page.text).toContain("A Latchkey account with this e-mail address already exists");
    expect(await world.db.selectFrom("session").select("id").where("user_id", "=", person.id).execute()).toEqual([]);
  });
});

test.describe("a fresh sign-in", () => {
  /** Someone without a password whom the provider knows, and whose sign-in there was a while ago; on the way there again. */
  async function signingInAgain(world: World) {
    const person = await createUser(world.db);
    const sub = known(world.provider);
    const visitor = await new Visitor(world.closed.url).withSession(world.db, person);
    const page = await throughProvider(visitor, "/account/security", "Connect Harbour ID", sub);
    expect(page.text).toContain(`${sub}@id.example`);
    await sql`update "user" set password_hash = null where id = ${person.id}`.execute(world.db);
    await age(world, person);
    const confirm = await visitor.open("/login?fresh=1&callbackUrl=/account/profile");
    const atProvider = await visitor.submit(confirm, "Sign in again with Harbour ID");
    return { person, sub, visitor, atProvider };
  }

  const isFresh = async (world: World, person: TestUser) => {
    const fresh = await world.db
      .selectFrom("session")
      .select(["method", sql<boolean>`authenticated_at > now() - interval '1 minute'`.as("fresh")])
      .where("user_id", "=", person.id)
      .executeTakeFirstOrThrow();
    return fresh;
  };

  test("asks again at the provider, although it knows the person, and leads back", async ({ world }) => {
    const { person, sub, visitor, atProvider } = await signingInAgain(world);
    expect(await isFresh(world, person)).toMatchObject({ fresh: false });
    const page = await visitor.submit(atProvider, "Continue", { login: sub });
    expect(new URL(page.url).pathname).toBe("/account/profile");
    expect(Object.fromEntries(world.provider.asked.at(-1) ?? [])).toMatchObject({ prompt: "login", max_age: "0" });
    expect(await isFresh(world, person)).toEqual({ method: "oidc", fresh: true });
  });

  test("of somebody else does not count", async ({ world }) => {
    const { person, visitor, atProvider } = await signingInAgain(world);
    const changing = await visitor.submit(atProvider, "Continue", { login: known(world.provider) });
    // Between one person and another the provider has a page of its own, which a script would submit.
    const page = await visitor.submit(changing, "Continue");
    expect(page.text).toContain("That’s not the Harbour ID account");
    expect(await isFresh(world, person)).toMatchObject({ fresh: false });
  });
});

/** Let the person's last proof of identity be an hour old. */
async function age(world: World, person: TestUser) {
  await sql`update session set authenticated_at = now() - interval '1 hour' where user_id = ${person.id}`.execute(
    world.db,
  );
}
