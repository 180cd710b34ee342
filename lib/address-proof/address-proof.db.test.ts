import { sql } from "kysely";
import { afterAll, expect, test } from "vitest";
import { findIdentitiesOfUser, insertIdentity } from "@/db/account/oidc-identity";
import { findLiveSessionsOfUser } from "@/db/account/session";
import { findUser } from "@/db/account/user";
import { authenticate } from "@/lib/access-token/authentication/authenticate";
import { createToken as makeToken } from "@/lib/access-token/create";
import { createTokenInput } from "@/lib/access-token/input";
import { revokeToken } from "@/lib/access-token/revocation/revoke";
import { undoRevoke } from "@/lib/access-token/revocation/undo";
import { accountActivityMessage } from "@/lib/activity/account-message";
import { NO_NAMES } from "@/lib/activity/names";
import { inviteInput } from "@/lib/invitation/input";
import { invite } from "@/lib/invitation/invite";
import { connectIdentity } from "@/lib/oidc/connect";
import { signInWithIdentity } from "@/lib/oidc/sign-in";
import { createOrganisation } from "@/lib/organisation/create";
import { requestReset } from "@/lib/password/request-reset";
import { resetWithCode } from "@/lib/password/reset";
import { createFirstAccount, firstAccountInput } from "@/lib/setup/create-first-account";
import { resetPassword } from "@/lib/user/reset-password";
import { createTestDatabase } from "@/test/database/database";
import { addMember, createOrganisation as createRow, createToken, createUser, PASSWORD } from "@/test/fixtures";
import { newAddress } from "@/test/invitation";
import { codeIn, queuedMails, turnMailOn } from "@/test/mail/queued-mail";
import { callerWith, signIn } from "@/test/session";
import { whileMaking } from "@/test/while-making";
import { confirmAddress } from "./confirm";
import { requestProof } from "./request";

turnMailOn();

const { db, destroy } = await createTestDatabase();
afterAll(destroy);

const client = { address: "192.0.2.7", userAgent: "vitest", requestId: "proof" };
const NEW = "nine-herons-by-the-weir";
const ISSUER = "https://id.example";

const isProved = async ({ id }: { id: string }) => (await findUser(db, id))?.email_verified_at != null;
const isLive = async ({ secret }: { secret: string }) =>
  (await authenticate(db, `Bearer ${secret}`, client)).status === "authenticated";
let network = 0;
const nextClient = () => ({ ...client, address: `198.51.100.${network++ % 250}` });
const lastCode = async (email: string) =>
  (await queuedMails(db, email))
    .map(codeIn)
    .filter((code) => code !== "")
    .at(-1) ?? "";

/** An account that someone made for another person's address, and all that could outlast the first sign-in of that person. */
async function squatted() {
  const user = await createUser(db, { isProved: false });
  const home = await createRow(db);
  await addMember(db, home, user, "member");
  const session = await signIn(db, user);
  const [eternal, expired, undoable] = [
    await createToken(db, user),
    await createToken(db, user, {
      expiresAt: new Date(Date.now() - 60_000),
      createdAt: new Date(Date.now() - 120_000),
    }),
    await createToken(db, user),
  ];
  await revokeToken(db, session, { id: undoable.id, reason: null });
  const subject = user.id;
  await insertIdentity(db, { user_id: user.id, issuer: ISSUER, subject, email: "someone@else.example" });
  return { user, home, session, eternal, expired, undoable, subject };
}

const identity = (subject: string, given: { email?: string } = {}) => ({
  issuer: ISSUER,
  subject,
  email: given.email ?? "someone@else.example",
  emailVerified: true,
  firstName: "",
  lastName: "",
  timezone: "UTC",
  authenticatedAt: null,
});

async function reset(user: { email: string }) {
  await requestReset(db, { email: user.email }, nextClient(), new Date());
  return await resetWithCode(db, { code: await lastCode(user.email), password: NEW }, client, new Date());
}

const lastProof = async ({ id }: { id: string }) =>
  await db
    .selectFrom("activity")
    .select(["type", "before", "after", "actor_user_id"])
    .where("user_id", "=", id)
    .where("type", "=", "user.address_proved")
    .executeTakeFirst();

const FIRST_PROOFS = {
  "a new password by a mailed link": async (user: { email: string }) => (await reset(user)).status === "reset",
  "the operator's new password": async (user: { email: string }) =>
    (await resetPassword(db, user.email, NEW, client)).status === "changed",
};

