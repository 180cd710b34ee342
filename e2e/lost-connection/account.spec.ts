import { randomUUID } from "node:crypto";
import { insertSession } from "@/db/account/session";
import { startLogin } from "@/lib/device-login/start";
import { newCode } from "@/lib/one-time-code/code";
import { createOrganisation } from "@/test/fixtures";
import { expect, test } from "../fixtures";
import { breakEach, CONNECTION_BROKE } from "./break";

const SECURITY = "app/(dashboard)/account/security";
const DEVICE = "app/(dashboard)/device";
const NEW = "nine-herons-by-the-weir";
const FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
const SAFARI =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1";

test("a connection that breaks loses nothing of one's account, its sessions and its menu", async ({
  signedIn: page,
  person,
  db,
  expectConsoleError,
}) => {
  expectConsoleError(CONNECTION_BROKE);
  for (const user_agent of [FIREFOX, SAFARI]) {
    await insertSession(db, { user_id: person.id, method: "password", address: "203.0.113.7", user_agent });
  }
  await page.goto("/account/profile");
  await breakEach(page, [
    {
      form: "app/(dashboard)/account/profile/profile-form.tsx#editProfileAction",
      fill: { "First name": "Renée", "Last name": "Vasquez" },
      press: "Save profile",
      done: "Profile saved",
    },
    {
      form: "components/organisation/create-dialog.tsx#createOrganisationAction",
      open: async () => {
        await page.getByRole("button", { name: "User menu" }).click();
        await page.getByRole("menuitem", { name: "New organisation" }).click();
      },
      fill: { Name: "Lost and Found" },
      press: "Create organisation",
      done: "Organisation created",
    },
  ]);
  await page.goto("/account/notifications");
  await page.getByLabel("Tokens created").uncheck();
  await breakEach(page, [
    {
      form: "app/(dashboard)/account/notifications/preferences-form.tsx#savePreferenceAction",
      press: "Save preferences",
      done: "Preferences saved",
    },
  ]);
  await expect(page.getByLabel("Tokens created")).not.toBeChecked();
  await page.goto("/account/security");
  await breakEach(page, [
    {
      form: `${SECURITY}/sessions-section.tsx#endSessionAction`,
      press: /^Sign out Safari/,
      done: "Session ended",
    },
    {
      form: `${SECURITY}/sessions-section.tsx#endOtherSessionsAction`,
      open: "Sign out everywhere else",
      press: "Sign out everywhere else",
      done: "Other sessions ended",
    },
    {
      form: `${SECURITY}/password-section.tsx#changePasswordAction`,
      fill: { "Current password": person.password, "New password": NEW },
      press: "Change password",
      done: "Your password was changed.",
    },
    {
      form: "components/shell/theme-items.tsx#setThemeAction",
      press: async () => {
        await page.getByRole("button", { name: "User menu" }).click();
        await page.getByRole("menuitemradio", { name: "Dark" }).click();
        // Over an open menu a toast can be read, and no more.
        await expect(page.getByText("The theme may reset when you reload.").first()).toBeVisible();
        await page.mouse.click(640, 500);
      },
      done: async () => {
        const theme = async () => (await page.context().cookies()).find(({ name }) => name.includes("theme"))?.value;
        await expect.poll(theme).toBe("dark");
      },
    },
    {
      form: "components/shell/use-sign-out.ts#signOutAction",
      press: async () => {
        await page.getByRole("button", { name: "User menu" }).click();
        await page.getByRole("menuitem", { name: "Sign out" }).click();
      },
      done: async () => await expect(page.getByRole("link", { name: "Sign in" }).first()).toBeVisible(),
    },
  ]);
  await expect(page.getByRole("button", { name: "User menu" })).toHaveCount(0);
});

test("a connection that breaks loses nothing of signing in, confirming and accepting an invitation", async ({
  page,
  person,
  db,
  expectConsoleError,
}) => {
  expectConsoleError(CONNECTION_BROKE);
  const agency = await createOrganisation(db, { name: "Northpost" });
  await db
    .insertInto("invitation")
    .values({
      id: randomUUID(),
      organisation_id: agency.id,
      email: person.email,
      role: "member",
      digest: newCode().digest,
      expires_at: new Date(Date.now() + 3_600_000),
    })
    .execute();
  await page.goto("/login?callbackUrl=/invitations");
  await breakEach(page, [
    {
      form: "app/(auth)/login/login-form.tsx#signInAction",
      fill: { "E-mail": person.email, Password: person.password },
      press: "Sign in",
      done: "You are invited",
    },
    {
      form: "app/(auth)/invitations/page.tsx#acceptProvedAction",
      press: "Join Northpost",
      done: async () => await expect(page.getByRole("heading", { level: 1, name: "Northpost" })).toBeVisible(),
    },
  ]);
  await page.goto("/login?fresh=1&callbackUrl=/account/profile");
  await breakEach(page, [
    {
      form: "app/(auth)/login/confirm-form.tsx#confirmPasswordAction",
      fill: { Password: person.password },
      press: "Confirm",
      done: async () => await expect(page.getByRole("heading", { level: 1, name: "Profile" })).toBeVisible(),
    },
  ]);
});

test("a connection that breaks loses nothing of a login from a terminal", async ({
  signedIn: page,
  db,
  expectConsoleError,
}) => {
  expectConsoleError(CONNECTION_BROKE);
  const begin = async () => {
    const started = await startLogin(db, {}, { address: null, userAgent: "" });
    if (started.status !== "started") throw new Error(started.status);
    return started.userCode;
  };
  await page.goto("/device");
  await breakEach(page, [
    {
      form: `${DEVICE}/enter-code.tsx#findLoginAction`,
      fill: { Code: await begin() },
      press: "Continue",
      done: "Allow this login?",
    },
    { form: `${DEVICE}/decide-form.tsx#refuseLoginAction`, press: "Deny", done: "Login denied" },
  ]);
  await page.getByRole("button", { name: "Enter another code" }).click();
  await page.getByLabel("Code").fill(await begin());
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByLabel("I started this login").check();
  await breakEach(page, [
    { form: `${DEVICE}/decide-form.tsx#allowLoginAction`, press: "Allow", done: "Login allowed" },
  ]);
});
