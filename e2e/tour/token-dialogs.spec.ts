import {
  chooseInMenu,
  createDialog,
  finishReveal,
  openAdvanced,
  openCreateDialog,
  revealDialog,
  revealedSecret,
  rowOf,
} from "../token-pages";
import { createTokens } from "./furnish-account";
import { expect, test } from "./walk";

test("every dialog of the list of tokens is accessible in both themes, fits a phone and keeps the policy", async ({
  signedIn: page,
  person,
  db,
  stop,
  expectConsoleError,
}) => {
  expectConsoleError(/the server responded with a status of 401/);
  const { token } = await createTokens(db, person);
  await page.goto("/account/access-tokens");
  await page.getByRole("button", { name: "User menu" }).click();
  await expect(page.getByRole("menuitem", { name: "Profile" })).toBeVisible();
  await stop("the user menu");
  await page.getByRole("menuitem", { name: "Keyboard shortcuts" }).click();
  await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toBeVisible();
  await stop("the list of keys");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Find anything" }).click();
  await page.getByRole("combobox", { name: "Find tokens, pages and people" }).fill(token.label);
  await expect(page.getByRole("option", { name: token.label })).toBeVisible();
  await stop("the palette");
  await page.keyboard.press("Escape");

  const menu = rowOf(page, token.label).getByRole("button", { name: /^More actions/ });
  await menu.click();
  await expect(page.getByRole("menuitem", { name: "Open" })).toBeVisible();
  await stop("the menu of a token");
  await page.getByRole("menuitem", { name: "Revoke…" }).click();
  await expect(page.getByRole("dialog", { name: "Revoke token" })).toBeVisible();
  await stop("the revoke dialog");
  await page.keyboard.press("Escape");

  await chooseInMenu(rowOf(page, token.label), "Edit…");
  await expect(page.getByRole("dialog", { name: "Edit token" })).toBeVisible();
  await stop("the edit dialog");
  await page.keyboard.press("Escape");

  await page.getByRole("button", { name: "Find by secret" }).click();
  const find = page.getByRole("dialog", { name: "Find a token by its secret" });
  await find.getByLabel("Secret").fill(token.secret);
  await page.keyboard.press("Enter");
  await expect(find.getByRole("link", { name: "Open this token" })).toBeVisible();
  await stop("the dialog that finds a token by its secret");
  await page.keyboard.press("Escape");

  for (const label of [token.label, "Expires soon"])
    await page.getByRole("checkbox", { name: `Select ${label}` }).check();
  await page.getByRole("button", { name: "Revoke 2 tokens" }).click();
  await expect(page.getByRole("dialog", { name: "Revoke 2 tokens" })).toBeVisible();
  await stop("the dialog that revokes several tokens");

  await db.updateTable("session").set({ ended_at: new Date() }).where("user_id", "=", person.id).execute();
  await page.getByRole("dialog").getByRole("button", { name: "Revoke 2 tokens" }).click();
  await expect(page.getByRole("alertdialog", { name: "You’re signed out" })).toBeVisible();
  await stop("the dialog that signs in again");
});

test("creating a token, up to its secret, is accessible in both themes, fits a phone and keeps the policy", async ({
  tokenList: page,
  stop,
}) => {
  const dialog = await openCreateDialog(page);
  await stop("the create dialog");
  await dialog.getByRole("button", { name: "Create token" }).click();
  await expect(dialog.getByLabel("Label")).toHaveAttribute("aria-invalid", "true");
  await stop("the create dialog, denied");
  await dialog.getByLabel("Label").fill("W".repeat(255));
  await dialog.getByLabel("Purpose").selectOption("CI pipeline");
  await expect(dialog.getByRole("checkbox", { name: "deployments:write" })).toBeChecked();
  await expect(dialog.getByRole("radio", { name: "Only what I choose" })).toBeChecked();
  await dialog.getByLabel("Expiration").selectOption("custom");
  await openAdvanced(dialog);
  await stop("the create dialog, with what is suggested and a date of one's own");
  await dialog.getByRole("radio", { name: /^Full access/ }).check();
  await dialog.getByRole("radio", { name: /^Everything/ }).check();
  await dialog.getByLabel("Expiration").selectOption("never");
  await expect(dialog.getByRole("button", { name: "Create token" })).toHaveAccessibleDescription(
    /^This token can do everything you can, now and later, from anywhere, until it is revoked\. High risk\./,
  );
  await stop("the create dialog, with its highest risk");
  await dialog.getByRole("button", { name: "Create token" }).click();
  await revealedSecret(page);
  await expect(revealDialog(page)).toBeVisible();
  await stop("the reveal");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("alertdialog", { name: "Leave without storing the secret?" })).toBeVisible();
  await stop("the question before a reveal is left");
  await page.getByRole("button", { name: "Stay" }).click();
  await finishReveal(page);
  await expect(createDialog(page)).toBeHidden();
  await stop("access tokens, with a label of 255 wide characters");
});
