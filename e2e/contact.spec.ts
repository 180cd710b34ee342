import { createOrganisation, createUser } from "@/test/fixtures";
import { expect, signInAs, test } from "./fixtures";
import { chooseEverything, createDialog, finishReveal, revealedSecret, rowOf } from "./token-pages";

test("whom to ask about a token is typed in its form, and colleagues and the activity tell it", async ({
  signedIn: page,
  person,
  db,
}) => {
  const owner = await createUser(db);
  const agency = await createOrganisation(db, {
    name: "Harbour",
    members: [
      { user: person, role: "member" },
      { user: owner, role: "owner" },
    ],
  });
  await page.goto("/account/access-tokens?create=1&label=Export&contact=Noor");
  const dialog = createDialog(page);
  await expect(dialog.getByLabel("Contact")).toHaveValue("Noor");
  await dialog.getByLabel("Contact").fill("Noor, #releases");
  await chooseEverything(dialog);
  await dialog.getByRole("button", { name: "Create token" }).click();
  await revealedSecret(page);
  await finishReveal(page);

  await rowOf(page, "Export").getByRole("link", { name: "Export" }).click();
  await expect(page.getByRole("term").filter({ hasText: "Contact" })).toBeVisible();
  await expect(page.getByRole("definition").filter({ hasText: "Noor, #releases" })).toBeVisible();
  await page.getByRole("button", { name: "Edit" }).click();
  const edit = page.getByRole("dialog", { name: "Edit token" });
  await edit.getByLabel("Contact").fill("Sam");
  await edit.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByRole("definition").filter({ hasText: "Sam" })).toBeVisible();
  const edited = page.getByRole("listitem").filter({ hasText: /Contact: Noor, #releases →\s*changed to Sam/ });
  await expect(edited.first()).toBeVisible();

  await signInAs(page, owner, { db, path: `/organisations/${agency.slug}/access-tokens` });
  await rowOf(page, "Export").getByRole("button", { name: "Export", exact: true }).click();
  await expect(page.getByRole("dialog").getByRole("definition").filter({ hasText: "Sam" })).toBeVisible();
});
