import { newSigningSecret } from "@/lib/webhook/secret";
import { dumpDatabase, linesWithSecret } from "@/test/database/dump";
import { createOrganisation, createOrganisationToken, createToken, createUser } from "@/test/fixtures";
import { expect, test } from "./fixtures";
import { createDialog } from "./token-pages";

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

test("a secret that is pasted into the search goes nowhere but to Find by secret", async ({
  signedIn: page,
  person,
  db,
  server,
}) => {
  const token = await createToken(db, person, { label: "Found in a log" });
  await page.goto("/account/access-tokens");
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  const search = page.getByRole("searchbox", { name: "Search tokens" });
  await search.fill(`Authorization: Bearer ${token.secret}`);
  await expect(page.getByRole("status").filter({ hasText: "not searched for" })).toBeVisible();
  await search.press("Enter");
  // What is chosen beside it does not take it along.
  await page.getByLabel("Filter by purpose").selectOption("Other");
  await expect(page).toHaveURL(/\?purpose=other$/);
  await expect(search).toHaveValue(/Bearer/);
  await page.getByRole("button", { name: "Find its token" }).click();
  const dialog = page.getByRole("dialog", { name: "Find a token by its secret" });
  await dialog.getByRole("button", { name: "Find token" }).click();
  await expect(dialog).toContainText("Found in a log");
  await page.keyboard.press("Escape");
  await expect(search).toHaveValue("");
  // No token is to be found by a webhook's.
  await search.fill(newSigningSecret());
  await expect(search).toHaveAccessibleDescription(/^This looks like a webhook’s signing secret.*not searched for\.$/);
  await expect(page.getByRole("button", { name: "Find its token" })).toBeHidden();
  expect(linesWithSecret(asked, token.secret)).toEqual([]);
  expect(linesWithSecret(server.logs().split("\n"), token.secret)).toEqual([]);

  // In an address that somebody made it is refused, with a page that says why and names nothing of it.
  const answer = await page.request.get(`/account/access-tokens?q=${token.secret}`, {
    headers: { Accept: "text/html" },
  });
  expect(answer.status()).toBe(400);
  expect(await answer.text()).toContain("This URL contains an access token");
  expect(await answer.text()).not.toContain(token.secret);
});

test("a secret that is pasted into the picker of the reach goes nowhere but to Find by secret, and the form stays", async ({
  tokenList: page,
  person,
  db,
  server,
}) => {
  const token = await createToken(db, person, { label: "Found in a log" });
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.getByRole("button", { name: "Create token" }).first().click();
  const form = createDialog(page);
  await form.getByLabel("Label").fill("Half filled in");
  await form.getByLabel("Only what I choose").check();
  const search = form.getByRole("combobox", { name: "Add an organisation, application or environment" });
  await search.fill("Harb");
  await expect.poll(() => asked.some((url) => url.includes("q=Harb"))).toBe(true);
  await search.fill(token.secret);
  await expect(search).toHaveAccessibleDescription(/looks like a secret.*not searched for/);
  await search.press("Enter");
  await form.getByRole("button", { name: "Find its token" }).click();
  const dialog = page.getByRole("dialog", { name: "Find a token by its secret" });
  await dialog.getByRole("button", { name: "Find token" }).click();
  await expect(dialog).toContainText("Found in a log");
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(form.getByLabel("Label")).toHaveValue("Half filled in");
  await expect(search).toBeFocused();
  await expect(search).toHaveValue("");
  expect(linesWithSecret(asked, token.secret)).toEqual([]);
  expect(linesWithSecret(server.logs().split("\n"), token.secret)).toEqual([]);
});

test("on an organisation's list too a pasted secret leads to its token", async ({ signedIn: page, person, db }) => {
  const agency = await createOrganisation(db, { members: [{ user: person, role: "owner" }] });
  const token = await createOrganisationToken(db, agency, { label: "Nightly import" });
  await page.goto(`/organisations/${agency.slug}/access-tokens`);
  await page.getByRole("searchbox", { name: "Search tokens" }).fill(`TOKEN=${token.secret}`);
  await page.getByRole("button", { name: "Find its token" }).click();
  const dialog = page.getByRole("dialog", { name: "Find a token by its secret" });
  await dialog.getByRole("button", { name: "Find token" }).click();
  await dialog.getByRole("link", { name: "Open this token" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Nightly import" })).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`/organisations/${agency.slug}/access-tokens/${token.id}$`));
});
