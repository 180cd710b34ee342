import { connect } from "@/db/database";
import { type StartedServer, startServer } from "@/test/server";
import { test as base, expect } from "./fixtures";

const PASSWORD = "six-terns-above-the-harbour";

const test = base.extend<{ empty: StartedServer }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures' names from the pattern.
  empty: async ({}, use) => {
    const server = await startServer();
    await use(server);
    await server.stop();
  },
  baseURL: async ({ empty }, use) => use(empty.url),
});

test("the printed link makes the first account, once, and the page is gone afterwards", async ({
  page,
  empty,
  expectConsoleError,
}) => {
  expectConsoleError(/404/);
  const link = /https?:\/\/\S+\/setup\?code=\S+/.exec(empty.logs())?.[0] ?? "";

  await page.goto("/login");
  await expect(page).toHaveURL(/\/setup$/);
  await expect(page.getByText("Look at the terminal").filter({ visible: true })).toBeVisible();
  await page.goto("/setup?code=not-the-code");
  await expect(page.getByText("This link does not work").filter({ visible: true })).toBeVisible();
  await expect(page.getByRole("button", { name: "Create account" })).toBeHidden();

  await page.goto(link);
  await page.getByLabel("First name").fill("Ada");
  await page.getByLabel("E-mail").fill("ada@agency.example");
  await page.getByLabel("Password", { exact: true }).fill("qwertyuiop123");
  await page.getByLabel("Organisation").fill("Harbour Studio");
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByText("one of the most common passwords")).toBeVisible();
  await expect(page.getByLabel("Organisation")).toHaveValue("Harbour Studio");
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page).toHaveURL(/\/account\/access-tokens$/);
  await page.getByRole("button", { name: "User menu" }).click();
  await expect(page.getByRole("menuitem", { name: "Harbour Studio" })).toBeVisible();

  for (const address of [link, "/setup"]) expect((await page.goto(address))?.status()).toBe(404);
  const db = connect(empty.databaseUrl);
  const [user] = await db.selectFrom("user").select("timezone").execute();
  const [organisation] = await db.selectFrom("organisation").select(["slug", "is_platform"]).execute();
  await db.destroy();
  expect(user).toEqual({ timezone: "UTC" });
  expect(organisation).toEqual({ slug: "harbour-studio", is_platform: true });
  expect(empty.logs()).not.toContain(PASSWORD);
});

test("two browsers that submit the form at once make one account", async ({
  page,
  context,
  empty,
  expectConsoleError,
}) => {
  expectConsoleError(/404/);
  const link = /https?:\/\/\S+\/setup\?code=\S+/.exec(empty.logs())?.[0] ?? "";
  const pages = [page, await context.newPage()];
  for (const [index, each] of pages.entries()) {
    await each.goto(link);
    await each.getByLabel("E-mail").fill(`person-${index}@agency.example`);
    await each.getByLabel("Password", { exact: true }).fill(PASSWORD);
    await each.getByLabel("Organisation").fill("Harbour Studio");
  }
  await Promise.all(pages.map((each) => each.getByRole("button", { name: "Create account" }).click()));
  const db = connect(empty.databaseUrl);
  await expect.poll(() => db.selectFrom("session").select("id").execute(), { timeout: 30_000 }).toHaveLength(1);
  expect(await db.selectFrom("user").select("id").execute()).toHaveLength(1);
  await db.destroy();
});
