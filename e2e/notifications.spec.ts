import { insertNotice } from "@/lib/notice/notify/insert";
import { createToken, createUser, PASSWORD } from "@/test/fixtures";
import { wordsOf } from "@/test/http/page-text";
import { expectAccessible, expectNoOverflow } from "./accessible";
import { login } from "./fixtures";
import { expect, linkIn, mailsTo, test } from "./with-mail";

const DAY_MS = 24 * 60 * 60 * 1000;
const OTHER_DEVICE =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1";

test.use({ contextOptions: { reducedMotion: "no-preference" } });

test("a sign-in from a new device is mailed, and rings the bell of who is signed in elsewhere", async ({
  person,
  signedIn,
  browser,
  server,
  smtp,
}) => {
  await signedIn.clock.install();
  await signedIn.goto("/account/access-tokens");
  await expect(signedIn.getByRole("button", { name: "Notifications", exact: true })).toBeVisible();
  const phone = await browser.newContext({ baseURL: server.url, userAgent: OTHER_DEVICE });
  await login(await phone.newPage(), person);
  await phone.close();
  // Half a minute at most after it is written, without a reload.
  const bell = signedIn.getByRole("button", { name: "Notifications, 1 unread" });
  await expect(async () => {
    await signedIn.clock.fastForward(30_000);
    await expect(bell).toBeVisible({ timeout: 2_000 });
  }).toPass();
  await expect(signedIn.getByRole("status").filter({ hasText: "1 unread notification" })).toBeAttached();

  const [mail] = await mailsTo(smtp, person.email);
  expect(mail?.subject).toBe("New sign-in · Latchkey");
  expect(mail?.text).toMatch(/From (::1|127\.0\.0\.1)\.[\s\S]*Device: “Safari on iPhone”/);
  const page = await signedIn.request.get(linkIn(mail, "/account/security"));
  expect(wordsOf(await page.text())).toContain("Safari on iPhone");
});

test("the bell is worked by keyboard, and following a notice to Rotate has it read", async ({
  signedIn,
  person,
  db,
}) => {
  const expiresAt = new Date(Date.now() + 7 * DAY_MS);
  const token = await createToken(db, person, { label: "Deploy to live", expiresAt });
  await insertNotice(db, {
    userId: person.id,
    kind: "token_expires",
    tokenId: token.id,
    dedupeKey: "expires",
    detail: { label: token.label, expires_at: expiresAt.toISOString() },
  });
  for (let n = 0; n < 11; n++) {
    const detail = { device: "Firefox on Linux", address: "192.0.2.7" };
    const createdAt = new Date(Date.now() - (n + 1) * DAY_MS);
    await insertNotice(db, { userId: person.id, kind: "new_sign_in", dedupeKey: `s${n}`, detail, createdAt });
  }
  await signedIn.goto("/account/access-tokens");
  const bell = signedIn.getByRole("button", { name: "Notifications, 12 unread" });
  await expect(bell).toHaveText("12");
  await bell.focus();
  await signedIn.keyboard.press("Enter");
  const list = signedIn.getByRole("dialog", { name: "Notifications" });
  await expect(list.getByText("Deploy to live expires in 7 days")).toBeVisible();
  await expectAccessible(signedIn, "the bell");
  await signedIn.keyboard.press("Escape");
  await expect(bell).toBeFocused();

  await signedIn.keyboard.press("Enter");
  await list.getByRole("button", { name: "Mark as read: New sign-in" }).first().click();
  await expect(signedIn.getByRole("button", { name: "Notifications, 11 unread" })).toBeVisible();
  await list.getByRole("link", { name: /^Extend: Deploy to live/ }).focus();
  await list.getByRole("link", { name: /^Rotate: Deploy to live/ }).click();
  await expect(signedIn).toHaveURL(new RegExp(`/account/access-tokens/${token.id}`));
  await expect(signedIn.getByRole("dialog", { name: "Rotate token" })).toBeVisible();
  await expect
    .poll(async () => (await db.selectFrom("notice").select("read_at").where("token_id", "=", token.id).execute())[0])
    .toEqual({ read_at: expect.any(Date) });
  // What the server shows of the notice follows, and leaves the dialog alone.
  await expect(signedIn.getByRole("dialog", { name: "Rotate token" })).toBeVisible();
});

