import { mergeTests } from "playwright/test";
import { connect } from "@/db/database";
import { type StartedServer, startServer } from "@/test/http/server";
import { Visitor } from "@/test/http/visitor";
import { test as base } from "../fixtures";
import { expect, test as walk } from "./walk";

const alone = base.extend<object, { empty: StartedServer }>({
  empty: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures' names from the pattern.
    async ({}, use) => {
      const server = await startServer();
      await use(server);
      await server.stop();
    },
    { scope: "worker" },
  ],
  baseURL: async ({ empty }, use) => use(empty.url),
});
const test = mergeTests(walk, alone);

// On one server, which the second of them sets up.
test.describe.configure({ mode: "serial" });

test("an instance is set up on a phone of 360 px, accessible in both themes, and keeps its policy", async ({
  page,
  empty,
  stop,
}) => {
  await page.goto("/setup");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await stop("/setup without a code");
  await page.goto(linkOf(empty));
  await expect(page.getByRole("button", { name: "Create account" })).toBeVisible();
  await stop("/setup");
  await page.getByLabel("E-mail").fill("ada@agency.example");
  await page.getByLabel("Password", { exact: true }).fill("password1234");
  await page.getByLabel("Organisation").fill("Harbour Studio");
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByLabel("Password", { exact: true })).toHaveAttribute("aria-invalid", "true");
  await stop("/setup, denied");
});

alone("two browsers that submit the form at once make one account", async ({ empty }) => {
  const browsers = await Promise.all(
    [1, 2].map(async (number) => {
      const visitor = new Visitor(empty.url);
      const page = await visitor.open(linkOf(empty));
      const email = `person-${number}@agency.example`;
      const password = "six-terns-above-the-harbour";
      return { submit: () => visitor.post(page, "Create account", { email, password, organisation: "Harbour" }) };
    }),
  );
  const answers = await Promise.all(browsers.map(({ submit }) => submit()));
  expect(answers.filter(({ headers }) => headers.get("location") === "/account/access-tokens")).toHaveLength(1);
  const db = connect(empty.databaseUrl);
  expect(await db.selectFrom("session").select("id").execute()).toHaveLength(1);
  expect(await db.selectFrom("user").select("id").execute()).toHaveLength(1);
  await db.destroy();
});

const linkOf = (server: StartedServer) => /https?:\/\/\S+\/setup\?code=\S+/.exec(server.logs())?.[0] ?? "";
