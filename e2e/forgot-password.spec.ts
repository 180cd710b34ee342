import { insertSession } from "@/db/account/session";
import { Visitor } from "@/test/http/visitor";
import { expectAccessible } from "./accessible";
import { breakOne, CONNECTION_BROKE } from "./lost-connection/break";
import { expect, linkIn, mailsTo, test } from "./with-mail";

const NEW = "nine-herons-by-the-weir";

test("a forgotten password is replaced by a mailed link, which works once and signs out everywhere", async ({
  page,
  person,
  db,
  server,
  smtp,
  expectConsoleError,
}) => {
  expectConsoleError(CONNECTION_BROKE);
  // The place is known, under either of its addresses, so that signing in from it later on is no news.
  const user_agent = await page.evaluate(() => navigator.userAgent);
  for (const address of ["127.0.0.1", "::1"]) {
    await insertSession(db, { user_id: person.id, method: "password", address, user_agent });
  }
  const elsewhere = await new Visitor(server.url).withSession(db, person);
  expect(await elsewhere.isSignedIn()).toBe(true);
  await page.goto("/login");
  await page.getByRole("link", { name: "Forgot your password?" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Forgot your password" })).toBeVisible();
  await page.getByLabel("E-mail").fill("not an address");
  // Browsers refuse it themselves; what they let through, the server does.
  await page.getByLabel("E-mail").evaluate((input: HTMLInputElement) => {
    if (input.form) input.form.noValidate = true;
  });
  await page.getByRole("button", { name: "Mail me a link" }).click();
  await expect(page.getByText("Enter an e-mail address")).toBeVisible();
  await breakOne(page, {
    form: "app/(auth)/forgot-password/page.tsx#requestResetAction",
    fill: { "E-mail": person.email.toUpperCase() },
    press: "Mail me a link",
    done: "Check your mail",
  });
  await expect(page.getByRole("heading", { name: "Check your mail" })).toBeFocused();
  await expectAccessible(page, "/forgot-password, asked");

  const [mail] = await mailsTo(smtp, person.email);
  expect(mail?.subject).toBe("Choose a new password for Latchkey");
  const link = linkIn(mail, "/reset-password/");
  expect(link.startsWith(`${server.url}/reset-password/`)).toBe(true);
  // Opened by a scanner before, perhaps.
  expect((await new Visitor(server.url).open(link)).text).toContain("Choose a new password");
  await page.goto(link);
  await page.getByLabel("New password", { exact: true }).fill("password1234");
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(page.getByText("one of the most common passwords")).toBeVisible();
  await expectAccessible(page, "/reset-password, refused");
  await breakOne(page, {
    form: "app/(auth)/reset-password/[code]/reset-form.tsx#resetPasswordAction",
    fill: { "New password": NEW },
    press: "Change password",
    done: "Your password was changed, and every session ended.",
  });

  expect(await elsewhere.isSignedIn()).toBe(false);
  await page.getByLabel("E-mail").fill(person.email);
  await page.getByLabel("Password", { exact: true }).fill(person.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByText("e-mail address or password is wrong")).toBeVisible();
  await page.getByLabel("Password", { exact: true }).fill(NEW);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByRole("button", { name: "Notifications, 1 unread" })).toBeVisible();
  const mails = await mailsTo(smtp, person.email, 2);
  expect(mails[1]?.subject).toBe("Your password was changed · Latchkey");

  const used = await new Visitor(server.url).open(link);
  expect(used.text).toContain("This link doesn’t work");
  expect(used.html).toMatch(/<a\b[^>]*href="\/forgot-password"[^>]*>Ask for a new link</);
  expect(server.logs()).not.toContain(link.split("/").at(-1) ?? link);
});

test("a stranger's address gets the same page and no mail; of two links the newer one works", async ({
  person,
  server,
  smtp,
}) => {
  const visitor = new Visitor(server.url);
  const ask = async (email: string) => {
    const page = await visitor.submit(await visitor.open("/forgot-password"), "Mail me a link", { email });
    expect(page.text).toContain("If there is an account with this address");
    return page.text.replace(email, "");
  };
  const answer = await ask("stranger@agency.example");
  expect(await ask(person.email)).toBe(answer);
  await mailsTo(smtp, person.email, 1);
  await ask(person.email);
  const [older, newer] = await mailsTo(smtp, person.email, 2);
  expect(smtp.received.filter((mail) => JSON.stringify(mail.to).includes("stranger"))).toEqual([]);
  expect((await visitor.open(linkIn(older, "/reset-password/"))).text).toContain("This link doesn’t work");
  expect((await visitor.open(linkIn(newer, "/reset-password/"))).text).toContain("Choose a new password");
});
