import { connect } from "@/db/database";
import { type StartedServer, startServer } from "@/test/http/server";
import { Visitor } from "@/test/http/visitor";
import { test as base, expect } from "./fixtures";
import { breakOne, CONNECTION_BROKE } from "./lost-connection/break";

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
  expectConsoleError(CONNECTION_BROKE);
  const visitor = new Visitor(empty.url);
  const without = await visitor.open("/login");
  expect(without.url).toBe(`${empty.url}/setup`);
  expect(without.text).toContain("Check the server’s terminal");
  const wrong = await visitor.open("/setup?code=not-the-code");
  expect(wrong.text).toContain("This link doesn’t work");
  expect(wrong.text).not.toContain("Create account");
  const link = linkOf(empty);

  await page.goto(link);
  await page.getByLabel("First name").fill("Ada");
  await page.getByLabel("E-mail").fill("ada@agency.example");
  await page.getByLabel("Password", { exact: true }).fill("qwertyuiop123");
  await page.getByLabel("Organisation").fill("Harbour Studio");
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByText("one of the most common passwords")).toBeVisible();
  await expect(page.getByLabel("Organisation")).toHaveValue("Harbour Studio");
  await breakOne(page, {
    form: "app/(auth)/setup/setup-form.tsx#setupAction",
    fill: { "First name": "Ada", "E-mail": "ada@agency.example", Password: PASSWORD },
    press: "Create account",
    done: async () => await expect(page.getByRole("button", { name: "User menu" })).toBeVisible(),
  });
  await expect(page).toHaveURL(/\/account\/access-tokens$/);
  await page.getByRole("button", { name: "User menu" }).click();
  await expect(page.getByRole("menuitem", { name: "Harbour Studio" })).toBeVisible();

  for (const address of [link, "/setup"]) {
    const gone = await visitor.open(address);
    expect([gone.status, gone.text]).toEqual([404, expect.stringContaining("This instance has been set up")]);
  }
  const db = connect(empty.databaseUrl);
  const [user] = await db.selectFrom("user").select("timezone").execute();
  const [organisation] = await db.selectFrom("organisation").select(["slug", "is_platform"]).execute();
  await db.destroy();
  expect(user).toEqual({ timezone: "UTC" });
  expect(organisation).toEqual({ slug: "harbour-studio", is_platform: true });
  expect(empty.logs()).not.toContain(PASSWORD);
});

const linkOf = (server: StartedServer) => /https?:\/\/\S+\/setup\?code=\S+/.exec(server.logs())?.[0] ?? "";
