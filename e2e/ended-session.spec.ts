import type { Kysely } from "kysely";
import type { Page } from "playwright/test";
import type { Database } from "@/db/schema";
import { insertNotice } from "@/lib/notice/notify/insert";
import { createApplication, createOrganisation, createToken, createUser, type TestUser } from "@/test/fixtures";
import { addSession, expect, signInAs, test } from "./fixtures";
import { chooseEverything, openCreateDialog, revealedSecret } from "./token-pages";

const signedOut = "You’re signed out";

test("what is submitted after the session has ended says so, keeps what was typed, signs in again in place and goes on", async ({
  tokenList: page,
  person,
  db,
  expectConsoleError,
}) => {
  expectConsoleError(/the server responded with a status of 401/);
  const dialog = await openCreateDialog(page);
  await dialog.getByLabel("Label").fill("Laptop");
  await dialog.getByLabel("Description").fill("The one with the stickers");
  await chooseEverything(dialog);
  await endSessions(db, person.id);
  await dialog.getByRole("button", { name: "Create token" }).click();

  const again = page.getByRole("alertdialog", { name: signedOut });
  await expect(again.getByLabel("E-mail")).toHaveValue(person.email);
  const password = again.getByRole("textbox", { name: "Password" });
  await expect(password).toBeFocused();
  // It cannot be lost by a key.
  await page.keyboard.press("Escape");
  await password.fill("not-the-password");
  await page.keyboard.press("Enter");
  await expect(password).toHaveAccessibleDescription(/password is wrong/);
  expect(await labelsOf(db, person.id)).toEqual([]);

  await password.fill(person.password);
  await page.keyboard.press("Enter");
  await revealedSecret(page);
  await expect(again).toBeHidden();
  expect(await labelsOf(db, person.id)).toEqual([{ label: "Laptop", description: "The one with the stickers" }]);
});

test("what one account fills in waits for that account when another signs in in the same browser", async ({
  page,
  context,
  person,
  db,
  expectConsoleError,
}) => {
  expectConsoleError(/the server responded with a status of 401/);
  const other = await createUser(db, { firstName: "Otto" });
  await signInAs(page, person, { db, path: "/account/profile" });
  await page.getByLabel("First name").fill("Ada");
  const tab = await context.newPage();
  await addSession(tab, other, db);
  await page.getByRole("button", { name: "Save profile" }).click();

  const again = page.getByRole("alertdialog", { name: "Another account is signed in" });
  await expect(again).toContainText(other.email);
  await expect(again.getByRole("button", { name: "Discard and switch account" })).toBeVisible();
  await again.getByRole("textbox", { name: "Password" }).fill(person.password);
  await page.keyboard.press("Enter");
  await expect(again).toBeHidden();
  await expect.poll(() => nameOf(db, person.id)).toBe("Ada");
  expect(await nameOf(db, other.id)).toBe("Otto");
  await expect(page.getByLabel("First name")).toHaveValue("Ada");
  // The page that it answers with was read in that session too.
  await expect(page.getByText("Profile saved").first()).toBeVisible();

  // Signing in in another tab is as good: coming back goes on.
  await endSessions(db, person.id);
  await page.getByLabel("First name").fill("Augusta");
  await page.getByRole("button", { name: "Save profile" }).click();
  await expect(page.getByRole("alertdialog", { name: signedOut })).toBeVisible();
  await addSession(tab, person, db);
  await page.evaluate(() => window.dispatchEvent(new Event("focus")));
  await expect(page.getByRole("alertdialog")).toBeHidden();
  await expect.poll(() => nameOf(db, person.id)).toBe("Augusta");
});

test("what a page fetches for somebody waits in the same way; what it asks by itself asks nobody to sign in", async ({
  signedIn: page,
  person,
  db,
  expectConsoleError,
}) => {
  expectConsoleError(/the server responded with a status of 401/);
  const agency = await createOrganisation(db, { members: [{ user: person, role: "owner" }] });
  await createApplication(db, agency, { name: "Regatta" });
  await createToken(db, person);
  const detail = { device: "Firefox on Linux", address: "192.0.2.7" };
  await insertNotice(db, { userId: person.id, kind: "new_sign_in", dedupeKey: "waits", detail });
  await page.clock.install();
  await page.goto("/account/access-tokens");
  const bell = page.getByRole("button", { name: "Notifications, 1 unread" });
  await expect(bell).toBeVisible();

  await endSessions(db, person.id);
  const polled = page.waitForResponse((answer) => /last-used/.test(answer.url()) && answer.status() === 401);
  await page.clock.fastForward(4_000);
  await polled;
  await expect(page.getByRole("alertdialog")).toHaveCount(0);

  await bell.click();
  await signInAgain(page, person);
  const list = page.getByRole("dialog", { name: "Notifications" });
  await expect(list.getByText("Firefox on Linux")).toBeVisible();

  await endSessions(db, person.id);
  await list.getByRole("button", { name: "Mark all as read" }).click();
  await signInAgain(page, person);
  await expect(page.getByRole("button", { name: "Notifications", exact: true })).toBeVisible();
  await expect(list.getByText("Firefox on Linux")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(list).toHaveCount(0);

  const dialog = await openCreateDialog(page);
  await dialog.getByRole("radio", { name: "Only what I choose" }).check();
  await endSessions(db, person.id);
  await dialog.getByRole("combobox", { name: /^Add an organisation/ }).fill("regatta");
  await signInAgain(page, person);
  await expect(dialog.getByRole("option", { name: /Regatta/ }).first()).toBeVisible();
});

async function signInAgain(page: Page, person: TestUser) {
  const again = page.getByRole("alertdialog", { name: signedOut });
  await again.getByRole("textbox", { name: "Password" }).fill(person.password);
  await page.keyboard.press("Enter");
  await expect(again).toBeHidden();
}

async function endSessions(db: Kysely<Database>, userId: string) {
  await db.updateTable("session").set({ ended_at: new Date() }).where("user_id", "=", userId).execute();
}

async function labelsOf(db: Kysely<Database>, userId: string) {
  return await db.selectFrom("access_token").select(["label", "description"]).where("user_id", "=", userId).execute();
}

async function nameOf(db: Kysely<Database>, userId: string) {
  return (await db.selectFrom("user").select("first_name").where("id", "=", userId).executeTakeFirstOrThrow())
    .first_name;
}
