import { sql } from "kysely";
import { afterAll, expect, test } from "vitest";
import { findUserByEmail } from "@/db/account/user";
import { listProvedInvitations } from "@/db/organisation/invitation-acceptance";
import { noticeMessage } from "@/lib/notice/message/notice-message";
import { countUnread, listNotices } from "@/lib/notice/read";
import { removeMember } from "@/lib/organisation/member/remove";
import { checkSession } from "@/lib/session/check-session";
import { createTestDatabase } from "@/test/database/database";
import { addMember, createOrganisation, createToken, createUser } from "@/test/fixtures";
import { client, invitations, newAddress, SENT, seatsOf } from "@/test/invitation";
import { codeIn, queuedMails, turnMailOn, withoutMail } from "@/test/mail/queued-mail";
import { callerWith, signIn } from "@/test/session";
import { acceptInvitation, acceptProvedInvitation } from "./accept";
import { acceptInvitationAsNew } from "./accept-as-new";
import { resendInvitation } from "./change";
import { inviteInput } from "./input";
import { invite } from "./invite";
import { openInvitation } from "./open";

turnMailOn();

const { db, destroy } = await createTestDatabase();
afterAll(destroy);
const { world, invited } = invitations(db);

const isVerified = async (email: string) => (await findUserByEmail(db, email))?.email_verified_at instanceof Date;

async function entries(organisation: { id: string }, type: string): Promise<number> {
  const rows = await db
    .selectFrom("activity")
    .select("id")
    .where("organisation_id", "=", organisation.id)
    .where("type", "=", type)
    .execute();
  return rows.length;
}

/** An account whose address nobody has proved. */
const unverified = () => createUser(db, { email: newAddress(), isProved: false });

const platform = await createOrganisation(db, { name: "Platform", isPlatform: true });

/** Someone is invited where mail is off, by an owner of the platform, who hands the link over. */
async function handedOver(email: string) {
  const { organisation, people } = await world();
  await addMember(db, platform, people.owner, "owner");
  const principal = await signIn(db, people.owner);
  const result = await withoutMail(() => invite(db, principal, organisation.id, inviteInput.parse({ email })));
  if (result.status !== "invited" || result.link === null) throw new Error("no link was given");
  const about = { organisationId: organisation.id, invitationId: result.invitation.id };
  return { organisation, principal, about, code: codeOf(result.link) };
}

/** The same, by whichever owner, as it was before only those of the platform were given links. */
async function handedOverBefore(email: string) {
  const given = await handedOver(email);
  await db.updateTable("invitation").set({ is_vouched: false }).where("id", "=", given.about.invitationId).execute();
  return given;
}

const codeOf = (link: string | null) => link?.split("/").at(-1) ?? "";

test("the link makes an account of the proved address, with a seat, and works once", async () => {
  const { organisation, email, code } = await invited({ role: "admin" });
  expect(await acceptInvitationAsNew(db, { code, ...SENT }, client)).toMatchObject({ status: "accepted", email });
  const [seat] = await seatsOf(db, organisation, email);
  expect(seat?.role).toBe("admin");
  expect(await isVerified(email)).toBe(true);
  expect(await acceptInvitationAsNew(db, { code, ...SENT }, client)).toEqual({ status: "dead_link" });
});

test("only who has the invited address accepts, written in whatever case", async () => {
  const user = await createUser(db, { email: newAddress() });
  const other = await createUser(db);
  const { organisation, code } = await invited({ email: user.email.toUpperCase() });
  const wrong = await acceptInvitation(db, await signIn(db, other), code);
  expect(wrong).toMatchObject({ status: "other_address" });
  expect(await acceptInvitation(db, await signIn(db, user), code)).toMatchObject({ status: "accepted" });
  expect(await seatsOf(db, organisation, other.email)).toEqual([]);
  expect(await seatsOf(db, organisation, user.email)).toHaveLength(1);
});

test("of twenty clicks at once one lets somebody in, whichever way", async () => {
  const user = await createUser(db, { email: newAddress() });
  const { organisation, code } = await invited({ email: user.email });
  const principal = await signIn(db, user);
  const asOwner = await Promise.all(Array.from({ length: 20 }, () => acceptInvitation(db, principal, code)));
  // All were the same person's: each leads to the organisation.
  expect(asOwner).toEqual(Array(20).fill({ status: "accepted", slug: organisation.slug }));
  expect(await seatsOf(db, organisation, user.email)).toHaveLength(1);
  expect(await entries(organisation, "membership.created")).toBe(1);

  const second = await invited();
  const asNew = await Promise.all(
    Array.from({ length: 20 }, () => acceptInvitationAsNew(db, { code: second.code, ...SENT }, client)),
  );
  expect(asNew.filter(({ status }) => status === "accepted")).toHaveLength(1);
  expect(await seatsOf(db, second.organisation, second.email)).toHaveLength(1);
});

