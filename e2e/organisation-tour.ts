import type { Page } from "@playwright/test";
import type { Kysely } from "kysely";
import type { Database } from "@/db/schema";
import {
  addMember,
  addToApplication,
  createApplication,
  createOrganisationToken,
  createTeam,
  createToken,
  createUser,
  type TestUser,
} from "@/test/fixtures";
import { expect, signInAs } from "./fixtures";

type AtEach = (where: string) => Promise<void>;

/** Visit every page and dialog of an organisation that has some of everything, as its owner, and call `atEach` when it is there. */
export async function tourOrganisation(page: Page, owner: TestUser, db: Kysely<Database>, atEach: AtEach) {
  const { base, application } = await furnish(db, owner);
  await signInAs(page, owner, { db, path: `${base}/members` });
  const link = await tourPeople(page, atEach);

  await page.goto(`${base}/teams`);
  await expect(page.getByRole("button", { name: "Rename Backend" })).toBeVisible();
  await atEach("teams");

  await page.goto(`${base}/applications`);
  await expect(page.getByRole("table", { name: "Applications" })).toBeVisible();
  await atEach("applications");
  await page.goto(`${base}/applications/${application.slug}`);
  await page.getByRole("button", { name: "Add variable" }).click();
  await stop(page, "Add variable to test", atEach);
  await atEach("an application");

  await tourTokens(page, base, atEach);

  await page.goto(`${base}/policy`);
  await page.getByRole("checkbox", { name: "An expiration date is required" }).check();
  await page.getByRole("button", { name: "Save draft and try it" }).click();
  await expect(page.getByRole("table", { name: /^Blocked by/ })).toBeVisible();
  await atEach("a policy, with a draft and its dry run");

  await page.goto(`${base}/activity`);
  await expect(page.getByRole("heading", { level: 1, name: "Activity" })).toBeVisible();
  await atEach("the activity of an organisation");

  await page.goto(`${base}/settings`);
  await page.getByRole("button", { name: "Leave organisation…" }).click();
  await stop(page, "Leave organisation", atEach, "alertdialog");
  await atEach("the settings of an organisation");
  await page.getByRole("button", { name: "User menu" }).click();
  await page.getByRole("menuitem", { name: "New organisation" }).click();
  await expect(page.getByRole("dialog").getByRole("textbox", { name: "Name" })).toBeFocused();
  await stop(page, "New organisation", atEach);

  await page.goto(link);
  await expect(page.getByRole("button", { name: /^Sign out, and accept as/ })).toBeVisible();
  await atEach("an invitation of somebody else");
  await page.context().clearCookies({ name: /session/ });
  await page.goto(link);
  await expect(page.getByRole("button", { name: "Create account and join" })).toBeVisible();
  await atEach("an invitation, signed out");
}

/** @returns the link of an invitation */
async function tourPeople(page: Page, atEach: AtEach): Promise<string> {
  await page.getByRole("button", { name: "Invite people" }).click();
  const invite = page.getByRole("dialog", { name: "Invite people" });
  await invite.getByLabel("E-mail addresses").fill(`lea.${Date.now()}@freelance-photographers-of-the-north.example`);
  await invite.getByLabel("Role").selectOption("guest");
  await atEach("the dialog that invites people");
  await invite.getByRole("button", { name: "Make links" }).click();
  const invited = page.getByRole("dialog", { name: "Invitations" });
  const link = await invited.getByText("/invitations/").innerText();
  await atEach("the links of invitations");
  await invited.getByRole("button", { name: "Done" }).click();
  await page.getByRole("button", { name: "Remove Noor Haddad" }).click();
  const remove = page.getByRole("dialog", { name: "Remove Noor Haddad" });
  await expect(remove.getByRole("button", { name: "Replace Noor's laptop" })).toBeVisible();
  await stop(page, "Remove Noor Haddad", atEach);
  await atEach("people, with an invitation");
  return new URL(link.trim()).pathname;
}

async function tourTokens(page: Page, base: string, atEach: AtEach) {
  await page.goto(`${base}/access-tokens?purpose=automation`);
  await page.getByRole("button", { name: "Noor's laptop", exact: true }).click();
  await stop(page, "Noor's laptop", atEach);
  await atEach("access tokens, with more filters");
  await page.getByRole("button", { name: "Withdraw", exact: true }).first().click();
  await stop(page, "Withdraw access", atEach);
  await page.getByRole("button", { name: "Create organisation token" }).click();
  const create = page.getByRole("dialog", { name: "Create organisation token" });
  await create.getByLabel("Assigned to").selectOption("A workflow");
  await create.getByRole("radio", { name: "Only what I choose" }).check();
  await create.getByRole("radio", { name: "Only these" }).check();
  await stop(page, "Create organisation token", atEach);
  await page.getByRole("link", { name: "Nightly build" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Nightly build" })).toBeVisible();
  await atEach("a token of the organisation");
}

async function stop(page: Page, name: string, atEach: AtEach, role: "dialog" | "alertdialog" = "dialog") {
  await expect(page.getByRole(role, { name })).toBeVisible();
  await atEach(`the dialog ${name}`);
  await page.keyboard.press("Escape");
  await expect(page.getByRole(role)).toHaveCount(0);
}

async function furnish(db: Kysely<Database>, owner: TestUser) {
  const organisation = await db
    .selectFrom("membership")
    .innerJoin("organisation", "organisation.id", "membership.organisation_id")
    .selectAll("organisation")
    .where("user_id", "=", owner.id)
    .executeTakeFirstOrThrow();
  const member = await createUser(db, { firstName: "Noor", lastName: "Haddad" });
  const guest = await createUser(db, { firstName: "Gus", lastName: "Berg" });
  await addMember(db, organisation, member, "member");
  await addMember(db, organisation, guest, "guest");
  const application = await createApplication(db, organisation);
  await addToApplication(db, organisation, application, guest, "read");
  const team = await createTeam(db, organisation, { name: "Backend", members: [member] });
  await createToken(db, member, { label: "Noor's laptop" });
  await createOrganisationToken(db, organisation, { label: "Nightly build", workflow: "nightly" });
  await createOrganisationToken(db, organisation, { label: "Deploy", teamId: team.id });
  return { base: `/organisations/${organisation.slug}`, application };
}
