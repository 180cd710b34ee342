import { createToken } from "@/test/fixtures";
import { expect, test } from "./fixtures";
import { openCreateDialog } from "./token-pages";

// The browser is elsewhere than the person's profile says: the profile decides.
test.use({ timezoneId: "America/Los_Angeles" });

test("times are shown in the timezone of the profile, and an expiration date is meant in it", async ({
  signedIn: page,
  person,
  db,
}) => {
  await page.goto("/account/profile");
  await page.getByRole("combobox", { name: "Time zone" }).fill("Kathmandu");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Save profile" }).click();
  await expect.poll(() => timezoneOf(person.id)).toBe("Asia/Kathmandu");

  // 23:30 UTC is 05:15 on the next day in Kathmandu.
  const token = await createToken(db, person, { label: "Late", expiresAt: new Date("2029-06-30T23:30:00Z") });
  await page.getByRole("button", { name: "User menu" }).click();
  await page.getByRole("menuitem", { name: "Access Tokens" }).click();
  const dialog = await openCreateDialog(page);
  await expect(dialog).toContainText("Kathmandu");
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await page.getByRole("link", { name: token.label }).click();
  await expect(page.getByRole("heading", { level: 1, name: token.label })).toBeVisible();
  await expect(page.getByText(/1 Jul 2029.*05:15/).first()).toBeVisible();

  async function timezoneOf(id: string) {
    const user = await db.selectFrom("user").select("timezone").where("id", "=", id).executeTakeFirstOrThrow();
    return user.timezone;
  }
});
