import { dumpDatabase, linesWithSecret } from "@/test/dump";
import { createToken, createUser } from "@/test/fixtures";
import { expect, test } from "./fixtures";

test("a pasted secret leads to its token, and is neither kept, logged nor counted as a use", async ({
  tokenList: page,
  person,
  db,
  server,
}) => {
  await createToken(db, person, { label: "Another" });
  const token = await createToken(db, person, { label: "Found in a log" });
  await page.getByRole("button", { name: "Find by secret" }).click();
  const dialog = page.getByRole("dialog", { name: "Find a token by its secret" });
  await dialog.getByLabel("Secret").fill(`curl -H "Authorization: Bearer ${token.secret}" https://api.example.com`);
  await page.keyboard.press("Enter");

  await expect(dialog).toContainText("Found in a log");
  await expect(dialog).toContainText("Active");
  await expect(dialog.getByLabel("Secret")).toHaveValue("");
  await dialog.getByRole("link", { name: "Open this token" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Found in a log" })).toBeVisible();

  expect(linesWithSecret([page.url(), await page.content()], token.secret)).toEqual([]);
  expect(linesWithSecret(await dumpDatabase(db), token.secret)).toEqual([]);
  expect(linesWithSecret(server.logs().split("\n"), token.secret)).toEqual([]);
  const uses = await db.selectFrom("access_token_last_use").where("token_id", "=", token.id).selectAll().execute();
  expect(uses).toEqual([]);
});

test("a typo, something else and somebody else's secret are told apart, and nothing is given away", async ({
  tokenList: page,
  db,
}) => {
  const theirs = await createToken(db, await createUser(db), { label: "Theirs" });
  await page.getByRole("button", { name: "Find by secret" }).click();
  const dialog = page.getByRole("dialog", { name: "Find a token by its secret" });
  const field = dialog.getByLabel("Secret");
  const unknown = { mistyped: theirs.secret.replace(/.$/, (last) => (last === "a" ? "b" : "a")), noSecret: "hunter2" };

  await field.fill(unknown.mistyped);
  await page.keyboard.press("Enter");
  await expect(field).toHaveAccessibleDescription(/character is wrong/);
  await field.fill(unknown.noSecret);
  await page.keyboard.press("Enter");
  await expect(field).toHaveAccessibleDescription(/not the secret of an access token/);
  await field.fill(theirs.secret);
  await page.keyboard.press("Enter");
  await expect(field).toHaveAccessibleDescription(/None of your tokens/);
  await expect(dialog).not.toContainText("Theirs");
});
