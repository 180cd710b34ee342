import { expect, test } from "./walk";

test("an instance is set up on a phone of 360 px, accessible in both themes, and keeps its policy", async ({
  page,
  freshServer,
  stop,
}) => {
  await page.goto(`${freshServer.url}/setup`);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await stop("/setup without a code");
  await page.goto(freshServer.setupLink);
  await expect(page.getByRole("button", { name: "Create account" })).toBeVisible();
  await stop("/setup");
  await page.getByLabel("E-mail").fill("ada@agency.example");
  await page.getByLabel("Password", { exact: true }).fill("password1234");
  await page.getByLabel("Organisation").fill("Harbour Studio");
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByLabel("Password", { exact: true })).toHaveAttribute("aria-invalid", "true");
  await stop("/setup, denied");
});
