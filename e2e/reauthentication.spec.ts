import type { Kysely } from "kysely";
import { insertPolicy } from "@/db/organisation/policy";
import type { Database } from "@/db/schema";
import { createOrganisation, createToken, createUser, type TestUser } from "@/test/fixtures";
import { expect, signInAs, test } from "./fixtures";
import { chooseEverything, chooseInMenu, openCreateDialog, revealedSecret, rowOf } from "./token-pages";

const HOUR_MS = 60 * 60 * 1000;

test("a token with full access asks for the password again after a while, and keeps what was typed", async ({
  tokenList: page,
  person,
  db,
}) => {
  await signedInAnHourAgo(db, person);
  const dialog = await openCreateDialog(page);
  await dialog.getByLabel("Label").fill("Laptop");
  await dialog.getByLabel("Purpose").selectOption("local_development");
  await dialog.getByLabel("Description").fill("The one with the stickers");
  await chooseEverything(dialog);
  await dialog.getByRole("button", { name: "Create token" }).click();

  const password = dialog.getByLabel("Password");
  await expect(password).toBeFocused();
  await password.fill("not-the-password");
  await page.keyboard.press("Enter");
  await expect(password).toHaveAccessibleDescription(/isn’t your password/);
  expect(await tokensOf(db, person)).toEqual([]);

  await password.fill(person.password);
  await page.keyboard.press("Enter");
  await revealedSecret(page);
  expect(await tokensOf(db, person)).toEqual([
    { label: "Laptop", purpose: "local_development", description: "The one with the stickers" },
  ]);
});

test("less is given at once, more asks for the password", async ({ page, signedIn, person, db }) => {
  const token = await createToken(db, person, { label: "Deploy job", scopes: ["tokens:read", "deployments:write"] });
  await signedInAnHourAgo(db, person);
  await signedIn.goto("/account/access-tokens");
  const dialog = page.getByRole("dialog", { name: "Edit token" });
  const row = rowOf(page, "Deploy job");

  await chooseInMenu(row, "Edit…");
  await dialog.getByRole("checkbox", { name: "tokens:read" }).uncheck();
  await dialog.getByRole("button", { name: "Save changes" }).click();
  await expect(dialog).toBeHidden();
  await expect(row.getByRole("button", { name: /^More actions/ })).toBeFocused();
  expect(await scopesOf(token.id)).toEqual(["deployments:write"]);

  await chooseInMenu(row, "Edit…");
  await dialog.getByLabel("Full access").check();
  await page.keyboard.press("Control+Enter");
  await expect(dialog.getByLabel("Password")).toBeFocused();
  expect(await scopesOf(token.id)).toEqual(["deployments:write"]);
  await dialog.getByLabel("Password").fill(person.password);
  await page.keyboard.press("Control+Enter");
  await expect(dialog).toBeHidden();
  expect(await scopesOf(token.id)).toEqual(["all"]);

  async function scopesOf(id: string) {
    return (await db.selectFrom("access_token").select("scopes").where("id", "=", id).executeTakeFirstOrThrow()).scopes;
  }
});

test("a new secret of a token with full access asks for the password too", async ({ signedIn: page, person, db }) => {
  const token = await createToken(db, person, { label: "Laptop" });
  await signedInAnHourAgo(db, person);
  await page.goto(`/account/access-tokens/${token.id}?rotate=1`);
  const dialog = page.getByRole("dialog", { name: "Rotate token" });
  await dialog.getByRole("button", { name: "Generate secret" }).click();
  const password = dialog.getByLabel("Password");
  await expect(password).toBeFocused();
  await password.fill("not-the-password");
  await page.keyboard.press("Enter");
  await expect(password).toHaveAccessibleDescription(/isn’t your password/);
  expect(await secretsOf(token.id)).toEqual(["current"]);
  await password.fill(person.password);
  await page.keyboard.press("Enter");
  expect(await revealedSecret(page)).not.toBe(token.secret);
  expect(await secretsOf(token.id)).toEqual(["current", "pending"]);

  async function secretsOf(id: string) {
    const rows = await db.selectFrom("access_token_secret").select("state").where("token_id", "=", id).execute();
    return rows.map(({ state }) => state).sort();
  }
});

