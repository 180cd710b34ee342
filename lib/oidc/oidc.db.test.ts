import { sql } from "kysely";
import { afterAll, expect, test } from "vitest";
import { insertIdentity } from "@/db/account/oidc-identity";
import { listProvedInvitations } from "@/db/organisation/invitation-acceptance";
import { acceptProvedInvitation } from "@/lib/invitation/accept";
import { checkSession } from "@/lib/session/check-session";
import { createTestDatabase } from "@/test/database/database";
import { createUser } from "@/test/fixtures";
import { invitations } from "@/test/invitation";
import { turnMailOn } from "@/test/mail/queued-mail";
import { signIn } from "@/test/session";
import { confirmIdentity } from "./confirm";
import { connectIdentity, disconnectIdentity } from "./connect";
import type { Identity } from "./identity";
import { signInWithIdentity } from "./sign-in";

turnMailOn();

const { db, destroy } = await createTestDatabase();
afterAll(destroy);
const { invited } = invitations(db);

const client = { address: "192.0.2.7", userAgent: "Firefox", requestId: "r" };
let subjects = 0;
const newIdentity = (given: Partial<Identity> = {}): Identity => {
  const subject = `subject-${++subjects}`;
  const email = `${subject}@id.example`;
  const names = { firstName: "Noor", lastName: "Haddad", timezone: "UTC" };
  return {
    issuer: "https://id.example",
    subject,
    email,
    emailVerified: true,
    ...names,
    authenticatedAt: null,
    ...given,
  };
};

const signedIn = async () => await signIn(db, await createUser(db));

test("before the first account is made nobody signs up", async () => {
  expect(await signInWithIdentity(db, newIdentity(), "open", client)).toEqual({ status: "unknown_identity" });
});

test("twenty sign-ups of one identity at once make one account, and all are signed in to it", async () => {
  await createUser(db);
  const identity = newIdentity();
  const results = await Promise.all(Array.from({ length: 20 }, () => signInWithIdentity(db, identity, "open", client)));
  expect(results.map(({ status }) => status)).toEqual(Array(20).fill("signed_in"));
  const users = await db
    .selectFrom("user")
    .select("id")
    .where("email", "=", identity.email ?? "")
    .execute();
  expect(users).toHaveLength(1);
});

test("the same subject of another issuer is somebody else", async () => {
  const principal = await signedIn();
  const identity = newIdentity();
  await connectIdentity(db, principal, identity);
  const other = { ...identity, issuer: "https://other.example" };
  expect(await signInWithIdentity(db, other, "invite", client)).toEqual({ status: "unknown_identity" });
});

test("a sign-in at the provider from before it was asked for is not fresh", async () => {
  const principal = await signedIn();
  const askedAt = new Date();
  const identity = newIdentity({ authenticatedAt: new Date(askedAt.getTime() - 61_000) });
  await connectIdentity(db, principal, identity);
  expect(await confirmIdentity(db, principal, identity, askedAt)).toBe("not_fresh");
  const now = { ...identity, authenticatedAt: askedAt };
  expect(await confirmIdentity(db, principal, now, askedAt)).toBe("confirmed");
  expect(await confirmIdentity(db, await signedIn(), now, askedAt)).toBe("other_person");
});

test("an answer that does not say when the person signed in is not fresh", async () => {
  // The request passes through the browser, whose user can take `max_age` and `prompt` out of it.
  const principal = await signedIn();
  const identity = newIdentity();
  await connectIdentity(db, principal, identity);
  expect(await confirmIdentity(db, principal, identity, new Date())).toBe("not_fresh");
});

test("a sign-in is as fresh as the provider says that it is", async () => {
  const principal = await signedIn();
  const hourAgo = new Date(Math.floor(Date.now() / 1000) * 1000 - 3_600_000);
  const identity = newIdentity({ authenticatedAt: hourAgo });
  await connectIdentity(db, principal, identity);
  const result = await signInWithIdentity(db, identity, "invite", client);
  if (result.status !== "signed_in") throw new Error(`not signed in: ${result.status}`);
  expect((await checkSession(db, result.sessionId, client))?.session.authenticatedAt).toEqual(hourAgo);
  const ahead = { ...identity, authenticatedAt: new Date(Date.now() + 3_600_000) };
  const early = await signInWithIdentity(db, ahead, "invite", client);
  if (early.status !== "signed_in") throw new Error(`not signed in: ${early.status}`);
  const session = await checkSession(db, early.sessionId, client);
  expect(session?.session.authenticatedAt.getTime()).toBeLessThanOrEqual(session?.now.getTime() ?? 0);
});

