import { expect, login, test } from "./fixtures";
import { createDialog, finishReveal, revealedSecret } from "./token-pages";

const LINK =
  "/account/access-tokens?create=1&label=Release+job&purpose=ci_pipeline&expires_in=7d&scopes=applications:read,deployments:write";
const DAY_MS = 24 * 60 * 60 * 1000;

test("a link opens the form filled in, also for somebody who signs in first, and makes just that token", async ({
  page,
  person,
  db,
}) => {
  await login(page, person, LINK);
  const dialog = createDialog(page);
  await expect(dialog.getByLabel("Label")).toHaveValue("Release job");
  await expect(dialog.getByLabel("Purpose")).toHaveValue("ci_pipeline");
  await expect(dialog.getByRole("checkbox", { name: "deployments:write" })).toBeChecked();
  await expect(dialog.getByRole("checkbox", { name: "organisations:read" })).not.toBeChecked();

  // What the link does not say is not given.
  const everything = dialog.getByRole("radio", { name: /^Everything/ });
  await expect(everything).not.toBeChecked();
  await everything.check();
  await dialog.getByRole("button", { name: "Create token" }).click();
  await revealedSecret(page);
  await finishReveal(page);

  const token = await db
    .selectFrom("access_token")
    .select(["label", "purpose", "scopes", "expires_at"])
    .where("user_id", "=", person.id)
    .executeTakeFirstOrThrow();
  expect(token).toMatchObject({
    label: "Release job",
    purpose: "ci_pipeline",
    scopes: ["applications:read", "deployments:write"],
  });
  const days = (Number(token.expires_at) - Date.now()) / DAY_MS;
  expect(days).toBeGreaterThan(6.9);
  expect(days).toBeLessThan(7.1);

  // Done is done: neither a reload nor a bookmark of the address bar asks again.
  await page.reload();
  await expect(page.getByRole("row").filter({ hasText: "Release job" })).toBeVisible();
  await expect(dialog).toBeHidden();
});

test("a link with values that no token can have opens the form without them", async ({ signedIn: page }) => {
  await page.goto(
    "/account/access-tokens?create=1&purpose=world_domination&expires_in=9000y&scopes=root,tokens:read&label=%00%3Cb%3E",
  );
  const dialog = createDialog(page);
  await expect(dialog).toBeVisible();
  await expect(dialog.getByLabel("Purpose")).not.toHaveValue("world_domination");
  await expect(dialog.locator("b")).toHaveCount(0);
});
