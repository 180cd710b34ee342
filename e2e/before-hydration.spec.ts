import { createEntries } from "@/test/activity-entries";
import { linesWithSecret } from "@/test/database/dump";
import { createOrganisation, createOrganisationToken, createToken, createUser } from "@/test/fixtures";
import { beforeItIsAlive } from "./before-alive";
import { addSession, expect, test } from "./fixtures";
import { rowOf } from "./token-pages";

const DAY_MS = 24 * 60 * 60 * 1000;
const daysAgo = (days: number) => new Date(Date.now() - days * DAY_MS);

test("a filter and the tokens chosen before the list is alive count", async ({ signedIn: page, person, db }) => {
  for (const label of ["Old job", "Old laptop", "Old server"]) {
    await createToken(db, person, { label, createdAt: daysAgo(200), lastUse: { at: daysAgo(31) } });
  }
  await createToken(db, person, { label: "Made today" });
  await beforeItIsAlive(page, "/account/access-tokens", async () => {
    await page.getByRole("combobox", { name: "Filter by use" }).selectOption("Unused for 30 days");
    for (const label of ["Old job", "Old server"])
      await page.getByRole("checkbox", { name: `Select ${label}` }).check();
  });
  await expect(page).toHaveURL(/\?unused=30$/);
  await expect(page.getByRole("row")).toHaveCount(4);
  await expect(page.getByRole("combobox", { name: "Filter by use" })).toHaveValue("30");
  await expect(page.getByText("2 tokens selected").filter({ visible: true }).last()).toBeVisible();
  await expect(page.getByRole("checkbox", { name: "Select Old server" })).toBeChecked();
  await expect(page.getByRole("checkbox", { name: "Select Old laptop" })).not.toBeChecked();
});

test("what is searched and chosen before the list of an organisation's tokens is alive counts, until Back undoes it", async ({
  page,
  db,
}) => {
  const owner = await createUser(db);
  const agency = await createOrganisation(db, { members: [{ user: owner, role: "owner" }] });
  await createOrganisationToken(db, agency, { label: "Nightly build" });
  await createOrganisationToken(db, agency, { label: "Weekly build", lastUse: { at: daysAgo(0) } });
  await createOrganisationToken(db, agency, { label: "Nightly backup", lastUse: { at: daysAgo(0) } });
  await addSession(page, owner, db);
  await beforeItIsAlive(page, `/organisations/${agency.slug}/access-tokens`, async () => {
    await page.getByRole("searchbox", { name: "Search tokens" }).fill("Nightly");
    await page.getByRole("combobox", { name: "Filter by owner" }).selectOption("The organisation’s");
  });
  await expect(page).toHaveURL(/\?q=Nightly&kind=organisation$/);
  await expect(page.getByRole("row")).toHaveCount(3);

  // On the way back from another page, browsers restore what fields held.
  await page.goto("about:blank");
  await page.evaluate(() => history.go(-2));
  await page.getByRole("combobox", { name: "Filter by use" }).selectOption("Never used");
  await expect(page).toHaveURL(/access-tokens\?unused=never$/);
  await page.goBack();
  await expect(rowOf(page, "Weekly build")).toBeVisible();
  await expect(page.getByRole("combobox", { name: "Filter by use" })).toHaveValue("");
});

test("what is sent before the list is alive is searched for, and a secret goes nowhere", async ({
  signedIn: page,
  person,
  db,
}) => {
  const { secret } = await createToken(db, person, { label: "Nightly build" });
  await createToken(db, person, { label: "Weekly build" });
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  const search = page.getByRole("searchbox", { name: "Search tokens" });
  await beforeItIsAlive(page, "/account/access-tokens", async () => {
    await search.fill("Nightly");
    await search.press("Enter");
    await expect(page).toHaveURL(/\?q=Nightly\b/);
    await search.fill(`Bearer ${secret}`);
    await search.press("Enter");
    await expect(search).toHaveAccessibleDescription(/looks like a secret/);
    await expect(search).toHaveValue("");
  });
  const found = page.getByRole("dialog", { name: "Find a token by its secret" });
  await expect(async () => {
    // One that opened late lies over the button.
    if (!(await found.isVisible())) {
      await page.getByRole("button", { name: "Find its token" }).click({ timeout: 1_000 });
    }
    await expect(found).toBeVisible({ timeout: 500 });
  }).toPass();
  await page.keyboard.press("Escape");
  await search.fill("Weekly");
  await expect(page).toHaveURL(/\?q=Weekly$/);
  await expect(page.getByText("looks like a secret")).toHaveCount(0);
  expect(linesWithSecret(asked, secret)).toEqual([]);
});

test("a search and a period chosen before the activity is alive count", async ({ signedIn: page, person, db }) => {
  await createEntries(person.id, db, 2);
  await beforeItIsAlive(page, "/account/activity", async () => {
    await page.getByRole("searchbox", { name: "Search activity" }).fill("flea market");
    await page.getByRole("combobox", { name: "Filter by period" }).selectOption("Chosen days…");
  });
  await expect(page).toHaveURL(/\?q=flea\+market&period=days$/);
  await expect(page.getByLabel("From day")).toBeVisible();
});

