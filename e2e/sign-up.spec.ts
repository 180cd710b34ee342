import { expectAccessible } from "./accessible";
import { test as byInvitation } from "./fixtures";
import { expect, linkIn, mailsTo, test } from "./with-mail";

test.use({ timezoneId: "Asia/Tokyo" });

test("whoever signs up proves the address first, and gets an organisation to explore", async ({ page, db, smtp }) => {
  test.slow();
  const email = "ada@newcomers.example";
  await page.goto("/");
  await page.getByRole("link", { name: "Sign up" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Sign up" })).toBeVisible();
  await expectAccessible(page, "/signup");
  await page.getByLabel("E-mail").fill(email);
  await page.getByRole("button", { name: "Mail me a link" }).click();
  await expect(page.getByRole("heading", { name: "Look into your mail" })).toBeVisible();
  expect(await db.selectFrom("user").select("id").where("email", "=", email).execute()).toEqual([]);

  const [mail] = await mailsTo(smtp, email);
  const link = linkIn(mail, "/signup/");
  await page.goto(link);
  await expect(page.getByLabel("E-mail")).toHaveValue(email);
  await page.getByLabel("First name").fill("Ada");
  await page.getByLabel("Last name").fill("Lovelace");
  await page.getByLabel("Password", { exact: true }).fill("short");
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByText("Use at least 12 characters.")).toBeVisible();
  await expectAccessible(page, "/signup with a code, refused");
  await expect(page.getByLabel("First name")).toHaveValue("Ada");
  await page.getByLabel("Password", { exact: true }).fill("nine-herons-by-the-weir");
  await page.getByRole("button", { name: "Create account" }).click();

  await page.getByRole("button", { name: "User menu" }).click();
  await page.getByRole("menuitem", { name: "Ada Lovelace's organisation" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Ada Lovelace's organisation" })).toBeVisible();
  const user = await db.selectFrom("user").selectAll().where("email", "=", email).executeTakeFirstOrThrow();
  expect(user.timezone).toBe("Asia/Tokyo");
  expect(user.email_verified_at).not.toBeNull();

  await page.goto(link);
  await expect(page.getByRole("heading", { level: 1, name: "This link does not work" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Sign up again" })).toBeVisible();
});

test("an address that has an account is told so by mail only", async ({ page, person, smtp }) => {
  test.slow();
  await page.goto("/login");
  await page.getByRole("link", { name: "Sign up" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Sign up" })).toBeVisible();
  await page.getByLabel("E-mail").fill(person.email);
  await page.getByRole("button", { name: "Mail me a link" }).click();
  await expect(page.getByRole("heading", { name: "Look into your mail" })).toBeVisible();
  const [mail] = await mailsTo(smtp, person.email);
  expect(mail?.subject).toBe("You have a Latchkey account already");
  await page.goto(linkIn(mail, "/forgot-password"));
  await expect(page.getByRole("heading", { level: 1, name: "Forgot your password" })).toBeVisible();
});

byInvitation(
  "where accounts are by invitation, nothing leads to signing up, and its page says whom to ask",
  async ({ page }) => {
    for (const path of ["/", "/login"]) {
      await page.goto(path);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await expect(page.getByRole("link", { name: "Sign up" })).toHaveCount(0);
    }
    await page.goto("/signup");
    await expect(page.getByRole("heading", { level: 1, name: "Accounts are by invitation" })).toBeVisible();
    await page.goto("/signup/some-code");
    await expect(page.getByRole("heading", { level: 1, name: "This link does not work" })).toBeVisible();
  },
);
