import type { Kysely } from "kysely";
import type { Page } from "playwright/test";
import type { Database } from "@/db/schema";
import { createToken } from "@/test/fixtures";
import { addUsage } from "@/test/usage";
import { expect, test } from "./fixtures";

const scopes = (page: Page) => page.getByRole("region", { name: "Scopes in use" });
const dialog = (page: Page) => page.getByRole("dialog", { name: "Narrow to what is used" });
const scopesOf = async (db: Kysely<Database>, id: string) =>
  (await db.selectFrom("access_token").select("scopes").where("id", "=", id).executeTakeFirstOrThrow()).scopes;

test("what was used before the time that one chose is said to have been refused, and is refused from then on", async ({
  signedIn: page,
  person,
  db,
  server,
}) => {
  const token = await createToken(db, person, { label: "Laptop", scopes: ["all"] });
  await addUsage(db, token.id, { scope: "deployments:read", requests: 1_200 });
  await addUsage(db, token.id, { scope: "tokens:read", daysAgo: 40, requests: 17 });
  await page.goto(`/account/access-tokens/${token.id}`);
  await scopes(page).getByLabel("Used in the last").selectOption("Last 30 days");
  await expect(scopes(page).getByRole("listitem")).toHaveCount(2);

  const open = scopes(page).getByRole("button", { name: "Narrow to what is used" });
  await open.press("Enter");
  await expect(dialog(page)).toContainText("17 requests in the last 90 days would have been denied");
  await expect(dialog(page)).toContainText("tokens:read: 17 requests, the last on");
  await expect(dialog(page)).toContainText(/Keeps\s*deployments:read/);
  await expect(dialog(page)).toContainText(/Loses\s*Full access/);
  await expect(dialog(page)).toContainText("This can’t be undone");
  await page.keyboard.press("Escape");
  await expect(dialog(page)).toBeHidden();
  await expect(open).toBeFocused();
  expect(await scopesOf(db, token.id)).toEqual(["all"]);

  await open.click();
  await dialog(page).getByRole("button", { name: "Narrow token" }).click();
  await expect(dialog(page)).toBeHidden();
  await expect(page.getByRole("status").filter({ hasText: "Token narrowed" }).first()).toBeAttached();
  await expect(scopes(page)).toContainText("Every scope is in use");
  await expect(scopes(page).getByRole("button", { name: "Narrow to what is used" })).toBeHidden();
  await expect(page.getByRole("region", { name: "Activity" })).toContainText(/full access.*deployments:read/);
  expect(await scopesOf(db, token.id)).toEqual(["deployments:read"]);
  const answer = await fetch(`${server.url}/iam/v3/access-tokens/`, {
    headers: { Authorization: `Bearer ${token.secret}` },
  });
  expect([answer.status, (await answer.json()).code]).toEqual([403, "insufficient_scope"]);
});

test("nothing would have been refused where all of the ninety days is kept", async ({ signedIn: page, person, db }) => {
  const token = await createToken(db, person, { scopes: ["deployments:write", "tokens:write"] });
  await addUsage(db, token.id, { scope: "deployments:read", daysAgo: 89 });
  await page.goto(`/account/access-tokens/${token.id}`);
  await expect(scopes(page).getByRole("listitem").filter({ hasText: "deployments:write" })).toContainText("not used");
  await scopes(page).getByRole("button", { name: "Narrow to what is used" }).click();
  await expect(dialog(page)).toContainText("No request in the last 90 days would have been denied.");
  await expect(dialog(page)).toContainText(
    /Loses\s*deployments:write\s*tokens:write|Loses\s*tokens:write\s*deployments:write/,
  );
  await dialog(page).getByRole("button", { name: "Cancel" }).click();
  expect(await scopesOf(db, token.id)).toEqual(["deployments:write", "tokens:write"]);
});

test("a scope that is used while the dialog is open is kept", async ({ signedIn: page, person, db }) => {
  const token = await createToken(db, person, { scopes: ["all"] });
  await addUsage(db, token.id, { scope: "deployments:read" });
  await page.goto(`/account/access-tokens/${token.id}`);
  await scopes(page).getByRole("button", { name: "Narrow to what is used" }).click();
  await expect(dialog(page)).toContainText("deployments:read");
  await addUsage(db, token.id, { scope: "tokens:write" });
  await dialog(page).getByRole("button", { name: "Narrow token" }).click();
  await expect(dialog(page)).toBeHidden();
  expect(await scopesOf(db, token.id)).toEqual(["tokens:write", "deployments:read"]);
});

test("a token that was revoked while the dialog is open is refused in words", async ({
  signedIn: page,
  person,
  db,
}) => {
  const token = await createToken(db, person, { scopes: ["all"] });
  await addUsage(db, token.id, { scope: "deployments:read" });
  await page.goto(`/account/access-tokens/${token.id}`);
  await scopes(page).getByRole("button", { name: "Narrow to what is used" }).click();
  await expect(dialog(page)).toBeVisible();
  await db
    .updateTable("access_token")
    .set({ revoked_at: new Date(), revoke_kind: "by_owner", revoked_by_user_id: person.id })
    .where("id", "=", token.id)
    .execute();
  await dialog(page).getByRole("button", { name: "Narrow token" }).click();
  // Either the refusal is read, or the page has noticed by itself and has nothing to narrow any more.
  const refusal = dialog(page).getByText("A revoked token can't be edited.");
  await expect(refusal.or(page.getByRole("main").getByText("Revoked", { exact: true }).first()).first()).toBeVisible();
  expect(await scopesOf(db, token.id)).toEqual(["all"]);
});