test("a search and a role chosen before the members are alive count, and Back gives no role again", async ({
  page,
  db,
}) => {
  const owner = await createUser(db, { firstName: "Ona", lastName: "Lind" });
  const noor = await createUser(db, { firstName: "Noor", lastName: "Haddad" });
  const agency = await createOrganisation(db, {
    members: [
      { user: owner, role: "owner" },
      { user: noor, role: "member" },
    ],
  });
  await addSession(page, owner, db);
  await beforeItIsAlive(page, `/organisations/${agency.slug}/members`, async () => {
    await page.getByRole("searchbox", { name: "Search people" }).fill("Noor");
    await page.getByRole("combobox", { name: "Role of Noor Haddad" }).selectOption("Admin");
  });
  await expect(page).toHaveURL(/\?q=Noor$/);
  await expect(page.getByText("Noor Haddad is now an admin").first()).toBeVisible();
  const memberships = db.selectFrom("membership").select("role").where("user_id", "=", noor.id);
  expect(await memberships.execute()).toEqual([{ role: "admin" }]);

  await db.updateTable("membership").set({ role: "member" }).where("user_id", "=", noor.id).execute();
  await page.goto("about:blank");
  await page.goBack();
  await page.getByRole("searchbox", { name: "Search people" }).fill("Haddad");
  await expect(page).toHaveURL(/\?q=Haddad$/);
  await expect(page.getByRole("combobox", { name: "Role of Noor Haddad" })).toHaveValue("member");
  expect(await memberships.execute()).toEqual([{ role: "member" }]);
});

test("a name sent before the settings are alive is saved", async ({ page, db }) => {
  const owner = await createUser(db);
  const agency = await createOrganisation(db, { members: [{ user: owner, role: "owner" }] });
  await addSession(page, owner, db);
  await beforeItIsAlive(page, `/organisations/${agency.slug}/settings`, async () => {
    await page.getByLabel("Name", { exact: true }).fill("Lighthouse");
    await page.getByRole("button", { name: "Rename" }).click();
  });
  await expect(
    page.getByRole("navigation", { name: "Breadcrumb" }).getByText("Lighthouse", { exact: true }),
  ).toBeVisible();
  expect(new URL(page.url()).search).toBe("");
});

test("rules chosen before their form is alive stay chosen, and are saved", async ({ page, db }) => {
  const owner = await createUser(db);
  const agency = await createOrganisation(db, { members: [{ user: owner, role: "owner" }] });
  await addSession(page, owner, db);
  const path = `/organisations/${agency.slug}/policy`;
  await beforeItIsAlive(page, path, async () => {
    await page.getByLabel("A purpose is required").check();
    await page.getByLabel("Only these").check();
    // Too early: nothing may be sent, and nothing be lost.
    await page.getByRole("button", { name: "Save draft and try it" }).click();
  });
  await page.getByLabel("Allowed networks").fill("203.0.113.7");
  expect(new URL(page.url()).search).toBe("");
  await page.getByRole("button", { name: "Save draft and try it" }).click();
  await expect(page.getByText("Draft saved").first()).toBeVisible();
  const draft = await db
    .selectFrom("organisation_policy")
    .select(["purpose_required", "allowed_networks"])
    .where("organisation_id", "=", agency.id)
    .executeTakeFirstOrThrow();
  expect(draft).toEqual({ purpose_required: true, allowed_networks: ["203.0.113.7/32"] });
});

test("a moment and a confirmation typed before their forms are alive are what the page goes by", async ({
  page,
  db,
}) => {
  const owner = await createUser(db);
  const agency = await createOrganisation(db, { name: "Harbour", members: [{ user: owner, role: "owner" }] });
  const old = await createToken(db, owner, { createdAt: daysAgo(400) });
  await db
    .updateTable("access_token_secret")
    .set({ created_at: daysAgo(400) })
    .where("token_id", "=", old.id)
    .execute();
  await addSession(page, owner, db);
  const before = daysAgo(100).toISOString().slice(0, 16);
  await beforeItIsAlive(
    page,
    `/organisations/${agency.slug}/access-tokens/sweeps?before=${before}&personal=1`,
    async () => {
      await page.getByLabel("Created before").fill("2026-01-02T03:04");
      await page.getByLabel("Type Harbour to confirm").fill("Harbour");
    },
  );
  await expect(page.getByText("2 Jan 2026, 03:04 (UTC)", { exact: true })).toBeVisible();
  await expect(page.getByLabel("Created before")).toHaveValue("2026-01-02T03:04");
  await expect(page.getByRole("button", { name: /^Withdraw/ })).toBeEnabled();
});

test("a timezone typed before the profile is alive is looked for", async ({ signedIn: page }) => {
  await beforeItIsAlive(page, "/account/profile", async () => {
    await page.getByRole("combobox", { name: "Time zone" }).fill("Lisb");
  });
  await expect(page.getByRole("option", { name: /Europe\/Lisbon/ })).toBeVisible();
});
