import type { Locator, Page } from "playwright/test";
import { addMember, createOrganisation, createTeam, createUser } from "@/test/fixtures";
import { expect, signInAs, test } from "./fixtures";
import { chooseEverything, finishReveal, revealedSecret, rotateOnPage, rowOf } from "./token-pages";

/** Make a token with the organisation's dialog. @returns the secret */
async function createForOrganisation(page: Page, label: string, fill: (dialog: Locator) => Promise<void>) {
  await page.getByRole("button", { name: "Create organisation token" }).click();
  const dialog = page.getByRole("dialog", { name: "Create organisation token" });
  await dialog.getByLabel("Label").fill(label);
  await chooseEverything(dialog);
  await fill(dialog);
  await dialog.getByRole("button", { name: "Create token" }).click();
  const secret = await revealedSecret(page);
  await finishReveal(page);
  return secret;
}

async function openPageOf(page: Page, label: string) {
  await rowOf(page, label).getByRole("link", { name: label }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(label);
}

test("an admin makes a token for a workflow that works, is given to another, rotated, outlives the admin's going, and is revoked", async ({
  page,
  db,
  server,
}) => {
  const admin = await createUser(db);
  const owner = await createUser(db);
  const agency = await createOrganisation(db, { name: "Harbour" });
  await addMember(db, agency, admin, "admin");
  await addMember(db, agency, owner, "owner");
  const ask = async (secret: string) =>
    (
      await fetch(`${server.url}/iam/v3/organisations/${agency.id}/`, {
        headers: { Authorization: `Bearer ${secret}` },
      })
    ).status;

  await signInAs(page, admin, { db, path: `/organisations/${agency.slug}/access-tokens` });
  const secret = await createForOrganisation(page, "Nightly build", async (dialog) => {
    await expectMendedWherever(dialog);
    await dialog.getByLabel("Assigned to").selectOption("A workflow");
    await dialog.getByLabel("Workflow", { exact: true }).fill("nightly");
  });
  expect(await ask(secret)).toBe(200);

  await openPageOf(page, "Nightly build");
  await expect(page.getByText("The workflow nightly", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Edit" }).click();
  const dialog = page.getByRole("dialog", { name: "Edit token" });
  await expect(dialog.getByLabel("Acts as")).toHaveValue("member");
  await dialog.getByLabel("Workflow", { exact: true }).fill("weekly");
  await dialog.getByLabel("Acts as").selectOption("admin");
  await dialog.getByRole("button", { name: "Save changes" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText("The workflow weekly", { exact: true })).toBeVisible();
  await expect(page.getByText("An admin", { exact: true })).toBeVisible();

  const next = await rotateOnPage(page);
  expect(await ask(next)).toBe(200);

  const address = page.url();
  // An open page goes on asking for the rotation, and its console would say that it finds nothing any more.
  await page.goto("about:blank");
  await db.deleteFrom("membership").where("user_id", "=", admin.id).execute();
  await expect.poll(async () => (await page.request.get(address)).status()).toBe(404);
  expect(await ask(next)).toBe(200);

  await signInAs(page, owner, { db, path: new URL(address).pathname });
  await page.getByRole("button", { name: "Revoke" }).click();
  await page.getByRole("dialog", { name: "Revoke token" }).getByRole("button", { name: "Revoke token" }).click();
  await expect.poll(() => ask(next)).toBe(401);
});

/** What acts as a guest needs an application: each field that can name one hides the error that asks for it. */
async function expectMendedWherever(dialog: Locator) {
  const actsAs = dialog.getByLabel("Acts as");
  const fails = async () => {
    await dialog.getByRole("button", { name: "Create token" }).click();
    await expect(actsAs).toHaveAccessibleDescription(/Choose at least one/);
  };
  await actsAs.selectOption({ label: "Guest: only named applications" });
  await fails();
  await dialog.getByLabel("Label").fill("Nightly build");
  await expect(actsAs).toHaveAccessibleDescription(/Choose at least one/);
  await dialog.getByLabel("Assigned to").selectOption("An application");
  await expect(actsAs).not.toHaveAccessibleDescription(/Choose at least one/);
  await dialog.getByLabel("Assigned to").selectOption("A workflow");
  await dialog.getByLabel("Workflow", { exact: true }).fill("nightly");
  await dialog.getByRole("radio", { name: "Only what I choose" }).check();
  await dialog.getByRole("combobox", { name: /^Add an organisation/ }).fill("harbour");
  await dialog.getByRole("option", { name: /^Harbour\s*organisation/ }).click();
  await fails();
  // A button changes what nobody types.
  await dialog.getByRole("button", { name: "Remove Harbour" }).click();
  await expect(actsAs).not.toHaveAccessibleDescription(/Choose at least one/);
  await dialog.getByRole("radio", { name: "Everything in Harbour" }).check();
  await actsAs.selectOption({ label: "Member: all applications" });
}

test("a member makes a token for his or her team, and for nothing else", async ({ page, db }) => {
  const member = await createUser(db);
  const agency = await createOrganisation(db, { name: "Harbour" });
  await addMember(db, agency, member, "member");
  await createTeam(db, agency, { name: "Frontend", members: [member] });
  await createTeam(db, agency, { name: "Backend" });
  await signInAs(page, member, { db, path: `/organisations/${agency.slug}/access-tokens` });
  await createForOrganisation(page, "Preview deploys", async (dialog) => {
    await expect(dialog.getByLabel("Assigned to").getByRole("option")).toHaveText(["A team"]);
    await expect(dialog.getByLabel("Team", { exact: true }).getByRole("option")).toHaveText(["Frontend"]);
    await expect(dialog.getByLabel("Acts as").getByRole("option", { name: /^Admin/ })).toHaveCount(0);
  });
  await openPageOf(page, "Preview deploys");
  await expect(page.getByText("The team Frontend", { exact: true })).toBeVisible();
});

test("an owner of the platform lets a token verify others, which its form keeps, and nobody else is offered that", async ({
  page,
  db,
  server,
}) => {
  const owner = await createUser(db);
  const agency = await createOrganisation(db, { name: "Harbour", members: [{ user: owner, role: "owner" }] });
  const path = `/organisations/${agency.slug}/access-tokens`;
  const verify = (dialog: Locator) => dialog.getByRole("checkbox", { name: "Verify other people’s tokens" });
  await signInAs(page, owner, { db, path });
  await createForOrganisation(page, "Nightly build", (dialog) => expect(verify(dialog)).toHaveCount(0));

  const platform = await db.selectFrom("organisation").select("id").where("is_platform", "=", true).executeTakeFirst();
  await addMember(db, { id: platform?.id ?? "" }, owner, "owner");
  await page.reload();
  const secret = await createForOrganisation(page, "Gateway", (dialog) => verify(dialog).check());
  const body = new URLSearchParams({ token: secret });
  const headers = { Authorization: `Bearer ${secret}` };
  const answer = await fetch(`${server.url}/oauth/introspect`, { method: "POST", body, headers });
  expect(await answer.json()).toMatchObject({ active: true, scope: expect.stringMatching(/^all .* verify$/) });

  await openPageOf(page, "Gateway");
  await page.getByRole("button", { name: "Edit" }).click();
  const dialog = page.getByRole("dialog", { name: "Edit token" });
  await expect(verify(dialog)).toBeChecked();
  await dialog.getByLabel("Label").fill("Front gateway");
  await dialog.getByRole("button", { name: "Save changes" }).click();
  await expect(dialog).toBeHidden();
  const { scopes } = await db
    .selectFrom("access_token")
    .select("scopes")
    .where("label", "=", "Front gateway")
    .where("organisation_id", "=", agency.id)
    .executeTakeFirstOrThrow();
  expect(scopes).toEqual(["all", "verify"]);
});