test("a link that an owner of the platform handed over makes a proved account; one that others were given before does not", async () => {
  const [email, before] = [newAddress(), newAddress()];
  const vouched = await handedOver(email);
  expect((await acceptInvitationAsNew(db, { code: vouched.code, ...SENT }, client)).status).toBe("accepted");
  expect(await isVerified(email)).toBe(true);
  const { organisation, code } = await handedOverBefore(before);
  expect((await acceptInvitationAsNew(db, { code, ...SENT }, client)).status).toBe("accepted");
  expect(await isVerified(before)).toBe(false);
  expect(await seatsOf(db, organisation, before)).toHaveLength(1);
});

test("accepting by a mailed link, or one that an owner of the platform handed over, proves the address of an account that there is", async () => {
  const [mailed, told] = [await unverified(), await unverified()];
  const { code } = await invited({ email: mailed.email });
  expect((await acceptInvitation(db, await signIn(db, mailed), code)).status).toBe("accepted");
  expect(await isVerified(mailed.email)).toBe(true);
  const other = await handedOver(told.email);
  expect((await acceptInvitation(db, await signIn(db, told), other.code)).status).toBe("accepted");
  expect(await isVerified(told.email)).toBe(true);
});

test("an account whose address nobody has proved takes no seat but that of the link that made it", async () => {
  const email = newAddress();
  const first = await handedOverBefore(email);
  await acceptInvitationAsNew(db, { code: first.code, ...SENT }, client);
  const [user] = await seatsOf(db, first.organisation, email);
  if (user === undefined) throw new Error("the account has no seat");
  const principal = await signIn(db, user);
  const second = await handedOverBefore(email);
  expect(await acceptInvitation(db, principal, second.code)).toEqual({ status: "address_unproved" });
  expect(await listProvedInvitations(db, user.id)).toEqual([]);
  expect(await acceptProvedInvitation(db, principal, second.about.invitationId)).toEqual({ status: "dead_link" });
  expect(await seatsOf(db, second.organisation, email)).toEqual([]);
  // The seat that it has stays, and its link still leads there.
  const there = { status: "accepted", slug: first.organisation.slug };
  expect(await acceptInvitation(db, principal, first.code)).toEqual(there);
});

test("a link proves an address to who has just entered the password, and then everything in the account goes on", async () => {
  const user = await unverified();
  const token = await createToken(db, user);
  const { organisation, code } = await invited({ email: user.email });
  const fresh = await signIn(db, user);
  const authenticatedAt = new Date(fresh.now.getTime() - 11 * 60_000);
  const stale = { ...fresh, session: { ...fresh.session, authenticatedAt } };
  expect(await acceptInvitation(db, stale, code)).toEqual({ status: "reauthentication_required" });
  expect(await seatsOf(db, organisation, user.email)).toEqual([]);
  expect(await isVerified(user.email)).toBe(false);
  expect((await acceptInvitation(db, fresh, code)).status).toBe("accepted");
  expect(await isVerified(user.email)).toBe(true);
  expect((await callerWith(db, token.secret)).token.id).toBe(token.id);
  expect(await checkSession(db, fresh.session.id, client)).toBeDefined();
});

test("sent again, an invitation proves what its newest link proves", async () => {
  const [first, second] = [newAddress(), newAddress()];
  const given = await handedOverBefore(first);
  expect((await resendInvitation(db, given.principal, given.about)).status).toBe("resent");
  const mailed = codeIn((await queuedMails(db, first)).at(-1));
  await acceptInvitationAsNew(db, { code: mailed, ...SENT }, client);
  expect(await isVerified(first)).toBe(true);

  const { organisation, principal, invitation, code } = await invited({ email: second });
  const about = { organisationId: organisation.id, invitationId: invitation.id };
  const again = await withoutMail(() => resendInvitation(db, principal, about));
  expect(again).toMatchObject({ status: "resent", link: null, invitation: { is_mailed: false, is_vouched: false } });
  expect(await acceptInvitationAsNew(db, { code, ...SENT }, client)).toEqual({ status: "dead_link" });
});

test("where mail is off, an account accepts without a link once its address was proved, however long ago", async () => {
  const [proved, unproved] = [await createUser(db, { email: newAddress() }), await unverified()];
  await sql`update "user" set email_verified_at = now() - interval '1 year' where id = ${proved.id}`.execute(db);
  const { organisation, people } = await world();
  const principal = await signIn(db, people.owner);
  const accept = async (user: { id: string; email: string }) => {
    const input = inviteInput.parse({ email: user.email.toUpperCase() });
    const result = await withoutMail(() => invite(db, principal, organisation.id, input));
    if (result.status !== "invited") throw new Error(result.status);
    expect(result.link).toBeNull();
    return (await acceptProvedInvitation(db, await signIn(db, user), result.invitation.id)).status;
  };
  expect(await accept(proved)).toBe("accepted");
  expect(await accept(unproved)).toBe("dead_link");
  expect(await seatsOf(db, organisation, unproved.email)).toEqual([]);
});

