import { curl } from "@/test/curl";
import { dumpDatabase, linesWithSecret } from "@/test/dump";
import { expect, test } from "./fixtures";
import { afterPoll, cellOf, createToken, finishReveal, revealDialog, rowOf } from "./token-pages";

test("the reveal stays through Escape and clicks outside until the secret is confirmed as stored", async ({
  tokenList: page,
}) => {
  const secret = await createToken(page, "Staging server");
  const reveal = revealDialog(page);

  await page.keyboard.press("Escape");
  await expect(reveal).toBeVisible();
  await page.mouse.click(5, 5);
  await expect(reveal).toBeVisible();
  await expect(reveal.getByRole("textbox", { name: "Secret", exact: true })).toHaveValue(secret);
  await expect(reveal.getByRole("button", { name: "Done" })).toBeDisabled();

  await finishReveal(page);
  await expect(rowOf(page, "Staging server")).toBeVisible();
});

test("copying or downloading the secret lets the reveal close", async ({ tokenList: page }) => {
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