test.each(Object.entries(FIRST_PROOFS))(
  "%s, where it is the first proof of the address, ends every session, token and identity",
  async (_name, prove) => {
    const { user, home, session, eternal, expired, undoable, subject } = await squatted();
    expect(await isLive(eternal)).toBe(true);
    expect(await prove(user)).toBe(true);
    expect(await isProved(user)).toBe(true);
    expect(await isLive(eternal)).toBe(false);
    expect(await findLiveSessionsOfUser(db, user.id)).toEqual([]);
    expect(await findIdentitiesOfUser(db, user.id)).toEqual([]);
    expect((await signInWithIdentity(db, identity(subject), "invite", client)).status).toBe("unknown_identity");
    // Neither is extended nor brought back by a request that was under way.
    const rows = db.selectFrom("access_token").select(["revoke_kind", "revoked_by_user_id"]);
    for (const { id } of [eternal, expired]) {
      const row = await rows.where("id", "=", id).executeTakeFirst();
      expect(row).toEqual({ revoke_kind: "by_administrator", revoked_by_user_id: null });
    }
    expect((await undoRevoke(db, session, undoable.id)).status).toBe("not_found");
    for (const { id } of [eternal, undoable]) {
      expect((await undoRevoke(db, await signIn(db, user), id)).status).toBe("final");
    }

    const reason = "It was created before the e-mail address of the account was confirmed";
    for (const { id } of [eternal, undoable]) {
      const revoked = await db
        .selectFrom("activity")
        .select("after")
        .where("target_id", "=", id)
        .where("type", "=", "access_token.revoked")
        .orderBy("id", "desc")
        .executeTakeFirst();
      expect(revoked?.after).toMatchObject({ revoke_kind: "by_administrator", reason });
    }

    const entry = await lastProof(user);
    expect(entry?.after).toMatchObject({ ended_sessions: 1, revoked_tokens: 1, disconnected_identities: 1 });
    expect(entry && accountActivityMessage(entry, NO_NAMES)).toMatchObject({
      what: "E-mail address confirmed",
      detail: "for the first time: ended 1 session, 1 access token and 1 connected account",
    });
    const seats = await db.selectFrom("membership").select("organisation_id").where("user_id", "=", user.id).execute();
    expect(seats).toEqual([{ organisation_id: home.id }]);
  },
);

test.each(Object.entries(FIRST_PROOFS))(
  "%s, where it is the first proof of the address, takes back the invitations that were sent before",
  async (_name, prove) => {
    const { user, home, eternal } = await squatted();
    await db.updateTable("membership").set({ role: "owner" }).where("user_id", "=", user.id).execute();
    const accomplice = inviteInput.parse({ email: newAddress(), role: "admin" });
    const invited = await invite(db, await callerWith(db, eternal.secret), home.id, accomplice);
    expect(invited.status).toBe("invited");
    expect(await prove(user)).toBe(true);
    const sent = db.selectFrom("invitation").select(["email", "revoked_at"]).where("organisation_id", "=", home.id);
    expect(await sent.execute()).toEqual([{ email: accomplice.email, revoked_at: expect.any(Date) }]);
    const entry = db.selectFrom("activity").select("target_label").where("type", "=", "invitation.revoked");
    expect(await entry.where("organisation_id", "=", home.id).execute()).toEqual([{ target_label: accomplice.email }]);
  },
);

test.each(Object.entries(FIRST_PROOFS))(
  "%s ends no token of an account whose address was proved",
  async (_n, prove) => {
    const user = await createUser(db);
    const token = await createToken(db, user);
    await insertIdentity(db, { user_id: user.id, issuer: ISSUER, subject: user.id, email: user.email });
    expect(await prove(user)).toBe(true);
    expect(await isLive(token)).toBe(true);
    expect(await findIdentitiesOfUser(db, user.id)).toHaveLength(1);
    expect(await lastProof(user)).toBeUndefined();
  },
);

test("what busy tokens, sessions and identities make at the moment of the first proof ends with it", async () => {
  for (let round = 0; round < 2; round++) {
    const { user, session, eternal, subject } = await squatted();
    const caller = await callerWith(db, eternal.secret);
    const input = createTokenInput.parse({ label: "more", expiration_date: null, scopes: ["all"] });
    const making = [
      ...[1, 2].map(() => () => makeToken(db, caller, input)),
      ...[1, 2].map(() => () => makeToken(db, session, input)),
      (n: number) => connectIdentity(db, session, identity(`${subject}.${n}`)),
      () => signInWithIdentity(db, identity(subject), "invite", client),
    ];
    expect((await whileMaking(making, () => reset(user))).status).toBe("reset");
    const active = db.selectFrom("access_token").select("id").where("user_id", "=", user.id);
    expect(await active.where("revoked_at", "is", null).execute()).toEqual([]);
    expect(await findLiveSessionsOfUser(db, user.id)).toEqual([]);
    expect(await findIdentitiesOfUser(db, user.id)).toEqual([]);
  }
});

