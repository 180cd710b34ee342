import { afterAll, expect, test } from "vitest";
import { authenticate } from "@/lib/access-token/authentication/authenticate";
import { createToken as createTokenByVerb } from "@/lib/access-token/create";
import { createTokenInput } from "@/lib/access-token/input";
import { revokeToken } from "@/lib/access-token/revocation/revoke";
import type { Principal } from "@/lib/authorization/principal";
import { savePreference } from "@/lib/notice/preference";
import { countUnread, listNotices } from "@/lib/notice/read";
import { changePassword } from "@/lib/password/change";
import { startSession } from "@/lib/session/sign-in";
import { createTestDatabase } from "@/test/database/database";
import { createToken, createUser, type TestToken, type TestUser } from "@/test/fixtures";
import { queuedMails, turnMailOn } from "@/test/mail/queued-mail";
import { signedInAs } from "@/test/principal";
import { notify } from "./notify";

turnMailOn();

const { db, destroy } = await createTestDatabase();
afterAll(destroy);

const FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
const SAFARI =
  "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15";
const at = (address: string, userAgent = FIREFOX) => ({ address, userAgent, requestId: "r" });
const kinds = async (user: TestUser) => (await listNotices(db, user.id, { limit: 50 })).map(({ kind }) => kind);
const mailed = async (user: TestUser) => (await queuedMails(db, user.email)).map(({ kind }) => kind);
const signIn = async (user: TestUser, client: ReturnType<typeof at>) =>
  await db.transaction().execute((trx) => startSession(trx, user, "password", client));

async function withToken(token: TestToken): Promise<Principal> {
  const answer = await authenticate(db, `Bearer ${token.secret}`, at("203.0.113.9", "curl/8"));
  if (answer.status !== "authenticated") throw new Error(`the token is refused: ${answer.status}`);
  return answer.principal;
}

test("a sign-in from another network or device is told, the first one and those from known places are not", async () => {
  const user = await createUser(db);
  await signIn(user, at("192.0.2.1"));
  await signIn(user, at("192.0.2.1"));
  expect(await kinds(user)).toEqual([]);
  await signIn(user, at("198.51.100.1"));
  await signIn(user, at("192.0.2.1", SAFARI));
  expect(await kinds(user)).toEqual(["new_sign_in", "new_sign_in"]);
  for (const client of [at("198.51.100.1"), at("192.0.2.1", SAFARI), at("192.0.2.1")]) await signIn(user, client);
  expect(await mailed(user)).toEqual(["new_sign_in", "new_sign_in"]);
  const [mail] = await queuedMails(db, user.email);
  expect(mail?.body.paragraphs.join(" ")).toContain("From 198.51.100.1.");
  expect(mail?.body.named).toEqual([{ what: "Device", text: "Firefox on Linux" }]);
  expect(mail?.body.actions.map(({ url }) => url)).toEqual(["https://tokens.agency.example/account/security"]);
});

test("a token made in the dashboard is mailed and rings no bell; one made with another token rings", async () => {
  const user = await createUser(db);
  const input = createTokenInput.parse({ label: "Laptop", purpose: "other", scopes: ["tokens:read"] });
  expect((await createTokenByVerb(db, signedInAs(user), input)).status).toBe("created");
  expect(await countUnread(db, user.id)).toBe(0);
  const maker = await createToken(db, user, { label: "Provisioner" });
  expect((await createTokenByVerb(db, await withToken(maker), input)).status).toBe("created");
  expect(await countUnread(db, user.id)).toBe(1);
  expect(await mailed(user)).toEqual(["token_created", "token_created"]);
  expect((await queuedMails(db, user.email))[1]?.body.named).toContainEqual({
    what: "Created with",
    text: "Provisioner",
  });
});

test("a revoke by another token is told, one by the owner or by the token itself is not, a leak is", async () => {
  const user = await createUser(db);
  const [maker, other, own, self, leaked] = await Promise.all(
    ["Provisioner", "Other", "Own", "Self", "Leaked"].map((label) => createToken(db, user, { label })),
  );
  if (!maker || !other || !own || !self || !leaked) throw new Error("five tokens were made");
  await revokeToken(db, signedInAs(user), { id: own.id, reason: null });
  await revokeToken(db, await withToken(self), { id: self.id, reason: null });
  expect(await kinds(user)).toEqual([]);
  await revokeToken(db, await withToken(maker), { id: other.id, reason: "Rolled over" });
  await revokeToken(db, await withToken(maker), { id: other.id, reason: "Again" });
  await revokeToken(db, await withToken(leaked), { id: leaked.id, reason: null, leaked: true });
  expect(await mailed(user)).toEqual(["token_revoked_by_other", "token_revoked_by_other"]);
  const [notice] = (await listNotices(db, user.id, { limit: 5 })).filter(({ tokenId }) => tokenId === other.id);
  expect(notice?.detail).toEqual({ label: "Other", by: "The token Provisioner", reason: "Rolled over" });
});

test("mail that may be turned off is; a changed password and a revoke by others are mailed all the same", async () => {
  const user = await createUser(db);
  const off = { newSignInEmail: false, tokenCreatedEmail: false, expiryEmail: false, expiryDashboard: false };
  await savePreference(db, user.id, off);
  await signIn(user, at("192.0.2.1"));
  const sessionId = await signIn(user, at("198.51.100.1"));
  const principal = { ...signedInAs(user), session: { ...signedInAs(user).session, id: sessionId } };
  const input = createTokenInput.parse({ label: "Laptop", purpose: "other", scopes: ["tokens:read"] });
  await createTokenByVerb(db, principal, input);
  expect(await mailed(user)).toEqual([]);
  expect((await kinds(user)).sort()).toEqual(["new_sign_in", "token_created"]);
  const changed = await changePassword(db, principal, { current: user.password, new: "nine-herons-by-the-weir" });
  expect(changed.status).toBe("changed");
  const [maker, other] = [await createToken(db, user), await createToken(db, user)];
  await revokeToken(db, await withToken(maker), { id: other.id, reason: null });
  expect(await mailed(user)).toEqual(["password_changed", "token_revoked_by_other"]);
});

test("a deactivated account is told of nothing, and nobody of one thing twice", async () => {
  const user = await createUser(db);
  const detail = { device: "Firefox on Linux", address: null };
  const notice = { kind: "new_sign_in", userId: user.id, dedupeKey: "one", detail } as const;
  const createdAt = new Date("2026-01-02T03:04:05.678Z");
  await notify(db, { ...notice, createdAt, read: true });
  await notify(db, notice);
  await db.updateTable("user").set({ deactivated_at: new Date() }).where("id", "=", user.id).execute();
  await notify(db, { ...notice, dedupeKey: "another" });
  expect(await listNotices(db, user.id, { limit: 50 })).toMatchObject([
    { createdAt, readAt: expect.any(Date), detail },
  ]);
  expect(await mailed(user)).toEqual(["new_sign_in"]);
});

test("nothing of it is left when what it tells of is undone", async () => {
  const user = await createUser(db);
  await signIn(user, at("192.0.2.1"));
  const failing = db.transaction().execute(async (trx) => {
    await startSession(trx, user, "password", at("198.51.100.1"));
    throw new Error("a later step fails");
  });
  await expect(failing).rejects.toThrow("a later step fails");
  expect(await kinds(user)).toEqual([]);
  expect(await mailed(user)).toEqual([]);
});
