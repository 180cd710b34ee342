import type { Locator, Page } from "playwright/test";
import { linesWithSecret } from "@/test/database/dump";
import { createToken as insertToken } from "@/test/fixtures";
import { expect, signInAs, test } from "./fixtures";
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
  for (const choice of [/^Everything/, /^Full access/]) {
    await tabTo(page, createDialog(page).getByRole("radio", { name: choice }));
    await page.keyboard.press("Space");
  }
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

test("the palette finds by typing what there is, and opens it, with keys alone", async ({ page, person, db }) => {
  await insertToken(db, person, { label: "Lighthouse" });
  await signInAs(page, person, { db, path: "/account/profile" });
  const field = paletteField(page);
  const current = () =>
    field.evaluate((input) => document.getElementById(input.getAttribute("aria-activedescendant") ?? "")?.textContent);
  // The page has no search of its own.
  await pressUntil(page, "/", field);
  await expect(field).toBeFocused();
  await expect.poll(current).toContain("Create token");
  await page.keyboard.press("ArrowUp");
  await expect.poll(current).toContain((await page.getByRole("option").last().textContent()) ?? "");

  await page.keyboard.type("lighth");
  const option = page.getByRole("group", { name: "Access tokens" }).getByRole("option", { name: /^Lighthouse/ });
  await expect(option).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Lighthouse" })).toBeVisible();
  await expect(field).toBeHidden();

  // It closes as it opened, and gives the focus back.
  const opener = page.getByRole("button", { name: "Find anything" });
  await opener.focus();
  for (const close of ["Escape", "Control+k"]) {
    await page.keyboard.press("Control+k");
    await page.keyboard.type("no such thing");
    await expect(page.getByText("Nothing matches")).toBeVisible();
    await page.keyboard.press(close);
    await expect(field).toBeHidden();
    await expect(opener).toBeFocused();
  }
});

test("a secret that is pasted into the palette stays in its field, until its token is asked for", async ({
  signedIn: page,
  person,
  db,
}) => {
  const { secret, label } = await insertToken(db, person, { label: "Leaky" });
  await page.goto("/account/profile");
  const asked: string[] = [];
  page.on("request", (request) => asked.push(`${request.url()} ${request.postData()}`));
  await page.getByRole("button", { name: "Find anything" }).click();
  await paletteField(page).fill(`Authorization: Bearer ${secret}`);
  await expect(paletteField(page)).toHaveAccessibleDescription(/looks like a secret.*not searched for/);
  await expect(page.getByRole("option")).toHaveCount(0);
  expect(linesWithSecret([...asked, page.url()], secret)).toEqual([]);
  await page.getByRole("button", { name: "Find its token" }).click();
  const dialog = page.getByRole("dialog", { name: "Find a token by its secret" });
  await dialog.getByRole("button", { name: "Find token" }).click();
  await expect(dialog.getByText(label)).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("button", { name: "Find anything" })).toBeFocused();
});

test("c, / and ? work alone, are text where one types, wait for an open dialog, and can be turned off", async ({
  page,
  person,
  db,
}) => {
  await insertToken(db, person, { label: "One" });
  await signInAs(page, person, { db, path: "/account/profile" });
  const keys = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  await pressUntil(page, "?", keys);
  await page.keyboard.press("c");
  await page.keyboard.press("Escape");
  await expect(keys).toBeHidden();
  await expect(page).toHaveURL(/profile$/);

  await page.keyboard.press("c");
  await expect(createDialog(page)).toBeVisible();
  await expect(page).toHaveURL(/\/access-tokens\?create=1$/);
  await page.keyboard.press("Escape");
  await expect(createDialog(page)).toBeHidden();

  await page.keyboard.press("/");
  const search = page.getByRole("searchbox", { name: "Search tokens" });
  await expect(search).toBeFocused();
  await page.keyboard.type("c/?");
  await expect(search).toHaveValue("c/?");
  await expect(page.getByRole("dialog")).toHaveCount(0);

  await page.goto("/account/profile#shortcuts");
  const box = page.getByRole("checkbox", { name: "Single-key shortcuts" });
  await box.uncheck();
  await page.getByRole("button", { name: "Save profile" }).click();
  await expect(page.getByText("Profile saved").first()).toBeVisible();
  await page.reload();
  await page.getByRole("button", { name: "Find anything" }).click();
  await expect(paletteField(page)).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(paletteField(page)).toBeHidden();
  await box.focus();
  for (const key of ["c", "/", "?"]) await page.keyboard.press(key);
  await page.keyboard.press("Control+k");
  await expect(paletteField(page)).toBeFocused();
  await page.keyboard.type("keyboard sh");
  await page.keyboard.press("Enter");
  await expect(keys).toContainText("Single-key shortcuts are off.");
  await expect(keys).not.toContainText("Create a token");
  await expect(page).toHaveURL(/profile/);
});

const paletteField = (page: Page) => page.getByRole("combobox", { name: "Find tokens, pages and people" });

/** The first key of a page is lost where it comes before the page listens. */
async function pressUntil(page: Page, key: string, opened: Locator) {
  await expect(async () => {
    // What opened late would take the key for a letter.
    if (!(await opened.isVisible())) await page.keyboard.press(key);
    await expect(opened).toBeVisible({ timeout: 1_000 });
  }).toPass();
}

async function tabTo(page: Page, target: Locator) {
  for (let stop = 0; stop < MOST_STOPS; stop++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`the Tab key does not reach ${target}`);
}
