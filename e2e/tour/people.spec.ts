import type { Page } from "playwright/test";
import { addMember } from "@/test/fixtures";
import { signInAs } from "../fixtures";
import { furnish, stopAtDialog } from "./furnish-organisation";
import { expect, type Stop, test } from "./walk";

test("an organisation's people, teams and invitations are accessible in both themes, fit a phone and keep the policy", async ({
  page,
  person,
  db,
  stop,
}) => {
  const { base } = await furnish(db, person);
  // Where mail is off, nobody else is given the link.
  const platform = await db.selectFrom("organisation").select("id").where("is_platform", "=", true).executeTakeFirst();
  await addMember(db, { id: platform?.id ?? "" }, person, "owner");
  await signInAs(page, person, { db, path: `${base}/members` });
  const link = await inviteOnPage(page, stop);
  await page.getByRole("button", { name: "Remove Noor Haddad" }).click();
  const remove = page.getByRole("dialog", { name: "Remove Noor Haddad" });
  await expect(remove.getByRole("button", { name: "Replace Noor's laptop" })).toBeVisible();
  await stopAtDialog(page, "Remove Noor Haddad", stop);
  await stop("people, with an invitation");

  await page.goto(`${base}/teams`);
  await expect(page.getByRole("button", { name: "Rename Backend" })).toBeVisible();
  await stop("teams");

  await page.goto(link);
  await expect(page.getByRole("button", { name: /^Sign out, and accept as/ })).toBeVisible();
  await stop("an invitation of someone else");
  await page.context().clearCookies({ name: /session/ });
  await page.goto(link);
  await expect(page.getByRole("button", { name: "Continue", exact: true })).toBeVisible();
  await stop("an invitation, signed out");
});

/** @returns the link of an invitation */
async function inviteOnPage(page: Page, stop: Stop): Promise<string> {
  await page.getByRole("button", { name: "Invite people" }).click();
  const invite = page.getByRole("dialog", { name: "Invite people" });
  await invite.getByLabel("E-mail addresses").fill(`lea.${Date.now()}@freelance-photographers-of-the-north.example`);
  await invite.getByLabel("Role").selectOption("guest");
  await stop("the dialog that invites people");
  await invite.getByRole("button", { name: "Create links" }).click();
  const invited = page.getByRole("dialog", { name: "Invitations" });
  const link = await invited.getByText("/invitations/").innerText();
  await stop("the links of invitations");
  await invited.getByRole("button", { name: "Done" }).click();
  return new URL(link.trim()).pathname;
}
