import type { Locator, Page } from "playwright/test";
import { expect, test } from "./fixtures";
import { createDialog, revealDialog, revealedSecret, rowOf } from "./token-pages";

// More stops than any page of ours has; a target that is not among them cannot be reached.
const MOST_STOPS = 120;

test.use({ contextOptions: { reducedMotion: "no-preference" } });

test("a token is created, stored and revoked without a mouse", async ({ page, person }) => {
  await page.goto("/login?callbackUrl=/account/access-tokens");
  await tabTo(page, page.getByLabel("E-mail"));
  await page.keyboard.type(person.email);
  await tabTo(page, page.getByLabel("Password", { exact: true }));
  await page.keyboard.type(person.password);
  await page.keyboard.press("Enter");

  const create = page.getByRole("button", { name: "Create token", exact: true }).first();
  await expect(create).toBeVisible();
  await tabTo(page, create);
  await page.keyboard.press("Enter");
  await expect(createDialog(page).getByLabel("Label")).toBeFocused();
  await page.keyboard.type("By keyboard");
  await tabTo(page, createDialog(page).getByRole("button", { name: "Create token" }));
  await page.keyboard.press("Enter");

  await revealedSecret(page);
  const stored = revealDialog(page).getByRole("checkbox", { name: "I have stored this token" });
  await tabTo(page, stored);
  await page.keyboard.press("Space");
  await expect(stored).toBeChecked();
  await tabTo(page, revealDialog(page).getByRole("button", { name: "Done" }));
  await page.keyboard.press("Enter");
  await expect(revealDialog(page)).toBeHidden();

  const row = rowOf(page, "By keyboard");
  await tabTo(page, row.getByRole("button", { name: "More actions for By keyboard" }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("menuitem", { name: "Open" })).toBeFocused();
  await page.keyboard.press("End");
  await expect(page.getByRole("menuitem", { name: "Revoke…" })).toBeFocused();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Revoke token" });
  await expect(dialog).toBeVisible();
  await tabTo(page, dialog.getByRole("button", { name: "Revoke token" }));
  await page.keyboard.press("Enter");
  await expect(dialog).toBeHidden();
  await expect(row).toHaveCount(0);
});

test("a dialog keeps the focus inside, and gives it back when it closes", async ({ tokenList: page }) => {
  const create = page.getByRole("button", { name: "Create token", exact: true }).first();
  await create.focus();
  await page.keyboard.press("Enter");
  await expect(createDialog(page).getByLabel("Label")).toBeFocused();
  for (let stop = 0; stop < 40; stop++) {
    await page.keyboard.press("Tab");
    expect(await createDialog(page).evaluate((dialog) => dialog.contains(document.activeElement))).toBe(true);
  }
  await page.keyboard.press("Escape");
  await expect(createDialog(page)).toBeHidden();
  await expect(create).toBeFocused();
});

test("the first stop of a page skips to its content", async ({ signedIn: page }) => {
  await page.goto("/account/access-tokens");
  await page.keyboard.press("Tab");
  const skip = page.getByRole("link", { name: /Skip to/ });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  expect(await page.getByRole("main").evaluate((main) => main.contains(document.activeElement))).toBe(true);
});

test("the user menu opens, moves and closes by keyboard", async ({ tokenList: page }) => {
  const menu = page.getByRole("button", { name: "User menu" });
  await tabTo(page, menu);
  await page.keyboard.press("Enter");
  for (const name of ["Profile", "Access Tokens", "Security"]) {
    await expect(page.getByRole("menuitem", { name })).toBeVisible();
  }
  await page.keyboard.press("Escape");
  await expect(page.getByRole("menu")).toBeHidden();
  await expect(menu).toBeFocused();
  await page.keyboard.press("Enter");
  await page.getByRole("menuitem", { name: "Security" }).press("Enter");
  await expect(page).toHaveURL(/\/account\/security$/);
});

async function tabTo(page: Page, target: Locator) {
  for (let stop = 0; stop < MOST_STOPS; stop++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`the Tab key does not reach ${target}`);
}
