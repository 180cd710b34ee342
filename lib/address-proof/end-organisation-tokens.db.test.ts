import { afterAll, expect, test } from "vitest";
import { authenticate } from "@/lib/access-token/authentication/authenticate";
import { createToken as makeToken } from "@/lib/access-token/create";
import { createTokenInput } from "@/lib/access-token/input";
import { finishLeaks } from "@/lib/access-token/leak/finish";
import { revokeToken } from "@/lib/access-token/revocation/revoke";
import { undoRevoke } from "@/lib/access-token/revocation/undo";
import { rotateToken } from "@/lib/access-token/rotation/rotate";
import { inviteInput } from "@/lib/invitation/input";
import { invite } from "@/lib/invitation/invite";
import { noticeMessage } from "@/lib/notice/message/notice-message";
import { listNotices } from "@/lib/notice/read";
import { resetPassword } from "@/lib/user/reset-password";
import { databaseClock } from "@/lib/work/clock";
import { createTestDatabase } from "@/test/database/database";
import { addMember, createMember, createOrganisation, createToken, createUser, PASSWORD } from "@/test/fixtures";
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

const isLive = async ({ secret }: { secret: string }) =>
  (await authenticate(db, `Bearer ${secret}`, client)).status === "authenticated";

/** The operator gives the account a new password, which proves the address where nobody has. */
const proveFirst = async ({ email }: { email: string }) =>
  (await resetPassword(db, email, "nine-herons-by-the-weir", client)).status === "changed";

/** An organisation with tokens of which a squatter, an admin there, has a secret or had one. */
async function squattedTokens() {
  const user = await createUser(db, { isProved: false });
  const home = await createOrganisation(db);
  await addMember(db, home, user, "admin");
  const owner = await createMember(db, home, "owner");
  const [thief, honest] = [await signIn(db, user), await signIn(db, owner)];
  const make = async (by: typeof thief, label: string) => {
    const input = { label, organisation: home.id, acts_as: "admin", expiration_date: null, scopes: ["all"] };
    const made = await makeToken(db, by, createTokenInput.parse(input));
    if (made.status !== "created") throw new Error(made.status);
    return { id: made.token.uuid, secret: made.secret };
  };
  const rotate = async (by: typeof thief, { id }: { id: string }, replaceNow = false) => {
    const rotated = await rotateToken(db, by, id, { overlapSeconds: 3600, replaceNow });
    if (rotated.status !== "rotated") throw new Error(rotated.status);
    return { id, secret: rotated.secret };
  };
  return { user, home, owner, thief, honest, make, rotate };
}

