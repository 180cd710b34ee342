import type { BrowserContext } from "playwright/test";
import { connect } from "@/db/database";
import { createToken as insertToken } from "@/test/fixtures";
import { curl, hasCurl } from "@/test/http/curl";
import { expect, test } from "./fixtures";
import { afterPoll, cellOf, chooseInMenu, createToken, finishReveal, revealDialog, rowOf } from "./token-pages";

const PASSWORD = "four-gulls-over-the-breakwater";

test("a token works from the first minute of an instance until it is revoked, and its neighbour goes on", async ({
  page,
  context,
  freshServer,
}) => {
  test.skip(!(await hasCurl()), "curl is not installed");
  const me = `${freshServer.url}/iam/v3/me/`;
  const ask = (secret: string) => curl("-H", `Authorization: Token ${secret}`, me);

  await test.step("set the instance up with the link that the terminal printed", async () => {
    await page.clock.install();
    await page.goto(freshServer.setupLink);
    await page.getByLabel("E-mail").fill("ada@agency.example");
    await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
    await page.getByLabel("Organisation").fill("Harbour Studio");
    await page.getByRole("button", { name: "Create account" }).click();
    await page.getByRole("button", { name: "User menu" }).click();
  });

  const neighbour = await laptopTokenOf("ada@agency.example", freshServer);

  await test.step("go to the list of tokens", async () => {
    await page.getByRole("menuitem", { name: "Access Tokens" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Access tokens" })).toBeVisible();
  });

  const secret = await test.step("copy the secret", async () => {
    const shown = await createToken(page, "Deploy job");
    await revealDialog(page).getByRole("button", { name: "Copy", exact: true }).click();
    // It is on its way until then, and a tab that has lost the focus may not send it.
    await expect(revealDialog(page).getByRole("button", { name: "Done" })).toBeEnabled();
    expect(await pasted(context)).toBe(shown);
    await finishReveal(page);
    return shown;
  });
  await expect(cellOf(rowOf(page, "Deploy job"), "Last used")).toContainText("Never");

  await test.step("call the API with it", async () => {
    const answer = await ask(secret);
    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.body)).toMatchObject({ email: "ada@agency.example", token: { label: "Deploy job" } });
  });

  await test.step("see its use, without a reload", async () => {
    // The list asks every four seconds.
    await afterPoll(page, 4_000, (soon) =>
      expect(cellOf(rowOf(page, "Deploy job"), "Last used")).not.toContainText("Never", soon),
    );
    await expect(cellOf(rowOf(page, "Laptop"), "Last used")).toContainText("Never");
  });

  await test.step("revoke it", async () => {
    await chooseInMenu(rowOf(page, "Deploy job"), "Revoke…");
    const dialog = page.getByRole("dialog", { name: "Revoke token" });
    await dialog.getByRole("button", { name: "Revoke token" }).click();
    await expect(dialog).toBeHidden();
    await expect(rowOf(page, "Deploy job")).toHaveCount(0);
    await page.getByRole("navigation", { name: "Filter by status" }).getByRole("link", { name: "Revoked" }).click();
    await expect(rowOf(page, "Deploy job")).toContainText("Revoked");
  });

  expect((await ask(secret)).status).toBe(401);
  expect((await ask(neighbour)).status).toBe(200);
});

/** Another token of the same person. @returns its secret */
async function laptopTokenOf(email: string, { databaseUrl }: { databaseUrl: string }): Promise<string> {
  const db = connect(databaseUrl);
  const user = await db.selectFrom("user").select("id").where("email", "=", email).executeTakeFirstOrThrow();
  const { secret } = await insertToken(db, user, { label: "Laptop" });
  await db.destroy();
  return secret;
}

/** What a paste puts into another page of the same browser. */
async function pasted(context: BrowserContext): Promise<string> {
  const page = await context.newPage();
  await page.setContent("<label>Paste here <input></label>");
  await page.getByLabel("Paste here").press("ControlOrMeta+v");
  const text = await page.getByLabel("Paste here").inputValue();
  await page.close();
  return text;
}
