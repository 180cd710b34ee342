import { createToken } from "@/test/fixtures";
import { ask, make, rotate } from "./api";
import { expect, test } from "./fixtures";
import {
  afterPoll,
  finishReveal,
  openAdvanced,
  openRotateDialog,
  revealDialog,
  revealedSecret,
  rotation,
  rowOf,
} from "./token-pages";

const REFUSED = { status: 401, code: "token_retired" };
const HOUR_MS = 60 * 60 * 1000;
/** How often the page of a token asks while a rotation runs. */
const POLL_MS = 3_000;

test("a rotation breaks nothing: both secrets work, the page shows who uses which, and ends the old one when it is told to", async ({
  signedIn: page,
  person,
  db,
  server,
}) => {
  const caller = await createToken(db, person, { label: "Caller" });
  const old = await make(server.url, caller.secret, "Deploy job");
  const { id } = await db
    .selectFrom("access_token")
    .select("id")
    .where("user_id", "=", person.id)
    .where("label", "=", "Deploy job")
    .executeTakeFirstOrThrow();
  await page.clock.install();
  await page.goto(`/account/access-tokens/${id}`);
  await expect(rotation(page)).toContainText("Not rotated yet");

  const fresh = await test.step("rotate: a look at the new secret is no use of it", async () => {
    const dialog = await openRotateDialog(page);
    await expect(dialog.getByLabel("The old secret ends")).toHaveValue("86400");
    await dialog.getByRole("button", { name: "Generate secret" }).click();
    const secret = await revealedSecret(page);
    await revealDialog(page).getByRole("button", { name: "Test it" }).click();
    await expect(revealDialog(page)).toContainText("not used yet: this test doesn’t count as a use.");
    await finishReveal(page);
    expect(secret).not.toBe(old);
    return secret;
  });

  await test.step("the old secret works, and nothing has begun", async () => {
    expect(await ask(server.url, old, "old-runner/1.0")).toEqual({ status: 200 });
    await expect(rotation(page)).toContainText(`…${fresh.slice(-4)} hasn’t been used yet`);
    await expect(rotation(page)).toContainText(`…${old.slice(-4)}, keeps working`);
    await expect(rotation(page)).toContainText("Lapses in 7 days");
  });

  await test.step("the new one is used: the page sees it without a reload", async () => {
    expect(await ask(server.url, fresh, "new-runner/2.0")).toEqual({ status: 200 });
    await afterPoll(page, POLL_MS, (soon) => expect(rotation(page)).toContainText("Both secrets work", soon));
    await expect(rotation(page)).toContainText("Old secret ends in 1 day");
  });

  await test.step("both work, and the page shows both uses", async () => {
    expect(await ask(server.url, old, "old-runner/1.0")).toEqual({ status: 200 });
    expect(await ask(server.url, fresh, "new-runner/2.0")).toEqual({ status: 200 });
    const oldUse = rotation(page).getByRole("region", { name: /^Old secret/ });
    await afterPoll(page, POLL_MS, (soon) => expect(oldUse).toContainText("2 requests", soon));
    await expect(oldUse).toContainText(/Still used by.*old-runner 1\.0.*(127\.0\.0\.1|::1) GET \/iam\/v3\/me\//);
    await expect(oldUse).not.toContainText("new-runner");
    const newUse = rotation(page).getByRole("region", { name: /^New secret/ });
    await afterPoll(page, POLL_MS, (soon) => expect(newUse).toContainText(/new-runner 2\.0.*2 requests/, soon));
    await expect(newUse).not.toContainText("old-runner");
  });

  await test.step("end the overlap, knowing who used the old secret in the last hour", async () => {
    await rotation(page).getByRole("button", { name: "End now" }).click();
    const dialog = page.getByRole("dialog", { name: "End the overlap now" });
    await expect(dialog).toContainText(/In the last hour the old secret was used by:.*old-runner 1\.0/);
    await dialog.getByRole("button", { name: "End now" }).click();
    await expect(dialog).toBeHidden();
    await expect(rotation(page)).toContainText(/Secret .* generated/);
  });

  expect(await ask(server.url, old)).toEqual(REFUSED);
  expect(await ask(server.url, fresh)).toEqual({ status: 200 });
});

test("an answer that was lost costs nothing: asking again gives another secret, and the one in use works", async ({
  signedIn: page,
  person,
  db,
  server,
  expectConsoleError,
}) => {
  expectConsoleError(/Failed to load resource/);
  const token = await createToken(db, person, {});
  await page.goto(`/account/access-tokens/${token.id}`);
  const dialog = await openRotateDialog(page);
  // The server does it; its answer does not arrive.
  await page.route("**/account/access-tokens/**", async (route) => {
    if (route.request().method() !== "POST") return await route.fallback();
    await route.fetch();
    await route.abort();
  });
  await dialog.getByRole("button", { name: "Generate secret" }).click();
  await expect(dialog.getByRole("alert")).toContainText("Trying again is safe");
  await page.unrouteAll();
  await dialog.getByRole("button", { name: "Generate secret" }).click();
  const secret = await revealedSecret(page);
  await finishReveal(page);

  const made = await db.selectFrom("access_token_secret").select("state").where("token_id", "=", token.id).execute();
  expect(made.map(({ state }) => state).sort()).toEqual(["current", "pending", "retired"]);
  expect(await ask(server.url, token.secret)).toEqual({ status: 200 });
  expect(await ask(server.url, secret)).toEqual({ status: 200 });
});

test("asking again replaces the waiting secret only, and cancelling ends it", async ({
  signedIn: page,
  person,
  db,
  server,
}) => {
  const caller = await createToken(db, person, { label: "Caller" });
  const token = await createToken(db, person, {});
  const first = await rotate(server.url, caller.secret, token.id);
  await page.goto(`/account/access-tokens/${token.id}`);
  const dialog = await openRotateDialog(page);
  await expect(dialog).toContainText(`…${first.slice(-4)} hasn’t been used yet`);
  await dialog.getByRole("button", { name: "Generate secret" }).click();
  const second = await revealedSecret(page);
  await finishReveal(page);
  expect(await ask(server.url, first)).toEqual(REFUSED);
  await expect(rotation(page)).toContainText(`…${second.slice(-4)} hasn’t been used yet`);

  await rotation(page).getByRole("button", { name: "Cancel rotation" }).click();
  const cancel = page.getByRole("dialog", { name: "Cancel the rotation" });
  await cancel.getByRole("button", { name: "Cancel rotation" }).click();
  await expect(cancel).toBeHidden();
  await expect(rotation(page).getByRole("button", { name: "Rotate" })).toBeVisible();
  expect(await ask(server.url, second)).toEqual(REFUSED);
  expect(await ask(server.url, token.secret)).toEqual({ status: 200 });
});

test("an overlap is extended to a date that is written out, up to seven days in all", async ({
  signedIn: page,
  person,
  db,
  server,
}) => {
  const caller = await createToken(db, person, { label: "Caller" });
  const token = await createToken(db, person, { label: "Long move" });
  await ask(server.url, await rotate(server.url, caller.secret, token.id, { overlap: 3_600 }));
  await page.goto(`/account/access-tokens/${token.id}`);
  await expect(rotation(page)).toContainText("Old secret ends in 1 hour");

  const extend = async (choice: string) => {
    await rotation(page).getByRole("button", { name: "Extend" }).click();
    const dialog = page.getByRole("dialog", { name: "Extend the overlap" });
    await dialog.getByRole("radio", { name: choice }).check();
    await dialog.getByRole("button", { name: "Extend" }).click();
    await expect(dialog).toBeHidden();
  };
  await extend("24 hours longer");
  await expect(rotation(page)).toContainText("Old secret ends in 1 day");
  await extend("As long as possible");
  await expect(rotation(page)).toContainText("Old secret ends in 7 days");
  await expect(rotation(page)).toContainText("It can’t be extended: seven days in total");
  await expect(rotation(page).getByRole("button", { name: "Extend" })).toBeHidden();
  // The focus is somewhere, though what opened the dialog is gone.
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
});

test("an overlap ends with the token, and the dialog says so before", async ({
  signedIn: page,
  person,
  db,
  server,
}) => {
  const token = await createToken(db, person, { expiresAt: new Date(Date.now() + 2 * HOUR_MS) });
  await page.clock.install();
  await page.goto(`/account/access-tokens/${token.id}`);
  const dialog = await openRotateDialog(page);
  await expect(dialog).toContainText("The token expires then, which ends the overlap.");
  await dialog.getByLabel("The old secret ends").selectOption("3600");
  await expect(dialog).not.toContainText("The token expires then");
  await dialog.getByLabel("The old secret ends").selectOption("604800");
  await dialog.getByRole("button", { name: "Generate secret" }).click();
  const secret = await revealedSecret(page);
  await finishReveal(page);
  await ask(server.url, secret);
  await afterPoll(page, POLL_MS, (soon) => expect(rotation(page)).toContainText("Old secret ends in 2 hours", soon));
  await expect(rotation(page)).toContainText("It can’t be extended");
});

test("a link opens the dialog to rotate or to extend, and the address forgets it", async ({
  signedIn: page,
  person,
  db,
}) => {
  const token = await createToken(db, person, { expiresAt: new Date(Date.now() + 24 * HOUR_MS) });
  const expired = await createToken(db, person, { expiresAt: new Date(Date.now() - HOUR_MS) });
  const path = `/account/access-tokens/${token.id}`;
  await page.goto(`${path}?rotate=1`);
  await expect(page.getByRole("dialog", { name: "Rotate token" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page).toHaveURL(new RegExp(`${path}$`));

  await page.goto(`${path}?extend=1`);
  await expect(page.getByRole("dialog", { name: "Edit token" }).getByLabel("Expiration")).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(page).toHaveURL(new RegExp(`${path}$`));

  // One that has expired cannot be rotated, and its page says what can be done.
  await page.goto(`/account/access-tokens/${expired.id}?rotate=1`);
  await expect(rotation(page)).toContainText("Expired tokens can’t be rotated.");
  await expect(page.getByRole("dialog")).toBeHidden();
  await rotation(page).getByRole("button", { name: "Extend" }).click();
  await expect(page.getByRole("dialog", { name: "Edit token" }).getByLabel("Expiration")).toBeFocused();
});

test("the list says which tokens are being rotated", async ({ signedIn: page, person, db, server }) => {
  const caller = await createToken(db, person, { label: "Caller" });
  const waiting = await createToken(db, person, { label: "Waits" });
  const rotating = await createToken(db, person, { label: "Moves" });
  await rotate(server.url, caller.secret, waiting.id);
  await ask(server.url, await rotate(server.url, caller.secret, rotating.id));
  await page.goto("/account/access-tokens");
  await expect(rowOf(page, "Waits")).toContainText("Rotation pending");
  await expect(rowOf(page, "Moves")).toContainText("Rotating");
  await expect(rowOf(page, "Caller")).not.toContainText(/Rotating|New secret/);
});

test("a rotation goes by keyboard alone, and a stray Escape does not lose the new secret", async ({
  signedIn: page,
  person,
  db,
}) => {
  const token = await createToken(db, person, {});
  await page.goto(`/account/access-tokens/${token.id}`);
  const rotateButton = rotation(page).getByRole("button", { name: "Rotate" });
  await rotateButton.press("Enter");
  await expect(page.getByRole("radio", { name: "Planned rotation" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(rotateButton).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("radio", { name: "Planned rotation" })).toBeFocused();
  await page.keyboard.press("Enter");
  const secret = await revealedSecret(page);
  await page.keyboard.press("Escape");
  await page.getByRole("alertdialog").getByRole("button", { name: "Stay" }).press("Enter");
  expect(await revealedSecret(page)).toBe(secret);
  await revealDialog(page).getByRole("checkbox", { name: "I have stored this secret" }).press("Space");
  await page.keyboard.press("Escape");
  await expect(revealDialog(page)).toBeHidden();
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
});

test("a token rotates itself once its owner ticks that, and no longer when it is unticked", async ({
  signedIn: page,
  person,
  db,
  server,
}) => {
  const token = await createToken(db, person, { scopes: ["deployments:read"] });
  const rotateItself = async () =>
    await fetch(`${server.url}/iam/v3/access-tokens/self/rotate/`, {
      method: "POST",
      headers: { Authorization: `Bearer ${token.secret}` },
    });
  const tick = async (may: boolean) => {
    const dialog = page.getByRole("dialog", { name: "Edit token" });
    await openAdvanced(dialog);
    await dialog.getByRole("checkbox", { name: "Allow self-rotation" }).setChecked(may);
    await dialog.getByRole("button", { name: "Save changes" }).click();
    await expect(dialog).toBeHidden();
  };
  expect((await rotateItself()).status).toBe(403);
  await page.goto(`/account/access-tokens/${token.id}?edit=1`);
  await tick(true);
  expect((await rotateItself()).status).toBe(201);
  await page.getByRole("button", { name: "Edit", exact: true }).click();
  await tick(false);
  expect((await rotateItself()).status).toBe(403);
});
