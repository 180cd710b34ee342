import { createToken } from "@/test/fixtures";
import { wordsOf } from "@/test/http/page-text";
import { settled } from "./accessible";
import { beforeItIsAlive } from "./before-alive";
import { expect, test } from "./fixtures";
import { organisationOf } from "./tour/furnish-organisation";

const DAY_MS = 24 * 60 * 60 * 1000;
const daysFromNow = (days: number) => new Date(Date.now() + days * DAY_MS);

test("the theme that a person chooses is seen at once and stays", async ({ tokenList: page }) => {
  // Not on its way from one to the other: with reduced motion every change takes a frame.
  const background = async () => {
    await settled(page);
    return await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  };
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

test("signing out leads to the start page, and the way back asks for the password", async ({ tokenList: page }) => {
  await page.getByRole("button", { name: "User menu" }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page.getByRole("main").getByRole("link", { name: "Sign in" })).toBeVisible();
  const back = await page.request.get("/account/profile");
  expect(new URL(back.url()).pathname).toBe("/login");
  const form = wordsOf(await back.text());
  for (const word of ["E-mail", "Password", "Sign in"]) expect(form).toContain(word);
});

test("the sidebar, the breadcrumb and the title say where one is: in the account, in an organisation, and in which", async ({
  tokenList: page,
  person,
  db,
}) => {
  const { name } = await organisationOf(db, person);
  const breadcrumb = page.getByRole("navigation", { name: "Breadcrumb" });
  const account = page.getByRole("navigation", { name: "Account" });
  await expect(account.getByRole("link", { name: "Access Tokens" })).toHaveAttribute("aria-current", "page");
  await expect(breadcrumb).toHaveText("Access Tokens");
  await account.getByRole("link", { name: "Profile" }).click();
  await expect(breadcrumb).toHaveText("Profile");
  await expect(account.locator("[aria-current]")).toHaveText("Profile");

  await page.getByRole("button", { name: "User menu" }).click();
  await page.getByRole("menuitem", { name }).click();
  const sections = page.getByRole("navigation", { name: "Organisation" });
  await expect(sections.locator("[aria-current]")).toHaveText("Overview");
  await expect(account).toHaveCount(0);
  await sections.getByRole("link", { name: "People" }).click();
  await expect(breadcrumb.getByRole("listitem")).toHaveText([name, "People"]);
  await expect(page).toHaveTitle(`People · ${name} · Latchkey`);
  await breadcrumb.getByRole("link", { name }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  await expect(page).toHaveTitle(`${name} · Latchkey`);
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
  await expect(page.getByRole("textbox", { name: "Last name" })).toHaveAccessibleDescription(
    /more than 100 characters/,
  );
  await expect(page.getByRole("textbox", { name: "First name" })).toHaveValue("Renée 🦊");
});

test("a time tells exactly when, in the person's timezone, also by keyboard", async ({
  signedIn: page,
  person,
  db,
}) => {
  await db.updateTable("user").set({ timezone: "Asia/Kathmandu" }).where("id", "=", person.id).execute();
  await createToken(db, person, { label: "Ending", createdAt: daysFromNow(-50), expiresAt: daysFromNow(10) });
  const time = page.getByText("in 10 days").filter({ visible: true });
  // Whoever comes to it before the page listens is told too.
  await beforeItIsAlive(page, "/", () => time.focus());
  const tip = page.getByRole("tooltip");
  await expect(tip).toContainText("Asia/Kathmandu, UTC+5:45");
  await time.blur();
  await expect(tip).toBeHidden();
  await time.focus();
  await expect(tip).toContainText("Asia/Kathmandu, UTC+5:45");
});
