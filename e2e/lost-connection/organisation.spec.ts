import { randomUUID } from "node:crypto";
import type { Kysely } from "kysely";
import type { Page } from "playwright/test";
import type { Database } from "@/db/schema";
import { newCode } from "@/lib/one-time-code/code";
import { addMember, createOrganisation, createToken, createUser } from "@/test/fixtures";
import { expect, signInAs, test } from "../fixtures";
import { breakEach, CONNECTION_BROKE } from "./break";

const HERE = "app/(dashboard)/organisations/[slug]";
const DAY_MS = 24 * 60 * 60 * 1000;
const overview = async (page: Page) =>
  await expect(page.getByRole("heading", { level: 1, name: "Overview" })).toBeVisible();

test("a connection that breaks loses nothing of an organisation's people and teams", async ({
  page,
  person,
  db,
  expectConsoleError,
}) => {
  expectConsoleError(CONNECTION_BROKE);
  const harbour = await createOrganisation(db, { name: "Harbour", members: [{ user: person, role: "owner" }] });
  const noor = await createUser(db, { firstName: "Noor", lastName: "Haddad" });
  await addMember(db, harbour, noor, "member");
  await createToken(db, noor, { label: "Noor's laptop", scopes: ["applications:read"] });
  // Where mail is off, an owner of the platform hands the links over.
  const platforms = db.selectFrom("organisation").select(["id", "slug"]).where("is_platform", "=", true);
  const platform = await platforms.executeTakeFirstOrThrow();
  await addMember(db, platform, person, "owner");
  const elsewhere = await createOrganisation(db);
  const [kim, sam] = [`kim.${harbour.slug}@agency.example`, `sam.${harbour.slug}@agency.example`];
  await invite(db, harbour, kim);
  await invite(db, elsewhere, sam);
  await signInAs(page, person, { db, path: `/organisations/${harbour.slug}/members` });
  await breakEach(page, [
    {
      form: `${HERE}/members/invite-dialog.tsx#inviteAction`,
      open: "Invite people",
      fill: { "E-mail addresses": "lea@photographers.example", Role: "guest" },
      press: "Create links",
      done: async () => {
        // Nothing asks before the link goes: it says how to get another.
        await expect(page.getByRole("dialog", { name: "Invitations" })).toContainText(
          "If one is lost, create a new one",
        );
        await page.getByRole("button", { name: "Done" }).click();
      },
    },
    {
      form: `${HERE}/members/invitations.tsx#resendInvitationAction`,
      press: `Create link for ${kim}`,
      done: "Link created",
    },
    {
      form: `${HERE}/members/role-select.tsx#changeRoleAction`,
      press: async () => {
        await page.getByRole("combobox", { name: "Role of Noor Haddad" }).selectOption("Admin");
      },
      done: "Noor Haddad is now an admin",
    },
    {
      form: `${HERE}/members/invitations.tsx#revokeInvitationAction`,
      press: /^Revoke the invitation of lea/,
      done: "Invitation revoked",
    },
    {
      form: `${HERE}/members/losing-tokens.tsx#replaceTokenAction`,
      open: "Remove Noor Haddad",
      press: "Replace Noor's laptop",
      done: "Its secret, only shown once",
    },
    {
      form: `${HERE}/members/remove-dialog.tsx#removeMemberAction`,
      open: async () => {
        const dialog = page.getByRole("dialog", { name: "Remove Noor Haddad" });
        // Removing is asked about by its own name: to leave is something else.
        await dialog.getByRole("button", { name: "Remove Noor Haddad" }).click();
        const question = page.getByRole("alertdialog", { name: "Remove Noor Haddad without storing the secret?" });
        await question.getByRole("button", { name: "Cancel" }).click();
        await dialog.getByRole("button", { name: "Cancel" }).click();
        await page.getByRole("button", { name: "Leave", exact: true }).click();
        await page.getByRole("button", { name: "Remove Noor Haddad" }).click();
      },
      press: "Remove Noor Haddad",
      done: "Noor Haddad no longer belongs to Harbour",
    },
  ]);
  await page.goto(`/organisations/${platform.slug}/members?q=${sam}`);
  await breakEach(page, [
    {
      form: `${HERE}/members/platform-links.tsx#createInvitationLinkAction`,
      press: `Create link for ${sam}`,
      done: /\/invitations\/[\w-]{20}/,
    },
  ]);
  await expect(page.getByText("If it’s lost, create a new link here")).toBeVisible();
  await createToken(db, noor, { label: "From before", importedAt: new Date() });
  await page.goto(`/organisations/${platform.slug}/imported-tokens`);
  await breakEach(page, [
    {
      form: `${HERE}/imported-tokens/sunset-dialogs.tsx#setSunsetAction`,
      open: "Set end date",
      press: "Set end date",
      done: "End date saved",
    },
    {
      form: `${HERE}/imported-tokens/sunset-dialogs.tsx#removeSunsetAction`,
      open: "Remove",
      press: "Remove end date",
      done: "End date removed",
    },
  ]);
  const mika = await createUser(db, { firstName: "Mika", lastName: "Berg" });
  await addMember(db, harbour, mika, "member");
  await page.goto(`/organisations/${harbour.slug}/teams`);
  await breakEach(page, [
    {
      form: `${HERE}/teams/create-team.tsx#createTeamAction`,
      open: "New team",
      fill: { Name: "Backend" },
      press: "Create team",
      done: "Team created",
    },
    {
      form: `${HERE}/teams/team-card.tsx#renameTeamAction`,
      open: "Rename Backend",
      fill: { Name: "Frontend" },
      press: "Rename",
      done: "Team renamed",
    },
    {
      form: `${HERE}/teams/members.tsx#addTeamMemberAction`,
      press: async () => {
        const add = page.getByRole("combobox", { name: "Add someone to Frontend" });
        await add.click();
        await add.fill("mika");
        await page.keyboard.press("Enter");
      },
      done: async () => await expect(page.getByRole("list", { name: "People of Frontend" })).toContainText("Mika Berg"),
    },
    {
      form: `${HERE}/teams/members.tsx#removeTeamMemberAction`,
      press: "Take Mika Berg out of Frontend",
      done: "No one is in this team yet.",
    },
    {
      form: `${HERE}/teams/delete-team.tsx#deleteTeamAction`,
      open: "Delete Frontend",
      press: "Delete team",
      done: "Team deleted",
    },
  ]);
});

