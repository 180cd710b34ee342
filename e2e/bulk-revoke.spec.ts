import { createToken } from "@/test/fixtures";
import { expect, test } from "./fixtures";
import { rowOf } from "./token-pages";

test("several tokens are revoked together, and the others go on", async ({ signedIn: page, person, db, server }) => {
  const kept = await createToken(db, person, { label: "Kept" });
  const doomed = [];
  for (let i = 1; i <= 12; i++) doomed.push(await createToken(db, person, { label: `Doomed ${i}` }));
  await page.goto("/account/access-tokens?q=Doomed");

  await page.getByRole("checkbox", { name: /Select all/ }).check();
  await expect(page.getByRole("region", { name: "Selected tokens" })).toContainText("12 tokens selected");
  await page.getByRole("button", { name: "Revoke 12 tokens" }).click();
  const dialog = page.getByRole("dialog", { name: "Revoke 12 tokens" });
  await expect(dialog).toContainText("Doomed 12");
  await dialog.getByLabel("Reason").fill("The project is over");
  await dialog.getByRole("button", { name: "Revoke 12 tokens" }).click();
  await expect(dialog.getByRole("status")).toHaveText("12 of 12 revoked");
  await dialog.getByRole("button", { name: "Close" }).last().click();
  await expect(dialog).toBeHidden();

  // Back among the active ones is only what was kept.
  await expect(page.getByText("No token matches")).toBeVisible();
  await page.getByRole("link", { name: "Search all tokens" }).click();
  for (const { label, secret } of doomed) {
    await expect(rowOf(page, label).first()).toContainText("Revoked");
    expect((await ask(server.url, secret)).status).toBe(401);
  }
  expect((await ask(server.url, kept.secret)).status).toBe(200);
  const rows = await db
    .selectFrom("access_token")
    .select(["revoke_kind", "revoke_reason", "revoked_by_user_id"])
    .where("user_id", "=", person.id)
    .where("revoked_at", "is not", null)
    .execute();
  expect(rows).toHaveLength(12);
  expect(new Set(rows.map((row) => `${row.revoke_kind} ${row.revoke_reason} ${row.revoked_by_user_id}`))).toEqual(
    new Set([`by_owner The project is over ${person.id}`]),
  );
});

function ask(url: string, secret: string): Promise<Response> {
  return fetch(`${url}/iam/v3/me/`, { headers: { authorization: `Token ${secret}` } });
}
