import type { Page } from "playwright/test";
import { createToken } from "@/test/fixtures";
import { letTimePass } from "@/test/rotation";
import { ask } from "./api";
import { expect, test } from "./fixtures";
import { chooseInMenu, rowOf } from "./token-pages";

const MINUTES = 60;

const undoSection = (page: Page) => page.getByRole("region", { name: "Undo" });

async function revokeInDialog(page: Page) {
  const dialog = page.getByRole("dialog", { name: "Revoke token" });
  await dialog.getByRole("button", { name: "Revoke token" }).click();
  await expect(dialog).toBeHidden();
}

test("a revoke by mistake is undone from the notification, and the same secret works again", async ({
  signedIn: page,
  person,
  db,
  server,
}) => {
  const token = await createToken(db, person, { label: "Shop" });
  await page.goto("/account/access-tokens");
  await chooseInMenu(rowOf(page, "Shop"), "Revoke…");
  await revokeInDialog(page);
  const said = page.getByRole("listitem").filter({ hasText: "Token revoked" });
  // What is pointed at does not go away.
  await said.hover();
  expect(await ask(server.url, token.secret)).toEqual({ status: 401, code: "token_revoked" });

  await said.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("listitem").filter({ hasText: "Revoke undone" })).toBeVisible();
  await expect(rowOf(page, "Shop")).toContainText("Active");
  expect(await ask(server.url, token.secret)).toEqual({ status: 200 });
});

test("the token's page says until when its revoke can be undone, and undoes it", async ({
  signedIn: page,
  person,
  db,
  server,
}) => {
  const token = await createToken(db, person, { label: "Shop" });
  await page.goto(`/account/access-tokens/${token.id}`);
  await page.getByRole("button", { name: "Revoke", exact: true }).click();
  await revokeInDialog(page);
  const said = page.getByRole("region", { name: /^Notifications/ }).getByRole("listitem");
  await expect(said).toContainText("Token revoked");
  await expect(undoSection(page)).toContainText(/You can undo it until \d\d:\d\d/);
  await undoSection(page).getByRole("button", { name: "Undo revoke" }).click();
  await expect(undoSection(page)).toBeHidden();
  await expect(said.filter({ hasText: "Revoke undone" })).toBeVisible();
  // What was said about the revoke is no longer true, and does not wait for its time to be up.
  expect(await said.filter({ hasText: "Token revoked" }).count()).toBe(0);
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
  await expect(page.getByRole("button", { name: "Revoke", exact: true })).toBeVisible();
  expect(await ask(server.url, token.secret)).toEqual({ status: 200 });
});

test("a page that was left open says in words that the hour is over", async ({
  signedIn: page,
  person,
  db,
  server,
}) => {
  const token = await createToken(db, person, { revoked: { at: new Date(Date.now() - 59 * MINUTES * 1000) } });
  await page.goto(`/account/access-tokens/${token.id}`);
  const undo = undoSection(page).getByRole("button", { name: "Undo revoke" });
  await expect(undo).toBeVisible();
  await letTimePass(db, token.id, 2 * MINUTES);
  await undo.click();
  await expect(undoSection(page).getByRole("alert")).toContainText("A revoke can be undone only for 60 minutes");
  expect(await ask(server.url, token.secret)).toEqual({ status: 401, code: "token_revoked" });
});

test("without room under the limit the undo says what to do, and works once there is", async ({
  signedIn: page,
  person,
  db,
  server,
}) => {
  const token = await createToken(db, person, { label: "One too many", revoked: { at: new Date() } });
  const others = await Promise.all(
    Array.from({ length: 100 }, (_, n) => createToken(db, person, { label: `Other ${n}` })),
  );
  await page.goto(`/account/access-tokens/${token.id}`);
  const undo = undoSection(page).getByRole("button", { name: "Undo revoke" });
  await undo.click();
  await expect(undoSection(page).getByRole("alert")).toContainText("You have 100 active tokens");
  expect((await ask(server.url, token.secret)).status).toBe(401);

  const [first] = others;
  await db
    .updateTable("access_token")
    .set({ revoked_at: new Date(), revoke_kind: "by_owner" })
    .where("id", "=", first?.id ?? "")
    .execute();
  await undo.click();
  await expect(undoSection(page)).toBeHidden();
  expect(await ask(server.url, token.secret)).toEqual({ status: 200 });
});
