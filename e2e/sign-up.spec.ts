import { createUser } from "@/test/fixtures";
import { Visitor } from "@/test/http/visitor";
import { expectAccessible } from "./accessible";
import { signInAs } from "./fixtures";
import { breakOne, CONNECTION_BROKE } from "./lost-connection/break";
import { expect, linkIn, mailsTo, test } from "./with-mail";

test.use({ timezoneId: "Asia/Tokyo" });

test("whoever signs up proves the address first, and gets an organisation to explore", async ({
  page,
  db,
  server,
  smtp,
  expectConsoleError,
}) => {
  expectConsoleError(CONNECTION_BROKE);
  const email = "ada@newcomers.example";
  await page.goto("/");
  await page.getByRole("link", { name: "Sign up" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Sign up" })).toBeVisible();
  await expectAccessible(page, "/signup");
  await breakOne(page, {
    form: "app/(auth)/signup/page.tsx#requestSignUpAction",
    fill: { "E-mail": email },
    press: "Mail me a link",
    done: "Check your mail",
  });
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
  await breakOne(page, {
    form: "app/(auth)/signup/[code]/sign-up-form.tsx#signUpAction",
    fill: { "Last name": "Lovelace", Password: "nine-herons-by-the-weir" },
    press: "Create account",
    done: async () => await expect(page.getByRole("button", { name: "User menu" })).toBeVisible(),
  });

  await page.getByRole("button", { name: "User menu" }).click();
  await page.getByRole("menuitem", { name: "Ada Lovelace's organisation" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Ada Lovelace's organisation" })).toBeVisible();
  const user = await db.selectFrom("user").selectAll().where("email", "=", email).executeTakeFirstOrThrow();
  expect(user.timezone).toBe("Asia/Tokyo");
  expect(user.email_verified_at).not.toBeNull();

  const used = await new Visitor(server.url).open(link);
  expect(used.text).toContain("This link doesn’t work");
  expect(used.html).toMatch(/<a\b[^>]*href="\/signup"[^>]*>Sign up again</);
});

test("an address that has an account is told so by mail only", async ({ person, server, smtp }) => {
  const visitor = new Visitor(server.url);
  expect((await visitor.open("/login")).html).toMatch(/<a\b[^>]*href="\/signup"[^>]*>Sign up</);
  const ask = async (email: string) => {
    const page = await visitor.submit(await visitor.open("/signup"), "Mail me a link", { email });
    expect(page.text).toContain("Check your mail");
    return page.text.replace(email, "");
  };
  expect(await ask(person.email)).toBe(await ask(`new.${person.email}`));
  const [mail] = await mailsTo(smtp, person.email);
  expect(mail?.subject).toBe("You already have a Latchkey account");
  const { text } = await visitor.open(linkIn(mail, "/forgot-password"));
  expect(text).toContain("We’ll mail you a link to choose a new one.");
});

test("a connection that breaks while an address is confirmed loses nothing", async ({
  page,
  db,
  smtp,
  expectConsoleError,
}) => {
  expectConsoleError(CONNECTION_BROKE);
  const user = await createUser(db, { isProved: false });
  await signInAs(page, user, { db, path: "/account/security" });
  await breakOne(page, {
    form: "components/address-proof/request-proof-form.tsx#requestProofAction",
    press: "Send confirmation mail",
    done: "The link is on its way.",
  });
  const [mail] = await mailsTo(smtp, user.email);
  await page.goto(linkIn(mail, "/confirm-address/"));
  await breakOne(page, {
    form: "app/(auth)/confirm-address/[code]/confirm-address-form.tsx#confirmAddressAction",
    fill: { Password: user.password },
    press: "Confirm address",
    done: async () => await expect(page.getByRole("heading", { level: 1, name: "Security" })).toBeVisible(),
  });
});