test("the history goes back page by page, and all of it can be marked as read", async ({ signedIn, person, db }) => {
  const words = async (path: string) => wordsOf(await (await signedIn.request.get(path)).text());
  expect(await words("/account/notifications")).toContain("Nothing yet");
  for (let n = 0; n < 25; n++) {
    const detail = { device: `Device ${n}`, address: null };
    const createdAt = new Date(Date.now() - n * DAY_MS);
    await insertNotice(db, { userId: person.id, kind: "new_sign_in", dedupeKey: `s${n}`, detail, createdAt });
  }
  await signedIn.goto("/account/notifications");
  const history = signedIn.getByRole("region", { name: "History" });
  await expect(history.getByRole("listitem")).toHaveCount(20);
  await expectAccessible(signedIn, "notifications");
  const size = signedIn.viewportSize();
  await signedIn.setViewportSize({ width: 360, height: 800 });
  await expectNoOverflow(signedIn, "notifications at 360 px");
  if (size) await signedIn.setViewportSize(size);
  await history.getByRole("link", { name: "Older" }).click();
  await expect(history.getByRole("listitem")).toHaveCount(5);
  await expect(history.getByText("Device 24")).toBeVisible();
  await history.getByRole("button", { name: "Mark all as read" }).click();
  await expect(history.getByText("All read.")).toBeVisible();
  await expect(signedIn.getByRole("button", { name: "Notifications", exact: true })).toBeVisible();
  const devices = (await words("/account/notifications?before=not-a-notice")).match(/Device \d+/g) ?? [];
  expect(new Set(devices).size).toBe(20);
});

test("what a person does not want by mail is not mailed; a revoke by another token is all the same", async ({
  tokenList: signedIn,
  person,
  db,
  smtp,
  request,
}) => {
  await signedIn.getByRole("button", { name: "User menu" }).click();
  await signedIn.getByRole("menuitem", { name: "Notifications" }).click();
  const maker = await createToken(db, person, { label: "Provisioner" });
  const headers = { Authorization: `Bearer ${maker.secret}` };
  const create = async (label: string) => {
    const data = { label, purpose: "other", scopes: ["tokens:read"] };
    const answer = await request.post("/iam/v3/access-tokens/", { headers, data });
    expect(answer.status()).toBe(201);
    return (await answer.json()).uuid;
  };
  await create("First");
  const mails = await mailsTo(smtp, person.email);
  expect(mails.map(({ subject }) => subject)).toEqual(["An access token was created: “First”"]);
  expect(mails[0]?.headers.get("list")).toMatchObject({
    unsubscribe: { url: expect.stringMatching(/notifications$/) },
  });

  await signedIn.getByRole("checkbox", { name: "Tokens created" }).uncheck();
  await signedIn.getByRole("button", { name: "Save preferences" }).click();
  await expect(signedIn.getByText("Preferences saved").first()).toBeVisible();
  await signedIn.reload();
  await expect(signedIn.getByRole("checkbox", { name: "Tokens created" })).not.toBeChecked();
  await expect(signedIn.getByRole("checkbox", { name: "By mail" })).toBeChecked();

  const second = await create("Second");
  expect((await request.delete(`/iam/v3/access-tokens/${second}/`, { headers })).status()).toBe(204);
  const after = await mailsTo(smtp, person.email, 2);
  expect(after.map(({ subject }) => subject)).toEqual([
    "An access token was created: “First”",
    "An access token was revoked: “Second”",
  ]);
});

test("whoever signs in after somebody else in the same tab sees nothing of that person's notices", async ({
  signedIn,
  person,
  db,
}) => {
  const detail = { device: "Firefox on Linux", address: "192.0.2.77" };
  await insertNotice(db, { userId: person.id, kind: "new_sign_in", dedupeKey: "mine", detail });
  await signedIn.goto("/account/access-tokens");
  await signedIn.getByRole("button", { name: "Notifications, 1 unread" }).click();
  await expect(signedIn.getByText("192.0.2.77")).toBeVisible();
  await signedIn.keyboard.press("Escape");
  // It gives the focus back when it is gone, which would close a menu that is opened before.
  await expect(signedIn.getByRole("dialog", { name: "Notifications" })).toHaveCount(0);
  await signedIn.getByRole("button", { name: "User menu" }).click();
  await signedIn.getByRole("menuitem", { name: "Sign out" }).click();

  const next = await createUser(db);
  await signedIn.getByRole("main").getByRole("link", { name: "Sign in" }).first().click();
  await signedIn.getByLabel("E-mail").fill(next.email);
  await signedIn.getByLabel("Password", { exact: true }).fill(PASSWORD);
  // What the server would say of the next person does not come in time.
  await signedIn.route("**/account/notifications/bell", () => undefined);
  await signedIn.getByRole("button", { name: "Sign in", exact: true }).click();
  await signedIn.getByRole("button", { name: "Notifications", exact: true }).click();
  const list = signedIn.getByRole("dialog", { name: "Notifications" });
  await expect(list).toBeVisible();
  await expect(list.getByText("192.0.2.77")).toHaveCount(0);
});
