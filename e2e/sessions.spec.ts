import type { Page } from "playwright/test";
import { createUser, type TestUser } from "@/test/fixtures";
import { isAccount, Visitor } from "@/test/http/visitor";
import { expect, signInAs, test } from "./fixtures";

const IPHONE =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1";
const NEW_PASSWORD = "eleven-plovers-on-the-sand";

/** Another device of the same person, signed in: shows no page, and sends what its browser would. */
async function device(server: { url: string }, person: TestUser, userAgent?: string): Promise<Visitor> {
  return await new Visitor(server.url, userAgent).signIn(person);
}

/** Whether a browser is signed in, asked without opening a page in it. */
async function isSignedIn(page: Page): Promise<boolean> {
  const answer = await page.request.get("/account/security", { maxRedirects: 0 });
  return isAccount({ status: answer.status(), location: answer.headers().location, html: await answer.text() });
}

const sessions = (page: Page) => page.getByRole("list", { name: "Sessions" }).getByRole("listitem");

test("every device is listed, and one can be signed out alone", async ({ page, person, db, server }) => {
  const phone = await device(server, person, IPHONE);
  const laptop = await device(server, person);
  await signInAs(page, person, { db, path: "/account/security" });
  await expect(sessions(page)).toHaveCount(3);
  await expect(sessions(page).first()).toContainText("This device");
  await expect(sessions(page).filter({ hasText: "Safari on iPhone" })).toContainText(/(127\.0\.0\.1|::1).*Last seen/);
  await page.getByRole("button", { name: "Sign out Safari on iPhone" }).click();
  await expect(sessions(page)).toHaveCount(2);
  expect(await phone.isSignedIn()).toBe(false);
  expect(await laptop.isSignedIn()).toBe(true);
  expect(await isSignedIn(page)).toBe(true);
});

test("signing out everywhere else asks first, and leaves this device", async ({ page, person, db, server }) => {
  const phone = await device(server, person, IPHONE);
  await signInAs(page, person, { db, path: "/account/security" });
  await page.getByRole("button", { name: "Sign out everywhere else" }).click();
  const dialog = page.getByRole("alertdialog", { name: "Sign out everywhere else" });
  await dialog.getByRole("button", { name: "Cancel" }).click();
  expect(await phone.isSignedIn()).toBe(true);
  await page.getByRole("button", { name: "Sign out everywhere else" }).click();
  await dialog.getByRole("button", { name: "Sign out everywhere else" }).click();
  await expect(sessions(page)).toHaveCount(1);
  expect(await phone.isSignedIn()).toBe(false);
  expect(await isSignedIn(page)).toBe(true);
});

test("a new password ends the other sessions, and is the one that signs in", async ({ page, person, db, server }) => {
  const phone = await device(server, person, IPHONE);
  await signInAs(page, person, { db, path: "/account/security" });
  const change = async (current: string, next: string) => {
    await page.getByRole("textbox", { name: "Current password" }).fill(current);
    await page.getByRole("textbox", { name: "New password" }).fill(next);
    await page.getByRole("button", { name: "Change password" }).click();
  };
  await change("not the password", NEW_PASSWORD);
  await expect(page.getByText("This isn’t your current password.")).toBeVisible();
  await change(person.password, "short");
  await expect(page.getByText("Use at least 12 characters.")).toBeVisible();
  await change(person.password, person.password);
  await expect(page.getByText("This is already your password.")).toBeVisible();
  // It may as well be the current one that is wrong.
  await page.getByRole("textbox", { name: "Current password" }).fill("another one");
  await expect(page.getByText("This is already your password.")).toHaveCount(0);
  expect(await phone.isSignedIn()).toBe(true);
  await change(person.password, NEW_PASSWORD);
  await expect(page.getByRole("status").filter({ hasText: "one other session ended" })).toBeVisible();
  expect(await phone.isSignedIn()).toBe(false);
  expect(await isSignedIn(page)).toBe(true);
  expect(await (await phone.signIn(person, NEW_PASSWORD)).isSignedIn()).toBe(true);
  expect(server.logs()).not.toContain(NEW_PASSWORD);
});

test("a session of somebody else cannot be ended", async ({ signedIn, person, server, db }) => {
  const stranger = await createUser(db);
  const theirs = await device(server, stranger);
  const { id } = await db
    .selectFrom("session")
    .select("id")
    .where("user_id", "=", stranger.id)
    .executeTakeFirstOrThrow();
  await device(server, person, IPHONE);
  await signedIn.goto("/account/security");
  // The action as the page sends it, with another id in it.
  await signedIn.route("**/account/security", async (route) => {
    const body = route.request().postData();
    if (route.request().method() !== "POST" || !body) return route.continue();
    return route.continue({ postData: body.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/, id) });
  });
  await signedIn.getByRole("button", { name: "Sign out Safari on iPhone" }).click();
  await expect(signedIn.getByText("Session ended").first()).toBeVisible();
  expect(await theirs.isSignedIn()).toBe(true);
});
