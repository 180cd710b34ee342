import { PROBLEMS } from "@/lib/api/problem";
import { createOrganisation, createToken, createUser } from "@/test/fixtures";
import { expect, signInAs, test } from "./fixtures";

const DAY_MS = 24 * 60 * 60 * 1000;
const daysFromNow = (days: number) => new Date(Date.now() + days * DAY_MS);

test("the theme that a person chooses is seen at once and stays", async ({ signedIn: page }) => {
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const before = await background();
  await page.getByRole("button", { name: "User menu" }).click();
  await page.getByRole("menuitemradio", { name: "Dark" }).click();
  await expect.poll(background).not.toBe(before);
  const dark = await background();
  await expect
    .poll(async () => (await page.context().cookies()).find(({ name }) => name === "theme")?.value)
    .toBe("dark");
  await page.reload();
  expect(await background()).toBe(dark);
});

test("signing out leads to the start page, and the way back asks for the password", async ({ signedIn: page }) => {
  await page.getByRole("button", { name: "User menu" }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page.getByRole("main").getByRole("link", { name: "Sign in" })).toBeVisible();
  await page.goto("/account/profile");
  await expect(page.getByRole("button", { name: "Sign in", exact: true })).toBeVisible();
});

test("a name that was changed is in the user menu at once, and one that cannot be is refused in words", async ({
  signedIn: page,
}) => {
  await page.goto("/account/profile");
  await page.getByRole("textbox", { name: "First name" }).fill("Renée 🦊");
  await page.getByRole("button", { name: "Save profile" }).click();
  await expect(page.getByText("Profile saved").first()).toBeVisible();
  await expect(page.getByRole("button", { name: "User menu" })).toContainText("Renée 🦊");

  await page.getByRole("textbox", { name: "Last name" }).fill("x".repeat(101));
  await page.getByRole("button", { name: "Save profile" }).click();
  await expect(page.getByRole("textbox", { name: "Last name" })).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByRole("textbox", { name: "Last name" })).toHaveAccessibleDescription(/at most 100 characters/);
  await expect(page.getByRole("textbox", { name: "First name" })).toHaveValue("Renée 🦊");
});

test("members see the people of an organisation, guests its name, and others not even that", async ({
  page,
  db,
  expectConsoleError,
}) => {
  expectConsoleError(/status of 404/);
  const [member, guest, other] = [await createUser(db), await createUser(db), await createUser(db)];
  const colleague = await createUser(db, { firstName: "Thorvald", lastName: "Ekström" });
  const organisation = await createOrganisation(db, {
    members: [
      { user: member, role: "member" },
      { user: guest, role: "guest" },
      { user: colleague, role: "owner" },
    ],
  });
  const path = `/organisations/${organisation.slug}`;

  await signInAs(page, member, { db, path: `${path}/members` });
  await expect(page.getByRole("row", { name: /Thorvald Ekström/ })).toContainText(/owner/i);

  await page.context().clearCookies();
  await signInAs(page, guest, { db, path: path });
  await expect(page.getByRole("heading", { level: 1, name: organisation.name })).toBeVisible();
  await expect(page.getByRole("main")).not.toContainText("Thorvald");

  await page.context().clearCookies();
  await signInAs(page, other, { db });
  const response = await page.goto(path);
  expect(response?.status()).toBe(404);
  await expect(page.getByRole("main")).not.toContainText(organisation.name);
});

test("the start page names the tokens that need attention, and why", async ({ signedIn: page, person, db }) => {
  await createToken(db, person, { label: "Fine", createdAt: daysFromNow(-5), expiresAt: daysFromNow(80) });
  await createToken(db, person, { label: "Ending", createdAt: daysFromNow(-50), expiresAt: daysFromNow(10) });
  await createToken(db, person, { label: "Over", createdAt: daysFromNow(-50), expiresAt: daysFromNow(-2) });
  await createToken(db, person, { label: "Forgotten", createdAt: daysFromNow(-40), expiresAt: null });
  await page.goto("/");
  const attention = page.getByRole("region", { name: "Needs attention" }).getByRole("listitem");
  await expect(attention).toHaveCount(3);
  await expect(attention.filter({ hasText: "Ending" })).toContainText("Expires in 10 days");
  await expect(attention.filter({ hasText: "Over" })).toContainText("Expired 2 days ago");
  await expect(attention.filter({ hasText: "Forgotten" })).toContainText("Never used");
});

test("a time tells exactly when, in the person's timezone, also by keyboard", async ({
  signedIn: page,
  person,
  db,
}) => {
  await db.updateTable("user").set({ timezone: "Asia/Kathmandu" }).where("id", "=", person.id).execute();
  await createToken(db, person, { label: "Ending", createdAt: daysFromNow(-50), expiresAt: daysFromNow(10) });
  await page.goto("/");
  await page.getByText("in 10 days").filter({ visible: true }).focus();
  await expect(page.getByRole("tooltip")).toContainText("Asia/Kathmandu, UTC+5:45");
});

test("the docs explain every code that the API can answer, to everybody", async ({ page }) => {
  await page.goto("/docs/errors");
  for (const [code, [status, title]] of Object.entries(PROBLEMS)) {
    await expect(page.locator(`#${code}`)).toContainText(`${status} ${title}`);
  }
  await page.getByRole("navigation", { name: "Docs" }).getByRole("link", { name: "API reference" }).click();
  await expect(page.getByRole("heading", { name: "PATCH /iam/v3/access-tokens/{uuid}/", exact: true })).toBeVisible();
});
