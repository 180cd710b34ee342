import { addMember, addToApplication, createOrganisation, createUser } from "@/test/fixtures";
import { expect, signInAs, test } from "./fixtures";

test("a member makes an application and gives its test a variable; a guest who may read sees it and nothing to change", async ({
  page,
  db,
}) => {
  const member = await createUser(db);
  const guest = await createUser(db);
  const agency = await createOrganisation(db, { name: "Harbour" });
  await addMember(db, agency, member, "member");
  await addMember(db, agency, guest, "guest");

  await signInAs(page, member, { db, path: `/organisations/${agency.slug}/applications` });
  await expect(page.getByRole("heading", { name: "No applications yet" })).toBeVisible();
  await page.getByRole("button", { name: "Create application" }).click();
  const create = page.getByRole("dialog", { name: "Create application" });
  await create.getByLabel("Name").fill("Regatta site");
  await create.getByRole("button", { name: "Create application" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Regatta site");

  await page.getByRole("button", { name: "Add variable" }).click();
  const add = page.getByRole("dialog", { name: "Add variable to test" });
  await add.getByLabel("Name").fill("1ST");
  await add.getByRole("button", { name: "Add variable" }).click();
  await expect(add).toContainText("can't start with a digit");
  await add.getByLabel("Name").fill("GREETING");
  await add.getByLabel("Value").fill("ahoy");
  await add.getByRole("button", { name: "Add variable" }).click();
  const table = page.getByRole("table", { name: "Variables of test" });
  await expect(table).toContainText("GREETING");
  expect(await page.content()).not.toContain("ahoy");
  await table.getByRole("button", { name: "Show GREETING" }).click();
  await expect(table).toContainText("ahoy");

  const application = await db
    .selectFrom("application")
    .selectAll()
    .where("organisation_id", "=", agency.id)
    .executeTakeFirstOrThrow();
  await addToApplication(db, agency, application, guest, "read");
  await signInAs(page, guest, { db, path: `/organisations/${agency.slug}/applications` });
  await page.getByRole("link", { name: "Regatta site" }).click();
  await expect(page.getByText("You have read-only access.")).toBeVisible();
  await page.getByRole("button", { name: "Show GREETING" }).click();
  await expect(page.getByRole("table", { name: "Variables of test" })).toContainText("ahoy");
  await expect(page.getByRole("button", { name: /Edit|Delete|Add|Import|Rename|Transfer/ })).toHaveCount(0);
});
