import { connect } from "@/db/database";
import { type StartedServer, startServer } from "@/test/server";
import { expect, login, test } from "./fixtures";

test("a page that needs signing in leads back to itself, with its query", async ({ page, person }) => {
  await page.goto("/account/access-tokens?status=revoked&o=label");
  await expect(page.getByRole("heading", { level: 1, name: "Sign in" })).toBeVisible();
  await page.getByLabel("E-mail").fill(person.email);
  await page.getByLabel("Password", { exact: true }).fill(person.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page).toHaveURL(/\/account\/access-tokens\?status=revoked&o=label$/);
  await page.goto("/login?callbackUrl=/account/profile");
  await expect(page).toHaveURL(/\/account\/profile$/);
});

for (const callbackUrl of [
  "//evil.example",
  "/\\evil.example",
  "https://evil.example",
  "javascript:alert(1)",
  "/\t/evil.example",
]) {
  test(`signing in does not lead to ${JSON.stringify(callbackUrl)}`, async ({ page, person, server }) => {
    await login(page, person, callbackUrl);
    expect(new URL(page.url()).origin).toBe(server.url);
  });
}

test("what is typed as password can be looked at", async ({ page }) => {
  await page.goto("/login");
  const password = page.getByLabel("Password", { exact: true });
  await expect(password).toHaveAttribute("type", "password");
  await page.getByRole("button", { name: "Show what is typed" }).click();
  await expect(password).toHaveAttribute("type", "text");
});

test("the session's cookie is out of reach of scripts and of other sites", async ({ signedIn }) => {
  const cookies = await signedIn.context().cookies();
  const session = cookies.find(({ name }) => name.endsWith("latchkey.session"));
  expect(session).toMatchObject({ httpOnly: true, sameSite: "Lax", path: "/" });
  expect(await signedIn.evaluate(() => document.cookie)).not.toContain("latchkey.session");
});

test("a cookie that was copied before signing out is worth nothing after it", async ({ signedIn, browser, server }) => {
  const state = await signedIn.context().storageState();
  await signedIn.getByRole("button", { name: "User menu" }).click();
  await signedIn.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(signedIn.getByRole("link", { name: "Sign in" }).first()).toBeVisible();
  const thief = await (await browser.newContext({ baseURL: server.url, storageState: state })).newPage();
  await thief.goto("/account/access-tokens");
  await expect(thief.getByRole("heading", { level: 1, name: "Sign in" })).toBeVisible();
  const asked = await thief.request.get("/api/auth/session");
  expect(await asked.json()).toBeNull();
});

// Wrong passwords slow down everybody at the same address, which all tests share: these have a server of their own.
const alone = test.extend<object, { own: StartedServer }>({
  own: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures' names from the pattern.
    async ({}, use) => {
      const own = await startServer();
      await use(own);
      await own.stop();
    },
    { scope: "worker" },
  ],
  db: [
    async ({ own }, use) => {
      const db = connect(own.databaseUrl);
      await use(db);
      await db.destroy();
    },
    { scope: "worker" },
  ],
  baseURL: async ({ own }, use) => use(own.url),
});

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
      await expect(page.getByText("do not belong together")).toBeVisible();
      await page.getByLabel("Password", { exact: true }).fill(person.password);
      await page.getByRole("button", { name: "Sign in", exact: true }).click();
      await expect(page).toHaveURL(/\/account\/profile$/);
    });
  });

  alone(
    "after ten wrong passwords the page says how long to wait, also for the right one, and then lets in",
    async ({ page, own, person }) => {
      // On a new page each time: a form that was just answered is emptied a moment later.
      const tryWith = async (password: string) => {
        await page.goto("/login");
        await page.getByLabel("E-mail").fill(person.email);
        await page.getByLabel("Password", { exact: true }).fill(password);
        const answered = page.waitForResponse((response) => response.request().method() === "POST");
        await page.getByRole("button", { name: "Sign in", exact: true }).click();
        await answered;
      };
      for (let n = 0; n < 10; n++) await tryWith(`not the password ${n}`);
      await tryWith(person.password);
      const notice = page.getByRole("alert").filter({ hasText: "slowed down" });
      await expect(notice).toContainText(/Try again in \d+ seconds?\./);
      await expect(page.getByText("You can try again now.")).toBeVisible({ timeout: 30_000 });
      await tryWith(person.password);
      await expect(page).toHaveURL(`${own.url}/`);
      expect(own.logs()).not.toMatch(/not the password|CredentialsSignin| at .*\.js/);
      expect(own.logs()).not.toContain(person.email);
    },
  );
});