test("a connection that breaks loses nothing of an organisation's rules and settings", async ({
  page,
  person,
  db,
  expectConsoleError,
}) => {
  expectConsoleError(CONNECTION_BROKE);
  const harbour = await createOrganisation(db, { name: "Harbour", members: [{ user: person, role: "owner" }] });
  await signInAs(page, person, { db, path: `/organisations/${harbour.slug}/policy` });
  await page.getByLabel("Only these").check();
  await breakEach(page, [
    {
      form: `${HERE}/policy/policy-form.tsx#saveDraftAction`,
      fill: { "Longest lifetime": "30 days", "Allowed networks": "203.0.113.7" },
      press: "Save draft and try it",
      done: "Draft saved",
    },
    {
      form: `${HERE}/policy/enforce-form.tsx#enforcePolicyAction`,
      press: "Enforce from then on",
      done: "Rules planned",
    },
    {
      form: `${HERE}/policy/cancel-planned.tsx#cancelPlannedAction`,
      press: "Cancel plan",
      done: "Plan cancelled",
    },
    {
      form: `${HERE}/policy/policy-form.tsx#discardDraftAction`,
      press: "Discard draft",
      done: "Draft discarded",
    },
  ]);
  const other = await createOrganisation(db, {
    name: "Elsewhere",
    members: [
      { user: person, role: "member" },
      { user: await createUser(db), role: "owner" },
    ],
  });
  await page.goto(`/organisations/${other.slug}/settings`);
  await breakEach(page, [
    {
      form: `${HERE}/settings/leave-organisation.tsx#leaveOrganisationAction`,
      open: "Leave organisation…",
      press: "Leave organisation",
      done: overview,
    },
  ]);
  await page.goto(`/organisations/${harbour.slug}/settings`);
  await breakEach(page, [
    {
      form: `${HERE}/settings/rename-form.tsx#renameOrganisationAction`,
      fill: { Name: "Lighthouse" },
      press: "Rename",
      done: "Organisation renamed",
    },
    {
      form: `${HERE}/settings/delete-organisation.tsx#deleteOrganisationAction`,
      open: "Delete organisation…",
      fill: { "Type its name to confirm": "Lighthouse" },
      press: "Delete organisation",
      done: overview,
    },
  ]);
});

async function invite(db: Kysely<Database>, organisation: { id: string }, email: string): Promise<void> {
  const row = { id: randomUUID(), organisation_id: organisation.id, email, role: "member" as const };
  const expires_at = new Date(Date.now() + DAY_MS);
  await db
    .insertInto("invitation")
    .values({ ...row, digest: newCode().digest, expires_at })
    .execute();
}
