import { saveDraft } from "@/lib/organisation/policy/draft";
import { addMember, createOrganisation, createToken, createUser } from "@/test/fixtures";
import { signIn } from "@/test/session";
import { expect, signInAs, test } from "./fixtures";
import { chooseEverything, openCreateDialog } from "./token-pages";

test("an owner enforces the draft that was looked at, and is asked to look again when another changed it meanwhile", async ({
  page,
  db,
}) => {
  const owner = await createUser(db, { firstName: "Ona", lastName: "Lind" });
  const other = await createUser(db, { firstName: "Noor", lastName: "Haddad" });
  const agency = await createOrganisation(db, { name: "Harbour" });
  for (const user of [owner, other]) await addMember(db, agency, user, "owner");
  const mine = await createToken(db, owner, { label: "My endless token" });
  await createToken(db, other, { label: "Noor's endless token" });

  await signInAs(page, owner, { db, path: `/organisations/${agency.slug}/policy` });
  await page.getByLabel("An expiration date is required").check();
  await page.getByRole("button", { name: "Save draft and try it" }).click();
  const table = page.getByRole("table", { name: /Every token needs an expiration date/ });
  await expect(table.getByRole("link", { name: "My endless token" })).toHaveAttribute(
    "href",
    `/account/access-tokens/${mine.id}`,
  );
  await expect(table).toContainText("Noor's endless token");
  await expect(table.getByRole("link", { name: "Noor's endless token" })).toHaveCount(0);

  await saveDraft(db, await signIn(db, other), agency.id, { purpose_required: true });
  await page.getByRole("button", { name: "Enforce from then on" }).click();
  await expect(page.getByText("Noor Haddad changed the draft. Review it again.")).toBeVisible();
  await expect(page.getByRole("table", { name: /Every token needs a purpose/ })).toHaveCount(0);
  await expect(page.getByLabel("A purpose is required")).toBeChecked();
  await page.getByRole("button", { name: "Enforce from then on" }).click();
  const planned = page.getByRole("region", { name: "Planned" });
  await expect(planned).toContainText("Every token needs a purpose.");
  await expect(planned.getByRole("heading", { name: "What they would block if they applied now" })).toBeVisible();
  await expect(planned.getByRole("link", { name: "My endless token" }).first()).toBeVisible();
});

test("the form of a token says which organisation's rules it would break, as it is filled in", async ({ page, db }) => {
  const owner = await createUser(db);
  const member = await createUser(db);
  const agency = await createOrganisation(db, { name: "Harbour" });
  await addMember(db, agency, owner, "owner");
  await addMember(db, agency, member, "member");
  const policy = { purpose_required: true, longest_lifetime_seconds: 7 * 86_400 };
  await db
    .insertInto("organisation_policy")
    .values({ id: crypto.randomUUID(), organisation_id: agency.id, enforced_from: new Date(0), ...policy })
    .execute();

  await signInAs(page, member, { db, path: "/account/access-tokens" });
  const dialog = await openCreateDialog(page);
  const warning = dialog.getByRole("status").filter({ hasText: "The policy of Harbour" });
  await chooseEverything(dialog);
  await expect(warning).toContainText("would block this token");
  await expect(warning).toContainText("A token can be valid for at most 7 days.");
  await dialog.getByLabel("Purpose").selectOption({ index: 0 });
  await expect(warning).not.toContainText("Every token needs a purpose.");
  await dialog.getByLabel("Expiration").selectOption("7d");
  await expect(warning).toHaveCount(0);
});
