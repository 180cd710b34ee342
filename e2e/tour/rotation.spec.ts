import type { Page } from "playwright/test";
import { createToken } from "@/test/fixtures";
import { ask, make, rotate } from "../api";
import { rotation } from "../token-pages";
import { daysFromNow } from "./furnish-account";
import { expect, test } from "./walk";

test("every state and dialog of a rotation is accessible in both themes, fits a phone and keeps the policy", async ({
  signedIn: page,
  person,
  db,
  server,
  stop,
}) => {
  const caller = await createToken(db, person, { label: "Admin" });
  const token = await createToken(db, person, { label: "Moves over", expiresAt: daysFromNow(4) });
  const path = `/account/access-tokens/${token.id}`;
  await page.goto(`${path}?rotate=1`);
  const dialog = page.getByRole("dialog", { name: "Rotate token" });
  await expect(dialog).toBeVisible();
  await stop("the rotate dialog");
  await dialog.getByRole("radio", { name: "Leaked: replace now" }).check();
  await stop("the rotate dialog, for a leak");
  await page.keyboard.press("Escape");

  const fresh = await rotate(server.url, caller.secret, token.id);
  await page.goto(path);
  await expect(rotation(page)).toContainText("hasn’t been used yet");
  await stop("a token whose new secret waits");
  await rotation(page).getByRole("button", { name: "Cancel rotation" }).click();
  await expect(page.getByRole("dialog", { name: "Cancel the rotation" })).toBeVisible();
  await stop("the dialog that cancels a rotation");
  await page.keyboard.press("Escape");

  await ask(server.url, fresh, "python-requests/2.32.3");
  await ask(server.url, token.secret, "GitHub-Actions/2.317 (linux; x64) python-requests/2.32.3");
  await comeBackTo(page);
  await expect(rotation(page)).toContainText("Still used by");
  await stop("a token in an overlap, with who uses which secret");
  for (const [button, name] of [
    ["End now", "End the overlap now"],
    ["Extend", "Extend the overlap"],
    ["A secret leaked", "Rotate token"],
  ] as const) {
    await rotation(page).getByRole("button", { name: button }).click();
    await expect(page.getByRole("dialog", { name })).toBeVisible();
    await stop(`${name}, of a token in an overlap`);
    await page.keyboard.press("Escape");
  }
});

test("revoking a leaked token, and one whose revoke can be undone, are accessible in both themes, fit a phone and keep the policy", async ({
  signedIn: page,
  person,
  db,
  server,
  stop,
}) => {
  const caller = await createToken(db, person, { label: "Admin" });
  await make(server.url, caller.secret, "Made by another token");
  await page.goto(`/account/access-tokens/${caller.id}`);
  await page.getByRole("button", { name: "Revoke", exact: true }).click();
  const revoke = page.getByRole("dialog", { name: "Revoke token" });
  await revoke.getByRole("radio", { name: /^Leaked/ }).check();
  await expect(revoke).toContainText("Made by another token");
  await stop("the revoke dialog, for a leak");
  await revoke.getByRole("radio", { name: "Revoke", exact: true }).check();
  await revoke.getByRole("button", { name: "Revoke token" }).click();
  await expect(page.getByRole("button", { name: "Undo revoke" })).toBeVisible();
  await stop("a token whose revoke can be undone");
});

/** Who comes back to a page sees what is new, without waiting until it asks by itself. */
async function comeBackTo(page: Page) {
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange", { bubbles: true })));
}