test("the last way in stays: of two identities disconnected at once one remains", async () => {
  const principal = await signedIn();
  await sql`update "user" set password_hash = null where id = ${principal.user.id}`.execute(db);
  for (const { issuer, subject, email } of [newIdentity(), newIdentity()]) {
    await insertIdentity(db, { user_id: principal.user.id, issuer, subject, email });
  }
  const identities = await db
    .selectFrom("oidc_identity")
    .select("id")
    .where("user_id", "=", principal.user.id)
    .execute();
  const outcomes = await Promise.all(identities.map(({ id }) => disconnectIdentity(db, principal, id)));
  expect(outcomes.sort()).toEqual(["disconnected", "last_way_in"]);
});

test("disconnecting asks for a fresh session, and takes only one's own", async () => {
  const [principal, stranger] = [await signedIn(), await signedIn()];
  await connectIdentity(db, principal, newIdentity());
  const row = await db
    .selectFrom("oidc_identity")
    .select("id")
    .where("user_id", "=", principal.user.id)
    .executeTakeFirstOrThrow();
  expect(await disconnectIdentity(db, stranger, row.id)).toBe("not_found");
  const old = { ...principal, session: { ...principal.session, authenticatedAt: new Date(0) } };
  expect(await disconnectIdentity(db, old, row.id)).toBe("not_fresh");
  expect(await disconnectIdentity(db, principal, row.id)).toBe("disconnected");
});

test("where accounts are by invitation, a confirmed address that is invited makes an account that finds the invitation", async () => {
  const { organisation, invitation, email } = await invited({ role: "member" });
  const identity = newIdentity({ email: email.toUpperCase() });
  const arrivals = await Promise.all(
    Array.from({ length: 5 }, () => signInWithIdentity(db, identity, "invite", client)),
  );
  expect(arrivals.map(({ status }) => status)).toEqual(Array(5).fill("signed_in"));
  const [first] = arrivals;
  if (first?.status !== "signed_in") throw new Error("nobody is signed in");
  const principal = await checkSession(db, first.sessionId, client);
  if (principal === undefined) throw new Error("the session is not live");
  expect(principal.organisations).toEqual([]);
  expect(await listProvedInvitations(db, principal.user.id)).toMatchObject([{ id: invitation.id }]);
  const accepted = await acceptProvedInvitation(db, principal, invitation.id);
  expect(accepted).toEqual({ status: "accepted", slug: organisation.slug });
  expect((await signInWithIdentity(db, identity, "invite", client)).status).toBe("signed_in");
});

test.each([
  ["an address that the provider does not confirm", { emailVerified: false }, undefined],
  ["no address", { email: null, emailVerified: false }, undefined],
  ["another address", { email: "somebody.else@id.example" }, undefined],
  ["an invitation that has expired", {}, { expires_at: new Date(0) }],
  ["an invitation that was revoked", {}, { revoked_at: new Date() }],
  ["an invitation that was accepted", {}, { accepted_at: new Date() }],
])("where accounts are by invitation, %s makes none", async (_, told, change) => {
  const { email, invitation } = await invited();
  if (change !== undefined) await db.updateTable("invitation").set(change).where("id", "=", invitation.id).execute();
  const users = async () => (await db.selectFrom("user").select("id").execute()).length;
  const before = await users();
  const identity = newIdentity({ email, ...told });
  expect(await signInWithIdentity(db, identity, "invite", client)).toEqual({ status: "unknown_identity" });
  expect(await users()).toBe(before);
});

test("an invitation connects no identity to an account that there is", async () => {
  const user = await createUser(db);
  await invited({ email: user.email });
  const identity = newIdentity({ email: user.email });
  expect(await signInWithIdentity(db, identity, "invite", client)).toEqual({ status: "email_taken" });
});
