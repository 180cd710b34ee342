import { setPriority } from "node:os";
import type { Kysely } from "kysely";
import { test as base, expect, type Locator, type Page } from "playwright/test";
import { connect } from "@/db/database";
import type { Database } from "@/db/schema";
import { createOrganisation, createUser, type TestUser } from "@/test/fixtures";
import { type ServerUnderTest, sharedServer, startServer } from "@/test/http/server";
import { sessionCookieOf } from "@/test/http/session-cookie";
import { settleBeforeRequests } from "@/test/http/settled";

settleBeforeRequests();

/** As `nice` counts. What a worker starts, browsers above all, has it too. */
const BEHIND = 5;

// Behind the database and the server that all share. On a machine whose browsers take all there is, it seems to the server that its database has
// fallen silent, and it says so to whoever asks.
if (process.env.TEST_WORKER_INDEX !== undefined) setPriority(BEHIND);

/**
 * Have something that several tests of a worker share: what was made under this name before, or what `start` makes now. It ends with the
 * worker.
 */
export type Keep = <T>(name: string, start: () => Promise<T>, end: (made: T) => Promise<unknown>) => Promise<T>;

interface TestFixtures {
  server: ServerUnderTest & { logs(): string };
  db: Kysely<Database>;
  /** A user of this test alone, owner of an organisation, not signed in yet. */
  person: TestUser;
  /** A page on which `person` is signed in, and which has opened nothing yet. */
  signedIn: Page;
  /** The same on the list of access tokens. */
  tokenList: Page;
  /** An instance that nobody has set up yet, with the link that its terminal printed. */
  freshServer: ServerUnderTest & { setupLink: string };
  /** Let the browser's console show errors like this one; any other fails the test. */
  expectConsoleError(pattern: RegExp): void;
}

// Files that name other fixtures of a worker than these have workers of their own, each with another browser: they `keep` what they share.
interface WorkerFixtures {
  keep: Keep;
}

export { expect };

/**
 * Find things by role, as far as it goes: while a page streams in, what it shows is in the document twice for a moment, once
 * hidden, and a role sees only what a person sees.
 */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  keep: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures' names from the pattern.
    async ({}, use) => {
      const kept = new Map<string, Promise<unknown>>();
      const ends: (() => Promise<unknown>)[] = [];
      await use(<T>(name: string, start: () => Promise<T>, end: (made: T) => Promise<unknown>) => {
        const before = kept.get(name) as Promise<T> | undefined;
        if (before) return before;
        const made = start().then((it) => {
          ends.push(() => end(it));
          return it;
        });
        kept.set(name, made);
        return made;
      });
      // The last first: it may stand on what was there before it.
      for (const end of ends.reverse()) await end();
    },
    { scope: "worker" },
  ],

  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures' names from the pattern.
  server: async ({}, use) => use(sharedServer()),

  db: async ({ server: { databaseUrl }, keep }, use) =>
    use(
      await keep(
        databaseUrl,
        async () => connect(databaseUrl),
        (db) => db.destroy(),
      ),
    ),

  baseURL: async ({ server }, use) => use(server.url),

  page: async ({ page, javaScriptEnabled }, use) => {
    const goto = page.goto.bind(page);
    page.goto = async (...where) => {
      const response = await goto(...where);
      // Without scripts it stays where it is.
      if (javaScriptEnabled !== false) await streamedIn(page);
      return response;
    };
    await use(page);
  },

  expectConsoleError: [
    async ({ context, server }, use, testInfo) => {
      const logsBefore = server.logs().length;
      const expected: RegExp[] = [];
      const seen: string[] = [];
      context.on("console", (message) => {
        if (message.type() === "error") seen.push(`${message.text()} (${message.location().url})`);
      });
      context.on("weberror", (webError) => seen.push(`uncaught: ${webError.error().message}`));
      await use((pattern) => expected.push(pattern));
      const unexpected = seen.filter((line) => !expected.some((pattern) => pattern.test(line)));
      if (testInfo.status !== testInfo.expectedStatus || unexpected.length > 0) {
        await testInfo.attach("server log", { body: server.logs().slice(logsBefore), contentType: "text/plain" });
      }
      expect(unexpected, "the browser's console shows no error").toEqual([]);
    },
    { auto: true },
  ],

  freshServer: async ({ context }, use) => {
    const server = await startServer();
    const setupLink = /https?:\/\/\S+\/setup\S*/.exec(server.logs())?.[0];
    if (!setupLink) throw new Error(`no set-up link was printed:\n${server.logs()}`);
    await use({ ...server, setupLink });
    // What a page still asks for when its server is gone would fail, and its console would say so.
    await Promise.all(context.pages().map((page) => page.close()));
    await server.stop();
  },

  person: async ({ db }, use) => {
    const person = await createUser(db);
    await createOrganisation(db, { members: [{ user: person, role: "owner" }] });
    await use(person);
  },

  signedIn: async ({ page, person, db }, use) => {
    await addSession(page, person, db);
    await use(page);
  },

  tokenList: async ({ signedIn }, use) => {
    await signedIn.goto("/account/access-tokens");
    await alive(userMenu(signedIn));
    await use(signedIn);
  },
});

/**
 * Open a page as someone whose session has just begun. Where the signing in itself is not what is tested: it takes neither the
 * form nor the hashing of a password.
 */
export async function signInAs(
  page: Page,
  user: { id: string },
  { db, path = "/account/access-tokens" }: { db: Kysely<Database>; path?: string },
): Promise<void> {
  await addSession(page, user, db);
  await page.goto(path);
  await alive(userMenu(page));
}

/**
 * Wait until what streamed in stands in its place: until then it is in the document twice, once hidden, and a label names two
 * fields.
 */
async function streamedIn(page: Page) {
  await page.locator('div[hidden][id^="S:"]').first().waitFor({ state: "detached" });
}

/** Wait until a part of the page answers. What is done to it before its script has come alive is lost. */
async function alive(part: Locator) {
  await expect(part).toBeVisible();
  const isHydrated = () =>
    part.evaluate((element) => Object.keys(element).some((key) => key.startsWith("__reactProps")));
  await expect.poll(isHydrated, { message: "the page comes alive", intervals: [20, 50, 100] }).toBe(true);
}

/** The same without opening a page. It takes the place of a session that the browser has. */
export async function addSession(page: Page, user: { id: string }, db: Kysely<Database>): Promise<void> {
  const cookie = await sessionCookieOf(db, user, await page.evaluate(() => navigator.userAgent));
  await page.context().addCookies([{ ...cookie, url: sharedServer().url, httpOnly: true, sameSite: "Lax" }]);
}

const userMenu = (page: Page) => page.getByRole("button", { name: "User menu", includeHidden: true });

/** Sign in through the real form. Ends on the page that `path` leads to, with the shell around it, if behind a dialog. */
export async function login(
  page: Page,
  user: { email: string; password: string },
  path = "/account/access-tokens",
): Promise<void> {
  await page.goto(`/login?callbackUrl=${encodeURIComponent(path)}`);
  await page.getByLabel("E-mail").fill(user.email);
  await page.getByLabel("Password", { exact: true }).fill(user.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(userMenu(page)).toBeVisible();
}