test("the mailed link with the account's password proves the address, and everything goes on", async () => {
  const { user, session, eternal } = await squatted();
  expect(await requestProof(db, { ...session, client: nextClient() })).toEqual({ status: "asked" });
  const [mail] = await queuedMails(db, user.email);
  expect(mail?.body.actions[0]?.url).toMatch(/^https:\/\/tokens\.agency\.example\/confirm-address\/[\w-]{43}$/);
  const code = codeIn(mail);
  const confirm = async (password: string, at = code) =>
    (await confirmAddress(db, { code: at, password }, nextClient(), new Date())).status;
  // The link alone proves nothing: who made the account would keep it.
  for (const password of ["", "not-the-password-at-all"]) expect(await confirm(password)).toBe("wrong_password");
  expect(await isProved(user)).toBe(false);
  expect(await confirm(PASSWORD)).toBe("confirmed");
  expect(await isProved(user)).toBe(true);
  expect(await isLive(eternal)).toBe(true);
  expect(await findLiveSessionsOfUser(db, user.id)).toHaveLength(1);
  expect(await findIdentitiesOfUser(db, user.id)).toHaveLength(1);
  expect((await lastProof(user))?.after).toEqual({ by: "link" });
  expect(await confirm(PASSWORD)).toBe("dead_link");
  expect(await requestProof(db, session)).toEqual({ status: "proved_already" });
  // Whoever forgets the password from now on keeps the tokens.
  expect(await reset(user)).toMatchObject({ status: "reset" });
  expect(await isLive(eternal)).toBe(true);
});

test("a confirming link works for a day, only the newest does, and none once the address was proved otherwise", async () => {
  const user = await createUser(db, { isProved: false });
  const session = await signIn(db, user);
  const ask = async () => {
    await requestProof(db, { ...session, client: nextClient() });
    return await lastCode(user.email);
  };
  const confirm = async (code: string, at = new Date()) =>
    (await confirmAddress(db, { code, password: PASSWORD }, nextClient(), at)).status;
  const [first, second] = [await ask(), await ask()];
  expect(await confirm(first)).toBe("dead_link");
  expect(await confirm(second, new Date(session.now.getTime() + 25 * 3_600_000))).toBe("dead_link");
  await resetPassword(db, user.email, PASSWORD, client);
  expect(await confirm(second)).toBe("dead_link");
});

test("connecting an identity with the account's own address, which the provider calls verified, proves it and ends nothing", async () => {
  const { user, session, eternal } = await squatted();
  const connect = async (given: object) =>
    await connectIdentity(db, session, { ...identity(`${user.id}.new`), ...given });
  expect(await connect({ subject: `${user.id}.other` })).toBe("connected");
  expect(await connect({ subject: `${user.id}.unverified`, email: user.email, emailVerified: false })).toBe(
    "connected",
  );
  expect(await isProved(user)).toBe(false);
  expect(await connect({ email: user.email.toUpperCase() })).toBe("connected");
  expect(await isProved(user)).toBe(true);
  expect(await isLive(eternal)).toBe(true);
});

test("an account whose address nobody has proved makes no organisation, by its session or its token", async () => {
  const { user, session, eternal } = await squatted();
  for (const principal of [session, await callerWith(db, eternal.secret)]) {
    expect((await createOrganisation(db, principal, "Of my own")).status).toBe("address_unproved");
  }
  await sql`update "user" set email_verified_at = now() where id = ${user.id}`.execute(db);
  expect((await createOrganisation(db, session, "Of my own")).status).toBe("created");
});

test("the first account counts as proved, however it is made", async () => {
  const { db: empty, destroy: end } = await createTestDatabase();
  try {
    const input = firstAccountInput("Latchkey").parse({
      email: "ada@example.com",
      password: "correct horse battery staple",
      organisation: "Agency",
    });
    expect((await createFirstAccount(empty, input, { by: "operator" }, client)).status).toBe("created");
    const rows = await empty.selectFrom("user").select("email_verified_at").execute();
    expect(rows).toEqual([{ email_verified_at: expect.any(Date) }]);
  } finally {
    await end();
  }
});