test("who accepted is led to the organisation again while he or she belongs to it; for anybody else the link is dead", async () => {
  const [user, stranger] = [await createUser(db, { email: newAddress() }), await createUser(db)];
  const { organisation, principal, people, code } = await invited({ email: user.email });
  const open = (who?: { id: string }) => openInvitation(db, code, who?.id);
  for (const who of [undefined, user, stranger]) expect(await open(who)).toMatchObject({ status: "open" });
  const own = await signIn(db, user);
  await acceptInvitation(db, own, code);
  const there = { status: "accepted", slug: organisation.slug };
  expect(await open(user)).toEqual(there);
  expect(await acceptInvitation(db, own, code)).toEqual(there);
  for (const who of [undefined, stranger, people.owner]) expect(await open(who)).toEqual({ status: "dead_link" });
  expect(await acceptInvitation(db, principal, code)).toEqual({ status: "dead_link" });

  await removeMember(db, principal, { organisationId: organisation.id, userId: user.id });
  expect(await open(user)).toEqual({ status: "dead_link" });
  expect(await acceptInvitation(db, own, code)).toEqual({ status: "dead_link" });
  expect(await seatsOf(db, organisation, user.email)).toEqual([]);
});

test("who has proved the address since an invitation was sent accepts it without the link; who proved it before, or another, does not", async () => {
  const [user, stranger] = [await createUser(db, { email: newAddress() }), await createUser(db)];
  const { organisation, principal, invitation, email } = await invited({ email: user.email.toUpperCase() });
  const about = { organisationId: organisation.id, invitationId: invitation.id };
  const accept = async (who: { id: string }) =>
    (await acceptProvedInvitation(db, await signIn(db, who), invitation.id)).status;
  const prove = (who: { id: string }) =>
    sql`update "user" set email_verified_at = now() + interval '1 second' where id = ${who.id}`.execute(db);
  await sql`update invitation set sent_at = now() - interval '1 hour' where id = ${invitation.id}`.execute(db);
  await sql`update "user" set email_verified_at = now() - interval '2 hours' where id = ${user.id}`.execute(db);
  expect(await listProvedInvitations(db, user.id)).toEqual([]);
  expect(await accept(user)).toBe("dead_link");
  await prove(stranger);
  expect(await listProvedInvitations(db, stranger.id)).toEqual([]);
  expect(await accept(stranger)).toBe("dead_link");

  await prove(user);
  expect(await listProvedInvitations(db, user.id)).toMatchObject([{ id: invitation.id, email }]);
  await sql`update invitation set expires_at = now() where id = ${invitation.id}`.execute(db);
  expect(await listProvedInvitations(db, user.id)).toEqual([]);
  expect(await accept(user)).toBe("dead_link");
  expect((await resendInvitation(db, principal, about)).status).toBe("resent");
  await prove(user);
  for (let n = 0; n < 2; n++) expect(await accept(user)).toBe("accepted");
  expect(await seatsOf(db, organisation, user.email)).toHaveLength(1);
  expect(await listProvedInvitations(db, user.id)).toEqual([]);
});

test("who invited sees in the dashboard, and gets no mail, that somebody accepted; nobody is told twice", async () => {
  const user = await createUser(db, { email: newAddress(), firstName: "Lea", lastName: "Brook" });
  const { organisation, people, code } = await invited({ email: user.email, role: "admin" });
  const principal = await signIn(db, user);
  for (let n = 0; n < 2; n++) expect((await acceptInvitation(db, principal, code)).status).toBe("accepted");
  const notices = await listNotices(db, people.owner.id, { limit: 10 });
  expect(notices).toMatchObject([{ kind: "invitation_accepted", readAt: null }]);
  const [notice] = notices;
  if (notice === undefined) throw new Error("nothing was told");
  expect(noticeMessage(notice, { now: new Date(), timezone: "UTC" })).toEqual({
    title: `Lea Brook joined ${organisation.name}`,
    text: `As an admin, with your invitation to ${user.email}.`,
    links: [expect.objectContaining({ path: `/organisations/${organisation.slug}/members` })],
  });
  expect(await queuedMails(db, people.owner.email)).toEqual([]);
  for (const { id } of [people.admin, user]) expect(await countUnread(db, id)).toBe(0);

  const second = await invited();
  await acceptInvitationAsNew(db, { code: second.code, ...SENT }, client);
  expect(await countUnread(db, second.people.owner.id)).toBe(1);
});

test("a deactivated account does not accept, and its address makes no second one", async () => {
  const user = await createUser(db, { email: newAddress() });
  const principal = await signIn(db, user);
  await sql`update "user" set deactivated_at = now() where id = ${user.id}`.execute(db);
  const { organisation, code } = await invited({ email: user.email.toUpperCase() });
  expect(await acceptInvitation(db, principal, code)).toEqual({ status: "dead_link" });
  expect(await acceptInvitationAsNew(db, { code, ...SENT }, client)).toEqual({ status: "email_taken" });
  expect(await seatsOf(db, organisation, user.email)).toEqual([]);
  expect(await openInvitation(db, code, undefined)).toMatchObject({ status: "open" });
});
