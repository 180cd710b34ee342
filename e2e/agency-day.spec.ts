import type { Browser, Page } from "playwright/test";
import { addMember, createApplication, createOrganisation, createUser, PASSWORD } from "@/test/fixtures";
import { signInAs } from "./fixtures";
import { chooseInMenu, finishReveal, openCreateDialog, revealedSecret, rowOf } from "./token-pages";
import { expect, linkIn, mailsTo, test } from "./with-mail";

const FREELANCER = "lea@frischluft.example";

test("an agency's day: a freelancer is invited, makes a limited token, meets the rules, and leaves", async ({
  page,
  browser,
  db,
  server,
  smtp,
}) => {
  const owner = await createUser(db, { firstName: "Ona", lastName: "Lind" });
  const admin = await createUser(db, { firstName: "Ada", lastName: "Berg" });
  const agency = await createOrganisation(db, { name: "Harbour" });
  await addMember(db, agency, owner, "owner");
  await addMember(db, agency, admin, "admin");
  const velo = await createApplication(db, agency, { name: "Velo Festival" });
  const tide = await createApplication(db, agency, { name: "Tide Tables" });
  const organisation = `/organisations/${agency.slug}`;

  const call = async (secret: string, path: string, method = "GET", body?: object) => {
    const headers = { Authorization: `Bearer ${secret}`, "Content-Type": "application/json" };
    const answer = await fetch(server.url + path, { method, headers, ...(body && { body: JSON.stringify(body) }) });
    const text = await answer.text();
    return { status: answer.status, json: text === "" ? undefined : JSON.parse(text) };
  };

  await signInAs(page, admin, { db, path: `${organisation}/members` });

  await page.getByRole("button", { name: "Invite people" }).click();
  const invite = page.getByRole("dialog", { name: "Invite people" });
  await invite.getByLabel("E-mail addresses").fill(FREELANCER);
  await invite.getByLabel("Role").selectOption("guest");
  await invite.getByLabel("Access to Velo Festival").selectOption("write");
  await invite.getByRole("button", { name: "Send invitations" }).click();

  const [mail] = await mailsTo(smtp, FREELANCER);
  const lea = await inAnotherBrowser(browser, server, linkIn(mail, "/invitations/"));
  await expect(lea.getByRole("heading", { level: 1, name: "Join Harbour" })).toBeVisible();
  await expect(lea.getByRole("listitem").filter({ hasText: "Velo Festival" })).toContainText("read and write");
  await lea.getByLabel("First name").fill("Lea");
  await lea.getByLabel("Last name").fill("Brook");
  await lea.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await lea.getByRole("button", { name: "Continue", exact: true }).click();
  await expect(lea.getByRole("heading", { level: 1, name: "Harbour", exact: true })).toBeVisible();

  await lea.getByRole("button", { name: "User menu" }).click();
  await lea.getByRole("menuitem", { name: "Access Tokens" }).click();
  const create = await openCreateDialog(lea);
  await create.getByLabel("Label").fill("Velo, from my laptop");
  await create.getByLabel("Expiration").selectOption("60d");
  await create.getByRole("radio", { name: /^Full access/ }).check();
  await create.getByRole("radio", { name: "Only what I choose" }).check();
  const search = create.getByRole("combobox", { name: "Add an organisation, application or environment" });
  await search.fill("Velo Festival test");
  await lea.getByRole("option", { name: /Velo Festival › test/ }).click();
  await expect(create.getByRole("listitem")).toHaveText(["Harbour › Velo Festival › test"]);
  await create.getByRole("button", { name: "Create token" }).click();
  const secret = await revealedSecret(lea);
  await finishReveal(lea);

  const slugs = async (path: string) => {
    const { status, json } = await call(secret, path);
    return [status, json.count, ...json.results.map(({ slug }: { slug: string }) => slug)];
  };
  expect(await slugs("/apps/v3/applications/")).toEqual([200, 1, velo.slug]);
  expect(await slugs("/apps/v3/environments/")).toEqual([200, 1, "test"]);
  expect((await call(secret, `/apps/v3/environments/${velo.environments.live}/`)).status).toBe(404);
  expect((await call(secret, `/apps/v3/applications/${tide.id}/`)).status).toBe(404);
  const variable = { environment: velo.environments.test, name: "COLOUR", value: "blue" };
  expect((await call(secret, "/apps/v3/environment-variables/", "POST", variable)).status).toBe(201);

  await page.getByRole("dialog", { name: "Invitations" }).getByRole("button", { name: "Done" }).click();
  await sections(page).getByRole("link", { name: "Access Tokens" }).click();
  const row = rowOf(page, "Velo, from my laptop");
  await expect(row).toContainText("Lea Brook");
  await expect(row).toContainText("Velo Festival: test");

  await signInAs(page, owner, { db, path: `${organisation}/policy` });
  await page.getByLabel("Longest lifetime").selectOption("30 days");
  await page.getByRole("button", { name: "Save draft and try it" }).click();
  await expect(page.getByRole("heading", { name: "Dry run" })).toBeVisible();
  await expect(rowOf(page, "Velo, from my laptop")).toContainText("Lea Brook");
  expect((await call(secret, `/apps/v3/applications/${velo.id}/`)).status).toBe(200);
  await page.getByRole("radio", { name: /^Now/ }).check();
  await page.getByRole("button", { name: "Enforce now" }).click();
  await expect(page.getByRole("region", { name: "In force" })).toContainText(
    "A token can be valid for at most 30 days.",
  );

  const blocked = await call(secret, `/apps/v3/applications/${velo.id}/`);
  expect(blocked).toMatchObject({ status: 403, json: { code: "blocked_by_policy" } });
  expect(blocked.json.detail).toMatch(/Harbour.*30 days/);
  expect(await slugs("/apps/v3/applications/")).toEqual([200, 0]);
  expect((await call(secret, "/iam/v3/me/")).status).toBe(200);
  await chooseInMenu(rowOf(lea, "Velo, from my laptop"), "Edit…");
  const edit = lea.getByRole("dialog", { name: "Edit token" });
  await edit.getByLabel("Expiration").selectOption("30d");
  await edit.getByRole("button", { name: "Save" }).click();
  await expect(edit).toBeHidden();
  expect((await call(secret, `/apps/v3/applications/${velo.id}/`)).status).toBe(200);

  await signInAs(page, admin, { db, path: `${organisation}/members` });
  await rowOf(page, FREELANCER)
    .getByRole("button", { name: /^Remove/ })
    .click();
  const removal = page.getByRole("dialog", { name: "Remove Lea Brook" });
  await expect(removal).toContainText("Velo, from my laptop");
  await removal.getByRole("button", { name: "Remove Lea Brook" }).click();
  await expect(removal).toBeHidden();

  expect((await call(secret, `/apps/v3/applications/${velo.id}/`)).status).toBe(404);
  expect(await slugs("/apps/v3/applications/")).toEqual([200, 0]);
  expect(await slugs("/apps/v3/environments/")).toEqual([200, 0]);
  expect((await call(secret, "/iam/v3/me/")).status).toBe(200);
  const home = await lea.request.get(organisation);
  expect(home.status()).toBe(404);
  expect(await home.text()).not.toContain("Velo Festival");
  await lea.context().close();
});

const sections = (page: Page) => page.getByRole("navigation", { name: "Organisation" });

/** A page of someone else, who is not signed in. */
async function inAnotherBrowser(browser: Browser, server: { url: string }, address: string): Promise<Page> {
  const page = await (await browser.newContext({ baseURL: server.url, locale: "en-GB", timezoneId: "UTC" })).newPage();
  await page.goto(address);
  return page;
}