test("inviting and making an admin, and cancelling stricter rules, ask for the password and keep what was chosen", async ({
  page,
  db,
}) => {
  const owner = await createUser(db);
  const noor = await createUser(db, { firstName: "Noor", lastName: "Haddad" });
  const agency = await createOrganisation(db, {
    members: [
      { user: owner, role: "owner" },
      { user: noor, role: "member" },
    ],
  });
  await insertPolicy(db, {
    organisation_id: agency.id,
    created_by_user_id: owner.id,
    purpose_required: true,
    enforced_from: new Date(Date.now() + HOUR_MS),
  });
  await signInAs(page, owner, { db, path: `/organisations/${agency.slug}/members` });
  await signedInAnHourAgo(db, owner);
  await page.getByRole("button", { name: "Invite people" }).click();
  const dialog = page.getByRole("dialog", { name: "Invite people" });
  await dialog.getByLabel("E-mail addresses").fill(`ada.${agency.slug}@agency.example`);
  await dialog.getByLabel("Role").selectOption("admin");
  await dialog.getByRole("button", { name: "Invite", exact: true }).click();
  await expect(dialog.getByLabel("Password")).toBeFocused();
  await expect(dialog.getByLabel("E-mail addresses")).toHaveValue(`ada.${agency.slug}@agency.example`);
  await dialog.getByLabel("Password").fill("not-the-password");
  await page.keyboard.press("Enter");
  await expect(dialog.getByLabel("Password")).toHaveAccessibleDescription(/isn’t your password/);
  await dialog.getByLabel("Password").fill(owner.password);
  await page.keyboard.press("Enter");
  await page.getByRole("dialog", { name: "Invitations" }).getByRole("button", { name: "Done" }).click();

  await signedInAnHourAgo(db, owner);
  const role = page.getByRole("combobox", { name: "Role of Noor Haddad" });
  await role.selectOption("Admin");
  const raise = page.getByRole("dialog", { name: "Make Noor Haddad an admin" });
  await raise.getByLabel("Password").fill(owner.password);
  await raise.getByRole("button", { name: "Change role" }).click();
  await expect(role).toHaveValue("admin");
  const memberships = db.selectFrom("membership").select("role").where("user_id", "=", noor.id);
  expect(await memberships.execute()).toEqual([{ role: "admin" }]);

  await signedInAnHourAgo(db, owner);
  await page.goto(`/organisations/${agency.slug}/policy`);
  await page.getByRole("button", { name: "Cancel plan" }).click();
  const cancel = page.getByRole("dialog", { name: "Cancel the plan" });
  await cancel.getByLabel("Password").fill(owner.password);
  await cancel.getByRole("button", { name: "Cancel plan" }).click();
  await expect(page.getByRole("region", { name: "Planned" })).toHaveCount(0);
});

test("the link of a refusal opens Edit with exactly the missing scope ticked, and gives nothing by itself", async ({
  signedIn: page,
  person,
  db,
}) => {
  const token = await createToken(db, person, { label: "Sync", scopes: ["tokens:read"] });
  await page.goto(`/account/access-tokens/${token.id}?edit=1&add_scopes=deployments:write`);
  const dialog = page.getByRole("dialog", { name: "Edit token" });
  await expect(dialog).toContainText("deployments:write");
  await expect(dialog.getByRole("checkbox", { name: "deployments:write" })).toBeChecked();
  await expect(dialog.getByRole("checkbox", { name: "tokens:read" })).toBeChecked();
  await expect(dialog.getByRole("checkbox", { name: "tokens:write" })).not.toBeChecked();

  await dialog.getByRole("button", { name: "Save changes" }).click();
  await expect(dialog).toBeHidden();
  await expect(page).toHaveURL(new RegExp(`${token.id}$`));
  await expect(page.getByRole("region", { name: "Activity" })).toContainText("tokens:read, deployments:write");
});

test("the 101st token is refused in words, and the form stays", async ({ tokenList: page, person, db }) => {
  await Promise.all(Array.from({ length: 100 }, () => createToken(db, person)));
  const dialog = await openCreateDialog(page);
  await dialog.getByLabel("Label").fill("One too many");
  await chooseEverything(dialog);
  await dialog.getByRole("button", { name: "Create token" }).click();
  await expect(dialog.getByRole("alert")).toContainText("100 active tokens");
  await expect(dialog.getByLabel("Label")).toHaveValue("One too many");

  // Known beforehand, it is said in the place of the form.
  await page.goto("/account/access-tokens?create=1&label=Another");
  await expect(dialog).toContainText("100 active tokens");
  await expect(dialog.getByLabel("Label")).toHaveCount(0);
  await dialog.getByRole("link", { name: "Show least recently used first" }).click();
  await expect(page).toHaveURL(/o=last_used_at/);
  await expect(dialog).toBeHidden();
});

async function signedInAnHourAgo(db: Kysely<Database>, person: TestUser) {
  const authenticated_at = new Date(Date.now() - HOUR_MS);
  await db.updateTable("session").set({ authenticated_at }).where("user_id", "=", person.id).execute();
}

async function tokensOf(db: Kysely<Database>, person: TestUser) {
  return await db
    .selectFrom("access_token")
    .select(["label", "purpose", "description"])
    .where("user_id", "=", person.id)
    .execute();
}
