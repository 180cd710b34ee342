import { addMember, createToken } from "@/test/fixtures";
import { signInAs } from "../fixtures";
import { chooseInMenu, openAdvanced, rowOf } from "../token-pages";
import { furnish, stopAtDialog } from "./furnish-organisation";
import { expect, test } from "./walk";

test("an organisation's tokens and their dialogs are accessible in both themes, fit a phone and keep the policy", async ({
  page,
  person,
  db,
  stop,
}) => {
  const { base } = await furnish(db, person);
  await signInAs(page, person, { db, path: `${base}/access-tokens?purpose=automation` });
  await page.getByRole("button", { name: "Noor's laptop", exact: true }).click();
  await stopAtDialog(page, "Noor's laptop", stop);
  await stop("access tokens, with more filters");
  await chooseInMenu(rowOf(page, "Noor's laptop"), "Withdraw access…");
  await stopAtDialog(page, "Withdraw access", stop);
  await page.getByRole("button", { name: "Create organisation token" }).click();
  const create = page.getByRole("dialog", { name: "Create organisation token" });
  await create.getByLabel("Assigned to").selectOption("A workflow");
  await create.getByRole("radio", { name: "Only what I choose" }).check();
  await openAdvanced(create);
  await create.getByRole("radio", { name: "Only these" }).check();
  await stopAtDialog(page, "Create organisation token", stop);
  await page.getByRole("link", { name: "Nightly build" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Nightly build" })).toBeVisible();
  await stop("a token of the organisation");
  const platforms = db.selectFrom("organisation").select(["id", "slug"]).where("is_platform", "=", true);
  const platform = await platforms.executeTakeFirstOrThrow();
  await addMember(db, platform, person, "owner");
  await createToken(db, person, { label: "From before", importedAt: new Date(), lastUse: { at: new Date() } });
  await page.goto(`/organisations/${platform.slug}/imported-tokens`);
  await page.getByRole("button", { name: /^(Set end date|Change)$/ }).click();
  await stopAtDialog(page, "end date", stop);
  await stop("imported tokens");
});
