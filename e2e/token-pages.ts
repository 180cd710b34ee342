import { expect, type Locator, type Page } from "playwright/test";

/** The parts of the token pages that several promises need, found as a person finds them. */

export function createDialog(page: Page): Locator {
  return page.getByRole("dialog", { name: "Create access token" });
}

export function revealDialog(page: Page): Locator {
  return page.getByRole("dialog", { name: /^Your new (token|secret)$/ });
}

export function rowOf(page: Page, label: string): Locator {
  return page.getByRole("row").filter({ hasText: label });
}

/** The cell of a row in a column. Also a narrow window, which has no columns, names it in the cell. */
export function cellOf(row: Locator, column: string): Locator {
  return row.getByRole("cell").filter({ hasText: column });
}

/** Choose from the menu of a token's row. */
export async function chooseInMenu(row: Locator, name: string): Promise<void> {
  await row.getByRole("button", { name: /^More actions for / }).click();
  await row.page().getByRole("menuitem", { name, exact: true }).click();
}

export async function openCreateDialog(page: Page): Promise<Locator> {
  await page.getByRole("button", { name: "Create token", exact: true }).first().click();
  const dialog = createDialog(page);
  await expect(dialog).toBeVisible();
  return dialog;
}

/** Choose in a token's form what needs no further choice: full access to everything. Nothing is chosen by default. */
export async function chooseEverything(dialog: Locator): Promise<void> {
  await dialog.getByRole("radio", { name: /^Everything/ }).check();
  await dialog.getByRole("radio", { name: /^Full access/ }).check();
}

/** Show what a token's form has under *Advanced*. */
export async function openAdvanced(dialog: Locator): Promise<void> {
  const last = dialog.getByRole("checkbox", { name: "Allow self-rotation" });
  if (!(await last.isVisible())) await dialog.getByText("Advanced", { exact: true }).click();
  await expect(last).toBeVisible();
}

/** Create a token with the dialog. Ends with its reveal on the screen. @returns the secret */
export async function createToken(page: Page, label: string): Promise<string> {
  const dialog = await openCreateDialog(page);
  await dialog.getByLabel("Label").fill(label);
  await chooseEverything(dialog);
  await dialog.getByRole("button", { name: "Create token" }).click();
  return await revealedSecret(page);
}

/** Opens on a token's page, and is asked there for a new secret. */
export async function openRotateDialog(page: Page): Promise<Locator> {
  await rotation(page)
    .getByRole("button", { name: /^(Rotate|Generate another|A secret leaked)$/ })
    .click();
  const dialog = page.getByRole("dialog", { name: "Rotate token" });
  await expect(dialog).toBeVisible();
  return dialog;
}

export function rotation(page: Page): Locator {
  return page.getByRole("region", { name: "Rotation" });
}

/** Ask on a token's page for a new secret, and say that it is stored. @returns the new secret */
export async function rotateOnPage(page: Page): Promise<string> {
  const dialog = await openRotateDialog(page);
  await dialog.getByRole("button", { name: "Generate secret" }).click();
  const secret = await revealedSecret(page);
  await finishReveal(page);
  return secret;
}

export async function revealedSecret(page: Page): Promise<string> {
  const field = revealDialog(page).getByRole("textbox", { name: "Secret", exact: true });
  await expect(field).toHaveValue(/^[a-z0-9]+_(pat|org)_[0-9A-Za-z]{36}$/);
  return await field.inputValue();
}

/**
 * What a page shows that asks the server every so many milliseconds. Its clock is moved on, which spares the waiting:
 * `page.clock.install()` has to come before the page is opened.
 */
export async function afterPoll(
  page: Page,
  everyMs: number,
  check: (patience: { timeout: number }) => Promise<void>,
): Promise<void> {
  await expect(async () => {
    await page.clock.fastForward(everyMs);
    await check({ timeout: 500 });
  }).toPass();
}

/** Say that the secret is stored, and close the reveal. */
export async function finishReveal(page: Page): Promise<void> {
  const reveal = revealDialog(page);
  await reveal.getByRole("checkbox", { name: /^I have stored this (token|secret)$/ }).check();
  await reveal.getByRole("button", { name: "Done" }).click();
  await expect(reveal).toBeHidden();
}
