import type { Kysely } from "kysely";
import type { Page } from "playwright/test";
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
import { expect, type Stop } from "./walk";

/** The one organisation that a person belongs to. */
export async function organisationOf(db: Kysely<Database>, person: TestUser) {
  return await db
    .selectFrom("membership")
    .innerJoin("organisation", "organisation.id", "membership.organisation_id")
    .selectAll("organisation")
    .where("user_id", "=", person.id)
    .executeTakeFirstOrThrow();
}

/** Some of everything in the organisation of `owner`. */
export async function furnish(db: Kysely<Database>, owner: TestUser) {
  const organisation = await organisationOf(db, owner);
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

/** Stop at an open dialog, and close it. */
export async function stopAtDialog(
  page: Page,
  name: string,
  stop: Stop,
  role: "dialog" | "alertdialog" = "dialog",
): Promise<void> {
  await expect(page.getByRole(role, { name })).toBeVisible();
  await stop(`the dialog ${name}`);
  await page.keyboard.press("Escape");
  await expect(page.getByRole(role)).toHaveCount(0);
}
