import { expect, type Locator, type Page } from "@playwright/test";

/** The parts of the token pages that several promises need, found as a person finds them. */

export function createDialog(page: Page): Locator {
  return page.getByRole("dialog", { name: "Create access token" });
}

export function revealDialog(page: Page): Locator {
  return page.getByRole("dialog", { name: "Your new token" });
}

export function rowOf(page: Page, label: string): Locator {
  return page.getByRole("row").filter({ hasText: label });
}

/** The cell of a row in a column. Also a narrow window, which has no columns, names it in the cell. */
export function cellOf(row: Locator, column: string): Locator {
  return row.getByRole("cell").filter({ hasText: column });
}

export async function openCreateDialog(page: Page): Promise<Locator> {
  await page.getByRole("button", { name: "Create token", exact: true }).first().click();
  const dialog = createDialog(page);
  await expect(dialog).toBeVisible();
  return dialog;
}

/** Make a token with the dialog. Ends with its reveal on the screen. @returns the secret */
export async function createToken(page: Page, label: string): Promise<string> {
  const dialog = await openCreateDialog(page);
  await dialog.getByLabel("Label").fill(label);
  await dialog.getByRole("button", { name: "Create token" }).click();
  return await revealedSecret(page);
}

export async function revealedSecret(page: Page): Promise<string> {
  const field = revealDialog(page).getByRole("textbox", { name: "Secret", exact: true });
  await expect(field).toHaveValue(/^[a-z0-9]+_pat_[0-9A-Za-z]{36}$/);
  return await field.inputValue();
}

/** Say that the secret is stored, and close the reveal. */
export async function finishReveal(page: Page): Promise<void> {
  const reveal = revealDialog(page);
  await reveal.getByRole("checkbox", { name: "I have stored this token" }).check();
  await reveal.getByRole("button", { name: "Done" }).click();
  await expect(reveal).toBeHidden();
}
