import type { Browser, Page } from "@playwright/test";
import { type Kysely, sql } from "kysely";
import { v7 as uuidv7 } from "uuid";
import { connect } from "@/db/database";
import type { Database } from "@/db/schema";
import { newCode } from "@/lib/one-time-code/code";
import { createOrganisation, createUser, type TestUser } from "@/test/fixtures";
import { startOidcProvider, type TestOidcProvider } from "@/test/oidc-provider";
import { type StartedServer, startServer } from "@/test/server";
import { test as base, expect, login } from "./fixtures";

interface World {
  provider: TestOidcProvider;
  /** Accounts are made by invitation only. */
  closed: StartedServer;
  /** `SIGNUP=open`, on the same database. */
  open: StartedServer;
  db: Kysely<Database>;
}

const test = base.extend<object, { world: World }>({
  world: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures' names from the pattern.
    async ({}, use) => {
      const provider = await startOidcProvider();
      const closed = await startServer({ env: provider.settings });
      const { databaseUrl } = closed;
      const open = await startServer({ env: { ...provider.settings, SIGNUP: "open", DATABASE_URL: databaseUrl } });
      provider.serve(closed.url, open.url);
      const db = connect(databaseUrl);
      await createUser(db);
      await use({ provider, closed, open, db });
      await db.destroy();
      await Promise.all([closed.stop(), open.stop(), provider.stop()]);
    },
    { scope: "worker", timeout: 120_000 },
  ],
  baseURL: async ({ world }, use) => use(world.closed.url),
});

// One provider and one pair of servers for all: they start in seconds, each test in milliseconds.
test.describe.configure({ mode: "serial" });

test.afterEach(async ({ world }, testInfo) => {
  if (testInfo.status === testInfo.expectedStatus) return;
  for (const name of ["closed", "open"] as const) {
    await testInfo.attach(`log of the ${name} server`, { body: world[name].logs(), contentType: "text/plain" });
  }
});

let people = 0;
/** Somebody whom the provider knows, under a login of his or her own. */
function known(provider: TestOidcProvider, given: { email?: string; email_verified?: boolean } = {}): string {
  const sub = `person-${++people}`;
  provider.accounts.set(sub, { sub, given_name: "Noor", family_name: "Haddad", email: `${sub}@id.example`, ...given });
  return sub;
}

async function answerAtProvider(page: Page, sub: string) {
  await page.getByLabel("Login").fill(sub);
  await page.getByRole("button", { name: "Continue" }).click();
}

async function signInAtProvider(page: Page, sub: string, url = "") {
  await page.goto(`${url}/login?callbackUrl=/account/security`);
  await page.getByRole("button", { name: "Continue with Harbour ID" }).click();
  await answerAtProvider(page, sub);
}

/** A page of a browser that has never been here nor at the provider. */
async function freshPage(browser: Browser, world: World): Promise<Page> {
  return await (await browser.newContext({ baseURL: world.closed.url })).newPage();
}

async function connectIdentity(page: Page, person: TestUser, sub: string) {
  await login(page, person, "/account/security");
  await page.getByRole("button", { name: "Connect Harbour ID" }).click();
  await answerAtProvider(page, sub);
}

/** What the form says; Next.js keeps an empty alert of its own on each page. */
const notice = (page: Page) => page.getByRole("alert").filter({ hasText: /\S/ });
const security = (page: Page) => page.getByRole("heading", { level: 1, name: "Security" });

