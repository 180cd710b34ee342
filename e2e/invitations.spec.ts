import { addMember, createOrganisation, createUser } from "@/test/fixtures";
import { signInAs } from "./fixtures";
import { expect, linkIn, mailsTo, test } from "./with-mail";

test("an account accepts by the mailed link, nobody else's does, and no other address names the code", async ({
  page,
  browser,
  db,
  server,
  smtp,
}) => {
  test.slow();
  const [owner, invited, other] = [await createUser(db), await createUser(db), await createUser(db)];
  const agency = await createOrganisation(db, { name: "Northpost" });
  await addMember(db, agency, owner, "owner");
  await signInAs(page, owner, { db, path: `/organisations/${agency.slug}/members` });
  await page.getByRole("button", { name: "Invite people" }).click();
  const dialog = page.getByRole("dialog", { name: "Invite people" });
  await dialog.getByLabel("E-mail addresses").fill(invited.email);
  await dialog.getByRole("button", { name: "Send invitations" }).click();
  await expect(page.getByText("Invited by mail.")).toBeVisible();
  const [mail] = await mailsTo(smtp, invited.email);
  const link = linkIn(mail, "/invitations/");
  const code = link.split("/").at(-1) ?? "";

  const context = await browser.newContext({ baseURL: server.url, locale: "en-GB", timezoneId: "UTC" });
  const theirs = await context.newPage();
  const told: string[] = [];
  theirs.on("request", (request) => told.push(request.url(), request.headers().referer ?? ""));
  await signInAs(theirs, other, { db });
  await theirs.goto(link);
  await expect(theirs.getByRole("alert").filter({ hasText: "Only the owner of the invited address" })).toBeVisible();
  await theirs.getByRole("button", { name: `Sign out, and accept as ${invited.email}` }).click();

  await expect(theirs.getByLabel("E-mail")).toHaveValue(invited.email);
  await theirs.getByLabel("Password", { exact: true }).fill("not-the-password-at-all");
  await theirs.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(theirs.getByText("do not belong together")).toBeVisible();
  await theirs.getByLabel("Password", { exact: true }).fill(invited.password);
  await theirs.getByRole("button", { name: "Sign in", exact: true }).click();
  await theirs.getByRole("button", { name: "Join Northpost" }).click();
  const home = theirs.getByRole("heading", { level: 1, name: "Northpost", exact: true });
  await expect(home).toBeVisible();
  await theirs.goto("/account/profile");
  await theirs.goto(link);
  await expect(home).toBeVisible();
  const elsewhere = told.filter((url) => url.includes(code) && new URL(url).pathname !== `/invitations/${code}`);
  expect(elsewhere).toEqual([]);
  expect(told.filter((url) => new URL(url || server.url).search.includes(code))).toEqual([]);
  await context.close();

  await page.goto(link);
  await expect(page.getByRole("heading", { level: 1, name: "This link does not work" })).toBeVisible();
});
