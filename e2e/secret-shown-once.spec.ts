import type { Page } from "playwright/test";
import { dumpDatabase, linesWithSecret } from "@/test/database/dump";
import * as given from "@/test/fixtures";
import { curl } from "@/test/http/curl";
import { expect, signInAs, test } from "./fixtures";
import { afterPoll, cellOf, createToken, finishReveal, revealDialog, revealedSecret, rowOf } from "./token-pages";
import { organisationOf } from "./tour/furnish-organisation";

test("every way out of a reveal asks first, and who leaves it all the same finds that the secret was never stored", async ({
  signedIn: page,
  person,
  db,
}) => {
  await signInAs(page, person, { db, path: "/account/access-tokens" });
  // The reveal has a page of the same document before it in the history and one after it.
  await openFromMenu(page, "Profile");
  await openFromMenu(page, "Access Tokens");
  await openFromMenu(page, "Security");
  await page.goBack();
  await expect(page).toHaveURL(/\/access-tokens$/);
  const secret = await createToken(page, "Staging server");
  const reveal = revealDialog(page);
  const question = page.getByRole("alertdialog", { name: "Leave without storing the secret?" });
  const link = page.getByLabel("Account", { exact: true }).getByText("Overview");
  const ways: Record<string, () => Promise<unknown>> = {
    Escape: () => page.keyboard.press("Escape"),
    "a click outside": () => page.mouse.click(5, 5),
    "its own button": () => reveal.getByRole("button", { name: "Close" }).click(),
    Back: () => page.evaluate(() => history.back()),
    "Back, twice at once": () =>
      page.evaluate(() => {
        history.back();
        history.back();
      }),
    Forward: () => page.evaluate(() => history.forward()),
    "a link": () => link.evaluate((element: HTMLAnchorElement) => element.click()),
  };
  for (const [way, go] of Object.entries(ways)) {
    await go();
    await expect(question, `${way} asks`).toBeVisible();
    await question.getByRole("button", { name: "Stay" }).click();
    await expect(question).toBeHidden();
    await expect(reveal.getByRole("textbox", { name: "Secret", exact: true }), `${way} can be taken back`).toHaveValue(
      secret,
    );
    await expect(page).toHaveURL(/\/access-tokens$/);
  }
  await expect(reveal.getByRole("button", { name: "Done" })).toBeDisabled();

  await page.evaluate(() => history.forward());
  await question.getByRole("button", { name: "Leave" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Security" })).toBeVisible();
  await page.goBack();
  await expect(rowOf(page, "Staging server")).toContainText("Secret not stored");
  await expect(reveal).toBeHidden();

  await rowOf(page, "Staging server").getByRole("link", { name: "Staging server" }).click();
  const notice = page.getByRole("region", { name: "Secret not stored" });
  await expect(notice).toContainText("Its secret was never stored");
  await notice.getByRole("button", { name: "Generate a new secret" }).click();
  await page
    .getByRole("dialog", { name: "Generate a new secret" })
    .getByRole("button", { name: "Generate secret" })
    .click();
  expect(await revealedSecret(page)).not.toBe(secret);
  await finishReveal(page);
  await expect(notice).toBeHidden();
  // Stored by now: nothing asks, and one step back is one.
  await page.evaluate(() => history.back());
  await expect(page).toHaveURL(/\/access-tokens$/);
  await expect(rowOf(page, "Staging server")).toBeVisible();
  await expect(rowOf(page, "Staging server")).not.toContainText("Secret not stored");
});

test("copying or downloading the secret lets the reveal close; a box that is cleared again does not", async ({
  tokenList: page,
}) => {
  await createToken(page, "Copied");
  await revealDialog(page).getByRole("button", { name: "Copy", exact: true }).click();
  await expect(revealDialog(page).getByRole("button", { name: "Done" })).toBeEnabled();
  await page.keyboard.press("Escape");
  await expect(revealDialog(page)).toBeHidden();

  const secret = await createToken(page, "Downloaded");
  const download = page.waitForEvent("download");
  await revealDialog(page)
    .getByRole("button", { name: /Download/ })
    .click();
  const file = await (await download).createReadStream();
  expect((await file.toArray()).join("")).toContain(secret);
  await revealDialog(page).getByRole("button", { name: "Done" }).click();
  await expect(revealDialog(page)).toBeHidden();

  // A box that was ticked by mistake says nothing.
  await createToken(page, "Unticked");
  const box = revealDialog(page).getByRole("checkbox", { name: "I have stored this token" });
  await box.check();
  await expect(revealDialog(page).getByRole("button", { name: "Done" })).toBeEnabled();
  await box.uncheck();
  await page.keyboard.press("Escape");
  await page.getByRole("alertdialog").getByRole("button", { name: "Leave" }).click();
  await expect(revealDialog(page)).toBeHidden();
  await page.reload();
  await expect(rowOf(page, "Downloaded")).not.toContainText("Secret not stored");
  await expect(rowOf(page, "Unticked")).toContainText("Secret not stored");
});

test("after its reveal a secret is nowhere: not on the page, in the history, the database or the logs", async ({
  signedIn: page,
  db,
  server,
}) => {
  await page.clock.install();
  await page.goto("/account/access-tokens");
  const secret = await createToken(page, "Nightly backup");
  await finishReveal(page);
  // A call, so that everything that follows a use has been written too.
  expect((await curl("-H", `Authorization: Bearer ${secret}`, `${server.url}/api/iam/v3/me/`)).status).toBe(200);
  // The list asks every four seconds.
  await afterPoll(page, 4_000, (soon) =>
    expect(cellOf(rowOf(page, "Nightly backup"), "Last used")).not.toContainText("Never", soon),
  );

  expect(linesWithSecret([await page.content()], secret)).toEqual([]);
  const answer = await page.reload();
  expect(linesWithSecret([(await answer?.text()) ?? "", await page.content()], secret)).toEqual([]);
  await expect(revealDialog(page)).toBeHidden();

  await rowOf(page, "Nightly backup").getByRole("link", { name: "Nightly backup" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Nightly backup" })).toBeVisible();
  expect(linesWithSecret([await page.content()], secret)).toEqual([]);
  await page.goBack();
  await expect(rowOf(page, "Nightly backup")).toBeVisible();
  await expect(revealDialog(page)).toBeHidden();
  expect(linesWithSecret([await page.content(), page.url()], secret)).toEqual([]);
  const stored = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, history.state]));
  expect(linesWithSecret([stored], secret)).toEqual([]);

  expect(linesWithSecret(await dumpDatabase(db), secret)).toEqual([]);
  expect(linesWithSecret(server.logs().split("\n"), secret)).toEqual([]);
});

test("a secret in the place of a leaver's token stays, whatever becomes of that token meanwhile", async ({
  page,
  person,
  db,
}) => {
  const noor = await given.createUser(db, { firstName: "Noor", lastName: "Haddad" });
  const organisation = await organisationOf(db, person);
  await given.addMember(db, organisation, noor, "member");
  const laptop = await given.createToken(db, noor, { label: "Laptop" });
  await given.createOrganisationToken(db, organisation, { label: "Deploys", createdBy: noor });
  await signInAs(page, person, { db, path: `/organisations/${organisation.slug}/members` });
  await page.getByRole("button", { name: "Remove Noor Haddad" }).click();
  const dialog = page.getByRole("dialog", { name: "Remove Noor Haddad" });
  await dialog.getByRole("button", { name: "Replace Laptop" }).click();
  const secret = dialog.getByText(/^\w+_org_\w{36}$/);
  await expect(secret).toBeVisible();

  await db
    .updateTable("access_token")
    .set({ expires_at: new Date(Date.now() - 1_000) })
    .where("id", "=", laptop.id)
    .execute();
  await given.createOrganisationToken(db, organisation, { label: "Nightly", createdBy: noor });
  const popup = page.waitForEvent("popup");
  await dialog.getByRole("link", { name: /^Rotate Deploys/ }).click();
  await (await popup).close();
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange", { bubbles: true })));
  await expect(dialog.getByRole("link", { name: /^Rotate Nightly/ })).toBeVisible();
  await expect(secret).toBeVisible();
});

test("a reload, or leaving and coming back, ends the reveal after a warning", async ({ tokenList: page }) => {
  const warnings: string[] = [];
  page.on("dialog", (dialog) => {
    warnings.push(dialog.type());
    return dialog.accept();
  });
  const first = await createToken(page, "Reloaded");
  await page.reload();
  await expect(rowOf(page, "Reloaded")).toBeVisible();
  await expect(revealDialog(page)).toBeHidden();
  expect(linesWithSecret([await page.content()], first)).toEqual([]);

  const second = await createToken(page, "Left");
  // The cheapest other page.
  await page.goto("/api/health");
  await page.goBack();
  await expect(rowOf(page, "Left")).toBeVisible();
  await expect(revealDialog(page)).toBeHidden();
  expect(linesWithSecret([await page.content()], second)).toEqual([]);
  expect(warnings).toEqual(["beforeunload", "beforeunload"]);
});

async function openFromMenu(page: Page, name: string) {
  await page.getByRole("button", { name: "User menu" }).click();
  await page.getByRole("menuitem", { name }).click();
  await expect(page.getByRole("heading", { level: 1, name: new RegExp(`^${name}$`, "i") })).toBeVisible();
}