test("the first proof of the address ends the secrets that the account has of organisations' tokens, and their owners are told", async () => {
  const { user, home, owner, thief, honest, make, rotate } = await squattedTokens();
  const eternal = await make(thief, "Eternal");
  const child = await makeToken(
    db,
    await callerWith(db, eternal.secret),
    createTokenInput.parse({ label: "Child", organisation: home.id }),
  );
  if (child.status !== "created") throw new Error(child.status);
  const ofPersonal = await makeToken(
    db,
    await callerWith(db, (await createToken(db, user)).secret),
    createTokenInput.parse({ label: "By a personal one", organisation: home.id }),
  );
  if (ofPersonal.status !== "created") throw new Error(ofPersonal.status);
  const accomplice = inviteInput.parse({ email: newAddress(), role: "member" });
  expect((await invite(db, await callerWith(db, eternal.secret), home.id, accomplice)).status).toBe("invited");
  // Rotated by the squatter: the former secret of somebody else still works, or waits to be replaced.
  const deploy = await make(honest, "Deploy");
  const stolen = await rotate(thief, deploy);
  expect(await isLive(stolen)).toBe(true);
  const nightly = await make(honest, "Nightly");
  const waiting = await rotate(thief, nightly);
  // Rotated by somebody else, whose secret waits for its first use, or is the only one by now.
  const build = await make(thief, "Build");
  const rotated = await rotate(honest, build);
  const replaced = await rotate(honest, await make(thief, "Backup"), true);
  const untouched = await make(honest, "Untouched");
  const undoable = await make(thief, "Revoked");
  expect((await revokeToken(db, thief, { id: undoable.id, reason: null })).status).toBe("revoked");

  expect(await proveFirst(user)).toBe(true);
  const ended = [eternal, child, ofPersonal, stolen, waiting, build];
  expect(await Promise.all(ended.map(isLive))).toEqual(ended.map(() => false));
  const goingOn = [deploy, nightly, rotated, replaced, untouched];
  expect(await Promise.all(goingOn.map(isLive))).toEqual(goingOn.map(() => true));
  // It is no overlap any more that ends by itself.
  const states = db.selectFrom("access_token_secret").select(["state", "retires_at"]).where("token_id", "=", deploy.id);
  expect(await states.where("state", "<>", "retired").execute()).toEqual([{ state: "current", retires_at: null }]);

  const [notice] = (await listNotices(db, owner.id, { limit: 9 })).filter(
    ({ kind }) => kind === "unproved_tokens_ended",
  );
  const words = notice && noticeMessage(notice, { now: new Date(), timezone: "UTC" });
  expect(words?.text).toContain("nobody else had their secrets: Eternal, Child, By a personal one.");
  expect(words?.text).toContain("someone else generated: Deploy, Nightly, Build. Rotate them.");
  const mails = (await queuedMails(db, owner.email)).filter(({ kind }) => kind === "unproved_tokens_ended");
  expect(mails.map(({ body }) => body.named?.map(({ text }) => text))).toEqual([
    expect.arrayContaining(["Eternal", "Child", "Deploy", `Mira Okafor, ${user.email}`]),
  ]);
  const entries = db.selectFrom("activity").select("target_label").where("organisation_id", "=", home.id);
  const revoked = await entries.where("type", "=", "access_token.revoked").execute();
  // Once by the squatter, and once for good.
  const labels = ["By a personal one", "Child", "Eternal", "Revoked", "Revoked"];
  expect(revoked.map((entry) => entry.target_label).sort()).toEqual(labels);

  // What such a token granted goes along with it, as after a leak.
  const work = { db, clock: databaseClock, mail: undefined, leaseSeconds: 60, signal: new AbortController().signal };
  await finishLeaks(work, {});
  const sent = db.selectFrom("invitation").select("revoked_at").where("email", "=", accomplice.email);
  expect(await sent.execute()).toEqual([{ revoked_at: expect.any(Date) }]);
  // And nobody brings it back.
  for (const { id } of [eternal, undoable]) expect((await undoRevoke(db, honest, id)).status).toBe("final");
});

test("a proof with the password, and one of an address that was proved before, keep organisations' tokens", async () => {
  const { user, owner, thief, make } = await squattedTokens();
  const token = await make(thief, "Deploy");
  await requestProof(db, { ...thief, client });
  const mail = (await queuedMails(db, user.email)).find(({ kind }) => kind === "prove_address");
  const proof = { code: codeIn(mail), password: PASSWORD };
  expect((await confirmAddress(db, proof, client, new Date())).status).toBe("confirmed");
  expect(await isLive(token)).toBe(true);
  expect(await proveFirst(user)).toBe(true);
  expect(await isLive(token)).toBe(true);
  const told = (await listNotices(db, owner.id, { limit: 9 })).map(({ kind }) => kind);
  expect(told).not.toContain("unproved_tokens_ended");
});

test("what busy sessions and tokens make for an organisation at the moment of the first proof ends with it", async () => {
  const { user, home, thief, make } = await squattedTokens();
  const [caller, personal] = [
    await callerWith(db, (await make(thief, "Eternal")).secret),
    await callerWith(db, (await createToken(db, user)).secret),
  ];
  const input = createTokenInput.parse({ label: "more", organisation: home.id });
  const making = [caller, caller, personal, thief, thief, thief].map((by) => () => makeToken(db, by, input));
  expect(await whileMaking(making, () => proveFirst(user))).toBe(true);
  const active = db.selectFrom("access_token").select("id").where("organisation_id", "=", home.id);
  expect(await active.where("revoked_at", "is", null).execute()).toEqual([]);
});
