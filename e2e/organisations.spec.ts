import { addMember, createApplication, createUser } from "@/test/fixtures";
import { expect, test } from "./fixtures";

test("an organisation is made from the user menu, renamed, kept while it has an application, and deleted by its typed name", async ({
  tokenList: page,
  db,
}) => {
  await page.getByRole("button", { name: "User menu" }).click();
  await page.getByRole("menuitem", { name: "New organisation" }).click();
  const dialog = page.getByRole("dialog", { name: "New organisation" });
  await dialog.getByRole("button", { name: "Create organisation" }).click();
  await expect(dialog.getByRole("textbox", { name: "Name" })).toHaveAttribute("aria-invalid", "true");
  const name = `Lantern ${Date.now()}`;
  await dialog.getByRole("textbox", { name: "Name" }).fill(name);
  await dialog.getByRole("button", { name: "Create organisation" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);
  await page.getByRole("button", { name: "User menu" }).click();
  await expect(page.getByRole("menuitem", { name })).toHaveAttribute("aria-current", "true");
  await page.keyboard.press("Escape");

  const organisation = await db
    .selectFrom("organisation")
    .selectAll()
    .where("name", "=", name)
    .executeTakeFirstOrThrow();
  const application = await createApplication(db, organisation);
  await page.getByRole("navigation", { name: "Organisation" }).getByRole("link", { name: "Settings" }).click();
  await page.getByRole("textbox", { name: "Name" }).fill(`${name} & Sons`);
  await page.getByRole("button", { name: "Rename" }).click();
  await expect(page.getByRole("navigation", { name: "Breadcrumb" })).toContainText(`${name} & Sons`);

  await expect(page.getByRole("link", { name: "its one application" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Delete organisation…" })).toHaveCount(0);

  await db.deleteFrom("application").where("id", "=", application.id).execute();
  await page.reload();
  await page.getByRole("button", { name: "Delete organisation…" }).click();
  const question = page.getByRole("dialog", { name: "Delete organisation" });
  await question.getByLabel("Type its name to confirm").fill(name);
  await question.getByRole("button", { name: "Delete organisation" }).click();
  await expect(question.getByText(/^Type the organisation’s name exactly/)).toBeVisible();
  await question.getByLabel("Type its name to confirm").fill(`${name} & Sons`);
  await question.getByRole("button", { name: "Delete organisation" }).click();
  await expect(page).toHaveURL((url) => url.pathname === "/");
  await expect(page.getByRole("link", { name: `${name} & Sons` })).toHaveCount(0);
});

test("a team gets its people by name, and its making and its people stand in the activity and in its file", async ({
  signedIn: page,
  person,
  db,
}) => {
  const organisation = await db
    .selectFrom("membership")
    .innerJoin("organisation", "organisation.id", "membership.organisation_id")
    .selectAll("organisation")
    .where("user_id", "=", person.id)
    .executeTakeFirstOrThrow();
  const noor = await createUser(db, { firstName: "Noor", lastName: "Haddad" });
  await addMember(db, organisation, noor, "member");
  await page.goto(`/organisations/${organisation.slug}/teams`);
  await page.getByRole("button", { name: "New team" }).click();
  await page.getByRole("dialog", { name: "New team" }).getByRole("textbox", { name: "Name" }).fill("Backend");
  await page.getByRole("button", { name: "Create team" }).click();
  await expect(page.getByRole("heading", { name: "Backend" })).toBeVisible();

  const add = page.getByRole("combobox", { name: "Add someone to Backend" });
  await add.click();
  await add.fill("noor");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("list", { name: "People of Backend" })).toContainText("Noor Haddad");

  await page.getByRole("navigation", { name: "Organisation" }).getByRole("link", { name: "Activity" }).click();
  await expect(page.getByText(`${noor.email} added`)).toBeVisible();
  await page.getByLabel("Filter by kind").selectOption("People and teams");
  await expect(page).toHaveURL(/kind=people/);
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download" }).click();
  await page.getByRole("menuitem", { name: /CSV/ }).click();
  expect((await download).suggestedFilename()).toMatch(/^activity-.*\.csv$/);

  await page.getByRole("navigation", { name: "Organisation" }).getByRole("link", { name: "Teams" }).click();
  await page.getByRole("button", { name: "Take Noor Haddad out of Backend" }).click();
  await expect(page.getByText("No one is in this team yet.")).toBeVisible();
  await page.getByRole("button", { name: "Delete Backend" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Delete team" }).click();
  await expect(page.getByRole("heading", { name: "No teams yet" })).toBeVisible();
});
