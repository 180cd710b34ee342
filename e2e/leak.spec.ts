import { createToken } from "@/test/fixtures";
import { ask, make, revoke, rotate } from "./api";
import { expect, test } from "./fixtures";
import { afterPoll, finishReveal, openRotateDialog, revealDialog, revealedSecret, rotation } from "./token-pages";

const RETIRED = { status: 401, code: "token_retired" };
/** How often the page of a token asks while no rotation runs. */
const QUIET_POLL_MS = 15_000;
const REVOKED = { status: 401, code: "token_revoked" };

test("a leaked secret of a token that must live is replaced at once, also while another waits or an overlap runs", async ({
  signedIn: page,
  person,
  db,
  server,
}) => {
  const caller = await createToken(db, person, { label: "Caller" });
  const token = await createToken(db, person, {});
  const replace = async () => {
    const dialog = await openRotateDialog(page);
    await dialog.getByRole("radio", { name: "Leaked: replace now" }).check();
    await expect(dialog).toContainText("will be denied from now on");
    await dialog.getByRole("button", { name: "Replace now" }).click();
    const secret = await revealedSecret(page);
    await expect(revealDialog(page)).toContainText("the old one doesn’t");
    await finishReveal(page);
    return secret;
  };
  const waiting = await rotate(server.url, caller.secret, token.id);
  await page.clock.install();
  await page.goto(`/account/access-tokens/${token.id}`);
  await expect(rotation(page)).toContainText(`…${waiting.slice(-4)} hasn’t been used yet`);
  const replaced = await replace();
  expect(await ask(server.url, token.secret)).toEqual(RETIRED);
  expect(await ask(server.url, waiting)).toEqual(RETIRED);
  expect(await ask(server.url, replaced)).toEqual({ status: 200 });

  const overlapping = await rotate(server.url, caller.secret, token.id);
  expect(await ask(server.url, overlapping)).toEqual({ status: 200 });
  await afterPoll(page, QUIET_POLL_MS, (soon) => expect(rotation(page)).toContainText("Both secrets work", soon));
  const last = await replace();
  for (const secret of [replaced, overlapping]) expect(await ask(server.url, secret)).toEqual(RETIRED);
  expect(await ask(server.url, last)).toEqual({ status: 200 });
  await expect(rotation(page).getByRole("button", { name: "Rotate" })).toBeVisible();
});

test("during an overlap the dialog chooses nothing by itself, and offers no second rotation", async ({
  signedIn: page,
  person,
  db,
  server,
}) => {
  const caller = await createToken(db, person, { label: "Caller" });
  const token = await createToken(db, person, {});
  await ask(server.url, await rotate(server.url, caller.secret, token.id));
  await page.goto(`/account/access-tokens/${token.id}`);
  await expect(rotation(page)).toContainText("Both secrets work");
  const dialog = await openRotateDialog(page);
  await expect(dialog).toContainText("An overlap is in progress");
  await expect(dialog.getByRole("radio", { name: "Planned rotation" })).toBeDisabled();
  await expect(dialog.getByRole("radio", { checked: true })).toHaveCount(0);
  await expect(dialog.getByRole("button", { name: "Generate secret" })).toBeDisabled();
});

test("a leaked token is revoked for good with all that it made, which the dialog names before", async ({
  signedIn: page,
  person,
  db,
  server,
}) => {
  const token = await createToken(db, person, { label: "Leaked" });
  const neighbour = await createToken(db, person, { label: "Neighbour" });
  const made = await make(server.url, token.secret, "Made by the thief");
  const further = await make(server.url, made, "Made by that one");

  await page.goto(`/account/access-tokens/${token.id}`);
  await page.getByRole("button", { name: "Revoke", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Revoke token" });
  await dialog.getByRole("radio", { name: "Leaked: permanently revoke it and everything it created" }).check();
  await expect(dialog.getByRole("list", { name: "Tokens created with it" }).getByRole("listitem")).toHaveText([
    /Made by that one/,
    /Made by the thief/,
  ]);
  await dialog.getByRole("button", { name: "Revoke permanently" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("listitem").filter({ hasText: "permanently revoked" })).toContainText(
    "and 2 tokens created with it",
  );
  for (const secret of [token.secret, made, further]) expect(await ask(server.url, secret)).toEqual(REVOKED);
  expect(await ask(server.url, neighbour.secret)).toEqual({ status: 200 });

  await expect(page.getByRole("region", { name: "Life of this token" })).toContainText("as leaked");
  await expect(page.getByRole("button", { name: /Undo/ })).toHaveCount(0);
  await expect(rotation(page)).toBeHidden();
});

test("whoever is about to revoke a leaked token that must live is led to replacing its secret", async ({
  signedIn: page,
  person,
  db,
  server,
}) => {
  const token = await createToken(db, person, { label: "Must live" });
  await page.goto(`/account/access-tokens/${token.id}`);
  await page.getByRole("button", { name: "Revoke", exact: true }).click();
  const revoke = page.getByRole("dialog", { name: "Revoke token" });
  await revoke.getByRole("radio", { name: /^Leaked/ }).check();
  await expect(revoke).toContainText("It created no token that’s still active.");
  await revoke.getByRole("button", { name: "Replace its secret now" }).click();
  const dialog = page.getByRole("dialog", { name: "Rotate token" });
  await expect(dialog.getByRole("radio", { name: "Leaked: replace now" })).toBeChecked();
  expect(await ask(server.url, token.secret)).toEqual({ status: 200 });
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "Revoke", exact: true })).toBeFocused();
});

test("a revoke that could be undone becomes final once it turns out that the token leaked", async ({
  signedIn: page,
  person,
  db,
  server,
}) => {
  const caller = await createToken(db, person, { label: "Caller" });
  const token = await createToken(db, person, { label: "Seen in a log" });
  const made = await make(server.url, token.secret, "Made with it");
  await revoke(server.url, caller.secret, token.id);
  expect(await ask(server.url, token.secret)).toEqual(REVOKED);
  expect(await ask(server.url, made)).toEqual({ status: 200 });

  await page.goto(`/account/access-tokens/${token.id}`);
  await expect(page.getByRole("button", { name: "Undo revoke" })).toBeVisible();
  await page.getByRole("button", { name: "It leaked" }).click();
  const dialog = page.getByRole("dialog", { name: "Revoke token" });
  await expect(dialog).toContainText("Made with it");
  await dialog.getByRole("button", { name: "Revoke permanently" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("button", { name: "Undo revoke" })).toHaveCount(0);
  for (const secret of [token.secret, made]) expect(await ask(server.url, secret)).toEqual(REVOKED);
});
