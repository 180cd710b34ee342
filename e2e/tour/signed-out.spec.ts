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
  "/docs/api/deployments",
  "/docs/errors",
  "/docs/forward-authentication",
  "/docs/search?q=secret",
  "/docs/permissions",
  "/cli",
  "/no-such-page",
];

test("every page that a stranger can see is accessible in both themes, fits a phone and keeps its policy", async ({
  page,
  stop,
  expectConsoleError,
}) => {
  expectConsoleError(/status of 40[14]/);
  for (const path of PAGES) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await stop(`${path}, signed out`);
  }
  await page.goto("/docs/api/teams");
  const create = page.getByRole("region", { name: "POST /iam/v3/organisations/{uuid}/teams/" });
  await create.getByRole("button", { name: /^Try it/ }).click();
  await create.getByLabel("uuid", { exact: true }).fill("0198f2b4-3d10-7a52-9c07-4e8b21d6f935");
  await create.getByRole("button", { name: "Send POST" }).click();
  const question = page.getByRole("alertdialog", { name: "Send this POST?" });
  await expect(question).toBeVisible();
  await stop("a call that changes something, asked about");
  await question.getByRole("button", { name: "Send POST" }).click();
  await expect(create.getByRole("status").filter({ hasText: "401" })).toBeVisible();
  await create.getByText("Headers", { exact: true }).click();
  await stop("a call that was tried, with its answer");
  await page.goto("/login");
  await page.getByLabel("E-mail").fill("nobody@agency.example");
  await page.getByLabel("Password", { exact: true }).fill("not-the-password");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByRole("alert").filter({ hasText: /\S/ })).toBeVisible();
  await stop("/login, denied");
});
