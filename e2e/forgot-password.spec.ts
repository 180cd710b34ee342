import { expectAccessible } from "./accessible";
import { login, test as withoutMail } from "./fixtures";
import { expect, linkIn, mailsTo, test } from "./with-mail";

const NEW = "nine-herons-by-the-weir";

test("a forgotten password is replaced by a mailed link, which works once and signs out everywhere", async ({
  page,
  person,
  browser,
  server,
  smtp,
}) => {
  test.slow();
  // By the form, so that the place is known later on.
  await login(page, person);
  const elsewhere = await browser.newContext({ baseURL: server.url });
  const other = await elsewhere.newPage();
  await other.goto("/login");
  await other.getByRole("link", { name: "Forgot your password?" }).click();
  await expect(other.getByRole("heading", { level: 1, name: "Forgot your password" })).toBeVisible();
  await other.getByLabel("E-mail").fill("not an address");
  // Browsers refuse it themselves; what they let through, the server does.
  await other.getByLabel("E-mail").evaluate((input: HTMLInputElement) => {
    if (input.form) input.form.noValidate = true;
  });
  await other.getByRole("button", { name: "Mail me a link" }).click();
  await expect(other.getByText("Enter an e-mail address")).toBeVisible();
  await other.getByLabel("E-mail").fill(person.email.toUpperCase());
  await other.getByRole("button", { name: "Mail me a link" }).click();
  await expect(other.getByRole("heading", { name: "Look into your mail" })).toBeFocused();
  await expectAccessible(other, "/forgot-password, asked");

  const [mail] = await mailsTo(smtp, person.email);
  expect(mail?.subject).toBe("Choose a new password for Latchkey");
  const link = linkIn(mail, "/reset-password/");
  expect(link.startsWith(`${server.url}/reset-password/`)).toBe(true);
  await other.goto(link);
  await other.goto(link);
  await other.getByLabel("New password", { exact: true }).fill("password1234");
  await other.getByRole("button", { name: "Change password" }).click();
  await expect(other.getByText("one of the most common passwords")).toBeVisible();
  await expectAccessible(other, "/reset-password, refused");
  await other.getByLabel("New password", { exact: true }).fill(NEW);
  await other.getByRole("button", { name: "Change password" }).click();
  await expect(other.getByText("Your password is changed, and every session ended.")).toBeVisible();

  await page.goto("/account/security");
  await expect(page.getByRole("heading", { level: 1, name: "Sign in" })).toBeVisible();
  await other.getByLabel("E-mail").fill(person.email);
  await other.getByLabel("Password", { exact: true }).fill(person.password);
  await other.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(other.getByText("do not belong together")).toBeVisible();
  await other.getByLabel("Password", { exact: true }).fill(NEW);
  await other.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(other.getByRole("button", { name: "Notifications, 1 unread" })).toBeVisible();
  const mails = await mailsTo(smtp, person.email, 2);
  expect(mails[1]?.subject).toBe("Your password was changed · Latchkey");

  await other.goto(link);
  await expect(other.getByRole("heading", { level: 1, name: "This link does not work" })).toBeVisible();
  await other.getByRole("link", { name: "Ask for a new link" }).click();
  await expect(other.getByRole("heading", { level: 1, name: "Forgot your password" })).toBeVisible();
  await elsewhere.close();
  expect(server.logs()).not.toContain(link.split("/").at(-1) ?? link);
});

test("a stranger's address gets the same page and no mail; of two links the newer one works", async ({
  page,
  person,
  smtp,
}) => {
  test.slow();
  const ask = async (email: string) => {
    await page.goto("/forgot-password");
    await page.getByLabel("E-mail").fill(email);
    await page.getByRole("button", { name: "Mail me a link" }).click();
    await expect(page.getByText("If there is an account with this address")).toBeVisible();
  };
  await ask("stranger@agency.example");
  await ask(person.email);
  await mailsTo(smtp, person.email, 1);
  await ask(person.email);
  const [older, newer] = await mailsTo(smtp, person.email, 2);
  expect(smtp.received.filter((mail) => JSON.stringify(mail.to).includes("stranger"))).toEqual([]);
  await page.goto(linkIn(older, "/reset-password/"));
  await expect(page.getByRole("heading", { level: 1, name: "This link does not work" })).toBeVisible();
  await page.goto(linkIn(newer, "/reset-password/"));
  await expect(page.getByRole("heading", { level: 1, name: "Choose a new password" })).toBeVisible();
});

withoutMail("without mail the page says so, and whom to ask", async ({ page }) => {
  await page.goto("/login");
  await page.getByRole("link", { name: "Forgot your password?" }).click();
  await expect(page.getByText("This instance sends no mail.")).toBeVisible();
  await expect(page.getByText("An administrator of the platform can give your account a new password.")).toBeVisible();
  await expect(page.getByRole("button")).toHaveCount(0);
});
