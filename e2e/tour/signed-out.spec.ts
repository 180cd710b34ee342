import { expect, test } from "./walk";

const PAGES = [
  "/",
  "/login",
  "/forgot-password",
  "/reset-password/no-code",
  "/signup",
  "/signup/no-code",
  "/setup",
  "/docs",
  "/docs/api",
  "/docs/errors",
  "/docs/forward-authentication",
  "/docs/search?q=secret",
  "/docs/permissions",
  "/no-such-page",
];

test("every page that a stranger can see is accessible in both themes, fits a phone and keeps its policy", async ({
  page,
  stop,
  expectConsoleError,
}) => {
  expectConsoleError(/status of 404/);
  for (const path of PAGES) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await stop(`${path}, signed out`);
  }
  await page.goto("/login");
  await page.getByLabel("E-mail").fill("nobody@agency.example");
  await page.getByLabel("Password", { exact: true }).fill("not-the-password");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByRole("alert").filter({ hasText: /\S/ })).toBeVisible();
  await stop("/login, denied");
});