test("an identity that nobody connected is refused, says what to do, and makes no account", async ({ page, world }) => {
  const person = await createUser(world.db);
  const sub = known(world.provider, { email: person.email, email_verified: true });
  await signInAtProvider(page, sub);
  await expect(notice(page)).toContainText("No Latchkey account is connected to this Harbour ID account");
  await page.goto("/account/security");
  await expect(page.getByRole("heading", { level: 1, name: "Sign in" })).toBeVisible();
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

test("the request to the provider carries PKCE, state and nonce", async ({ page, world }) => {
  await page.goto("/login");
  await page.getByRole("button", { name: "Continue with Harbour ID" }).click();
  await expect(page.getByLabel("Login")).toBeVisible();
  const asked = Object.fromEntries(world.provider.asked.at(-1) ?? []);
  expect(asked).toMatchObject({ response_type: "code", code_challenge_method: "S256" });
  for (const name of ["code_challenge", "state", "nonce"]) expect(asked[name]).toMatch(/.{16}/);
  expect(asked).not.toHaveProperty("prompt");
});

test("a connected identity signs in, and no longer once it is disconnected", async ({ page, browser, world }) => {
  const person = await createUser(world.db);
  const sub = known(world.provider);
  await connectIdentity(page, person, sub);
  await expect(page.getByRole("status").filter({ hasText: "Connected." })).toBeVisible();
  await expect(page.getByRole("list", { name: "Connected accounts" })).toContainText(`${sub}@id.example`);

  const other = await freshPage(browser, world);
  await signInAtProvider(other, sub);
  await expect(security(other)).toBeVisible();
  await expect(other.getByRole("button", { name: "User menu" })).toContainText("Mira Okafor");

  await page.getByRole("button", { name: "Disconnect" }).click();
  await expect(page.getByRole("button", { name: "Connect Harbour ID" })).toBeVisible();
  const third = await freshPage(browser, world);
  await signInAtProvider(third, sub);
  await expect(notice(third)).toContainText("No Latchkey account is connected");
  const activity = await world.db.selectFrom("activity").select("type").where("user_id", "=", person.id).execute();
  expect(activity.map(({ type }) => type)).toEqual(
    expect.arrayContaining(["user.identity_connected", "user.identity_disconnected"]),
  );
});

test("with an old session, connecting asks for the password first", async ({ page, world }) => {
  const person = await createUser(world.db);
  await login(page, person, "/account/security");
  await age(world, person);
  await page.reload();
  await page.getByRole("textbox", { name: "Your password, to connect Harbour ID" }).fill("not the password");
  await page.getByRole("button", { name: "Connect Harbour ID" }).click();
  await expect(page.getByText("This is not your password.")).toBeVisible();
  await page.getByRole("textbox", { name: "Your password, to connect Harbour ID" }).fill(person.password);
  await page.getByRole("button", { name: "Connect Harbour ID" }).click();
  await answerAtProvider(page, known(world.provider));
  await expect(page.getByRole("list", { name: "Connected accounts" })).toBeVisible();
});

test("an identity of one account cannot be connected to another", async ({ page, browser, world }) => {
  const [first, second] = [await createUser(world.db), await createUser(world.db)];
  const sub = known(world.provider);
  await connectIdentity(page, first, sub);
  const other = await freshPage(browser, world);
  await connectIdentity(other, second, sub);
  await expect(notice(other)).toContainText("connected to another account here");
  const rows = await world.db.selectFrom("oidc_identity").select("user_id").where("subject", "=", sub).execute();
  expect(rows).toEqual([{ user_id: first.id }]);
});

test("a deactivated account is not signed in to", async ({ page, browser, world }) => {
  const person = await createUser(world.db);
  const sub = known(world.provider);
  await connectIdentity(page, person, sub);
  await expect(page.getByRole("list", { name: "Connected accounts" })).toBeVisible();
  await sql`update "user" set deactivated_at = now() where id = ${person.id}`.execute(world.db);
  const other = await freshPage(browser, world);
  await signInAtProvider(other, sub);
  await expect(notice(other)).toContainText("deactivated");
});

test("who cancels at the provider is told that nothing has changed", async ({ page }) => {
  await page.goto("/login");
  await page.getByRole("button", { name: "Continue with Harbour ID" }).click();
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect(notice(page)).toContainText("was cancelled");
});

test("an answer of the provider that this browser did not ask for signs nobody in", async ({
  page,
  browser,
  world,
}) => {
  const person = await createUser(world.db);
  const sub = known(world.provider);
  await connectIdentity(page, person, sub);
  await expect(page.getByRole("list", { name: "Connected accounts" })).toBeVisible();
  const attacker = await freshPage(browser, world);
  await attacker.goto("/login");
  await attacker.getByRole("button", { name: "Continue with Harbour ID" }).click();
  await expect(attacker.getByLabel("Login")).toBeVisible();
  const form = { login: sub, answer: "yes" };
  const submitted = await attacker.request.post(attacker.url(), { form, maxRedirects: 0 });
  const resumed = await attacker.request.get(submitted.headers().location ?? "", { maxRedirects: 0 });
  const answer = resumed.headers().location ?? "";
  expect(answer).toContain("/api/auth/callback/oidc?code=");
  const victim = await freshPage(browser, world);
  await victim.goto(answer);
  await expect(victim.getByRole("heading", { level: 1, name: "Sign in" })).toBeVisible();
  await victim.goto("/account/security");
  await expect(victim.getByRole("heading", { level: 1, name: "Sign in" })).toBeVisible();
});

test.describe("with SIGNUP=open", () => {
  test("a confirmed e-mail address that nobody has makes an account without password", async ({ page, world }) => {
    const sub = known(world.provider, { email_verified: true });
    await signInAtProvider(page, sub, world.open.url);
    await expect(security(page)).toBeVisible();
    await expect(page.getByRole("button", { name: "User menu" })).toContainText("Noor Haddad");
    await expect(page.getByText("This account has none").filter({ visible: true })).toBeVisible();
    await page.getByRole("button", { name: "Disconnect" }).click();
    await expect(notice(page)).toContainText("only way to sign in");
    const user = await world.db
      .selectFrom("user")
      .selectAll()
      .where("email", "=", `${sub}@id.example`)
      .executeTakeFirst();
    expect(user).toMatchObject({ password_hash: null, email_verified_at: expect.any(Date) });
  });

  test("an e-mail address that is not confirmed makes none", async ({ page, world }) => {
    const sub = known(world.provider, { email_verified: false });
    await signInAtProvider(page, sub, world.open.url);
    await expect(notice(page)).toContainText("does not confirm");
  });

  test("an e-mail address that an account has is never taken for its owner", async ({ page, world }) => {
    const person = await createUser(world.db);
    const sub = known(world.provider, { email: person.email.toUpperCase(), email_verified: true });
    await signInAtProvider(page, sub, world.open.url);
    await expect(notice(page)).toContainText("There is a Latchkey account with this e-mail address already");
    expect(await world.db.selectFrom("session").select("id").where("user_id", "=", person.id).execute()).toEqual([]);
  });
});

test.describe("a fresh sign-in", () => {
  async function signedInWithoutPassword(page: Page, world: World) {
    const person = await createUser(world.db);
    const sub = known(world.provider);
    await connectIdentity(page, person, sub);
    await expect(page.getByRole("list", { name: "Connected accounts" })).toBeVisible();
    await sql`update "user" set password_hash = null where id = ${person.id}`.execute(world.db);
    await age(world, person);
    await page.goto("/login?fresh=1&callbackUrl=/account/profile");
    await page.getByRole("button", { name: "Sign in again with Harbour ID" }).click();
    return { person, sub };
  }

  const isFresh = async (world: World, person: TestUser) => {
    const fresh = await world.db
      .selectFrom("session")
      .select(["method", sql<boolean>`authenticated_at > now() - interval '1 minute'`.as("fresh")])
      .where("user_id", "=", person.id)
      .executeTakeFirstOrThrow();
    return fresh;
  };

  test("asks again at the provider, although it knows the person, and leads back", async ({ page, world }) => {
    const { person, sub } = await signedInWithoutPassword(page, world);
    await answerAtProvider(page, sub);
    await expect(page).toHaveURL(/\/account\/profile$/);
    expect(Object.fromEntries(world.provider.asked.at(-1) ?? [])).toMatchObject({ prompt: "login", max_age: "0" });
    expect(await isFresh(world, person)).toEqual({ method: "oidc", fresh: true });
  });

  test("of somebody else does not count", async ({ page, world }) => {
    const { person } = await signedInWithoutPassword(page, world);
    await answerAtProvider(page, known(world.provider));
    await expect(notice(page)).toContainText("That was not the Harbour ID account");
    expect(await isFresh(world, person)).toMatchObject({ fresh: false });
  });
});

/** Let the person's last proof of identity be an hour old. */
async function age(world: World, person: TestUser) {
  await sql`update session set authenticated_at = now() - interval '1 hour' where user_id = ${person.id}`.execute(
    world.db,
  );
}
