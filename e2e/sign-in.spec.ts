import { type Kysely, sql } from "kysely";
import type { Database } from "@/db/schema";
import { type StartedServer, startServer } from "@/test/http/server";
import { Visitor } from "@/test/http/visitor";
import { expect, test } from "./fixtures";

test("a page that needs signing in leads back to itself, with its query", async ({ page, person }) => {
  await page.goto("/account/access-tokens?status=revoked&o=label");
  await expect(page.getByRole("heading", { level: 1, name: "Sign in" })).toBeVisible();
  await page.getByLabel("E-mail").fill(person.email);
  await page.getByLabel("Password", { exact: true }).fill(person.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page).toHaveURL(/\/account\/access-tokens\?status=revoked&o=label$/);
  // Whoever is signed in already is led on at once.
  const again = await page.request.get("/login?callbackUrl=/account/profile", { maxRedirects: 0 });
  expect(again.headers().location).toBe("/account/profile");
});

test("what is typed as password can be looked at", async ({ page }) => {
  await page.goto("/login");
  const password = page.getByLabel("Password", { exact: true });
  await expect(password).toHaveAttribute("type", "password");
  await page.getByRole("button", { name: "Show what you typed" }).click();
  await expect(password).toHaveAttribute("type", "text");
});

test("the session's cookie is out of reach of scripts and of other sites", async ({ page, person }) => {
  const { csrfToken } = await (await page.request.get("/api/auth/csrf")).json();
  const form = { email: person.email, password: person.password, csrfToken };
  await page.request.post("/api/auth/callback/credentials", { form, maxRedirects: 0 });
  const cookies = await page.context().cookies();
  const session = cookies.find(({ name }) => name.endsWith("latchkey.session"));
  expect(session).toMatchObject({ httpOnly: true, sameSite: "Lax", path: "/" });
  // A page of the instance that is nothing but text.
  await page.goto("/api/health");
  expect(await page.evaluate(() => document.cookie)).not.toContain("latchkey.session");
});

test("a cookie that was copied before signing out is worth nothing after it", async ({
  tokenList: signedIn,
  server,
}) => {
  const thief = new Visitor(server.url);
  for (const { name, value } of await signedIn.context().cookies()) thief.cookies.set(name, value);
  expect(await thief.isSignedIn()).toBe(true);
  const copied = new Map(thief.cookies);
  await signedIn.getByRole("button", { name: "User menu" }).click();
  await signedIn.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(signedIn.getByRole("link", { name: "Sign in" }).first()).toBeVisible();
  expect(await thief.isSignedIn()).toBe(false);
  for (const [name, value] of copied) thief.cookies.set(name, value);
  expect(await (await thief.request("/api/auth/session")).json()).toBeNull();
});

// Wrong passwords slow down everybody at the same address, which all tests share: these have a server of their own.
const alone = test.extend<{ own: StartedServer }>({
  own: async ({ keep }, use) => use(await keep("server for wrong passwords", startServer, (own) => own.stop())),
  server: async ({ own }, use) => use(own),
});

/** Let the wait that wrong passwords began end so much later than now. */
const letWaitEnd = (db: Kysely<Database>, later: string) =>
  sql`update sign_in_failure set blocked_until = now() + ${later}::interval where blocked_until is not null`.execute(
    db,
  );

alone.describe("wrong passwords", () => {
  // In this order: the last one uses up what the address may fail.
  alone.describe.configure({ mode: "serial" });

  alone(
    "a wrong password and an unknown e-mail address are answered alike, and keep what was typed",
    async ({ page, person }) => {
      const answers = [];
      for (const email of [person.email, "nobody@agency.example"]) {
        await page.goto("/login");
        await page.getByLabel("E-mail").fill(email);
        await page.getByLabel("Password", { exact: true }).fill("not the password");
        await page.getByRole("button", { name: "Sign in", exact: true }).click();
        answers.push(await page.getByRole("alert").filter({ hasText: /\S/ }).innerText());
        await expect(page.getByLabel("E-mail")).toHaveValue(email);
        await expect(page.getByLabel("Password", { exact: true })).toBeFocused();
      }
      expect(answers[0]).toBe(answers[1]);
    },
  );

  alone.describe("without JavaScript", () => {
    alone.use({ javaScriptEnabled: false });

    alone("the form signs in, and says what was wrong", async ({ page, person }) => {
      await page.goto("/login?callbackUrl=/account/profile");
      await page.getByLabel("E-mail").fill(person.email);
      await page.getByLabel("Password", { exact: true }).fill("not the password");
      await page.getByRole("button", { name: "Sign in", exact: true }).click();
      await expect(page.getByText("e-mail address or password is wrong")).toBeVisible();
      await page.getByLabel("Password", { exact: true }).fill(person.password);
      await page.getByRole("button", { name: "Sign in", exact: true }).click();
      await expect(page).toHaveURL(/\/account\/profile$/);
    });
  });

  alone(
    "after ten wrong passwords the page says how long to wait, also for the right one, and then lets in",
    async ({ page, own, person, db }) => {
      const guesser = new Visitor(own.url);
      for (let n = 0; n < 10; n++) await guesser.signIn(person, `not the password ${n}`);
      // As after more of them: longer than this takes on any machine.
      await letWaitEnd(db, "10 minutes");
      await page.clock.install();
      const tryWith = async (password: string) => {
        await page.getByLabel("E-mail").fill(person.email);
        await page.getByLabel("Password", { exact: true }).fill(password);
        await page.getByRole("button", { name: "Sign in", exact: true }).click();
      };
      await page.goto("/login");
      await tryWith(person.password);
      const notice = page.getByRole("alert").filter({ hasText: "Too many wrong passwords" });
      await expect(notice).toContainText(/Try again in \d+ (seconds?|minutes)\./);
      await letWaitEnd(db, "0");
      await page.clock.fastForward("10:00");
      await expect(page.getByText("You can try again now.")).toBeVisible();
      await tryWith(person.password);
      await expect(page).toHaveURL(`${own.url}/`);
      expect(own.logs()).not.toMatch(/not the password|CredentialsSignin| at .*\.js/);
      expect(own.logs()).not.toContain(person.email);
    },
  );
});
