import { sql } from "kysely";
import { afterAll, expect, test } from "vitest";
import { removeMember } from "@/lib/organisation/member/remove";
import type { Role } from "@/lib/principal";
import { createTestDatabase } from "@/test/database";
import { dumpDatabase, linesWithSecret } from "@/test/dump";
import { addMember, createApplication, createOrganisation, createUser, PASSWORD } from "@/test/fixtures";
import { codeIn, queuedMails } from "@/test/queued-mail";
import { signIn } from "@/test/session";
import { acceptInvitation, acceptInvitationAsNew, findLiveInvitation } from "./accept";
import { resendInvitation, revokeInvitation } from "./change";
import { inviteInput } from "./input";
import { invite } from "./invite";

const { db, destroy } = await createTestDatabase();
afterAll(destroy);

const client = { address: "192.0.2.7", userAgent: "vitest", requestId: "invitation" };
const SENT = { firstName: "Fee", lastName: "Lindqvist", password: "nine-herons-by-the-weir", timezone: "UTC" };
let number = 0;
const newAddress = () => `fee.${number++}.${process.pid}@freelance.example`;

async function world() {
  const organisation = await createOrganisation(db);
  const person = async (role: Role) => {
    const user = await createUser(db);
    await addMember(db, organisation, user, role);
    return user;
  };
  const people = { owner: await person("owner"), admin: await person("admin"), member: await person("member") };
  return { organisation, people, application: await createApplication(db, organisation) };
}

async function invited(given: { email?: string; role?: Role; applications?: object[] } = {}) {
  const all = await world();
  const email = given.email ?? newAddress();
  const principal = await signIn(db, all.people.owner);
  const result = await invite(db, principal, all.organisation.id, inviteInput.parse({ ...given, email }));
  if (result.status !== "invited") throw new Error(result.status);
  const code = codeIn((await queuedMails(db, email)).at(-1));
  return { ...all, principal, email, code, invitation: result.invitation, result };
}

const seatsOf = async (organisation: { id: string }, email: string) =>
  await db
    .selectFrom("membership")
    .innerJoin("user", "user.id", "membership.user_id")
    .select(["membership.role", "user.id"])
    .where("organisation_id", "=", organisation.id)
    .where(sql<boolean>`lower(email) = lower(${email})`)
    .execute();

test.each([
  ["owner", "owner", "invited"],
  ["admin", "owner", "above_own_role"],
  ["admin", "admin", "invited"],
  ["admin", "guest", "invited"],
  ["member", "guest", "role_required"],
] as const)("%s inviting somebody as %s: %s", async (who, role, status) => {
  const { organisation, people } = await world();
  const input = inviteInput.parse({ email: newAddress(), role });
  expect((await invite(db, await signIn(db, people[who]), organisation.id, input)).status).toBe(status);
});

test("the link makes an account of the proved address, with a seat, and works once", async () => {
  const { organisation, email, code } = await invited({ role: "admin" });
  expect(await acceptInvitationAsNew(db, { code, ...SENT }, client)).toMatchObject({ status: "accepted", email });
  const [seat] = await seatsOf(organisation, email);
  expect(seat?.role).toBe("admin");
  const user = await db.selectFrom("user").selectAll().where("email", "=", email).executeTakeFirst();
  expect(user?.email_verified_at).toBeInstanceOf(Date);
  expect(await acceptInvitationAsNew(db, { code, ...SENT }, client)).toEqual({ status: "dead_link" });
});

test("a guest is added to what the invitation says, as far as it is still there", async () => {
  const { organisation, people } = await world();
  const [kept, gone] = [await createApplication(db, organisation), await createApplication(db, organisation)];
  const email = newAddress();
  const applications = [
    { application: kept.id, access: "write" },
    { application: gone.id, access: "read" },
  ];
  const input = inviteInput.parse({ email, role: "guest", applications });
  expect((await invite(db, await signIn(db, people.admin), organisation.id, input)).status).toBe("invited");
  await db.deleteFrom("application").where("id", "=", gone.id).execute();
  const code = codeIn((await queuedMails(db, email)).at(-1));
  await acceptInvitationAsNew(db, { code, ...SENT }, client);
  const [seat] = await seatsOf(organisation, email);
  const added = await db
    .selectFrom("application_collaborator")
    .select(["application_id", "access"])
    .where("user_id", "=", seat?.id ?? "")
    .execute();
  expect(added).toEqual([{ application_id: kept.id, access: "write" }]);
});

test("applications are for guests, and of the organisation", async () => {
  const { organisation, people, application } = await world();
  const foreign = await createApplication(db, await createOrganisation(db));
  const principal = await signIn(db, people.owner);
  const ask = (role: Role, id: string) =>
    invite(
      db,
      principal,
      organisation.id,
      inviteInput.parse({ email: newAddress(), role, applications: [{ application: id }] }),
    );
  expect((await ask("member", application.id)).status).toBe("invalid");
  expect((await ask("guest", foreign.id)).status).toBe("invalid");
  expect((await ask("guest", application.id)).status).toBe("invited");
});

test("only who has the invited address accepts, written in whatever case", async () => {
  const user = await createUser(db, { email: newAddress() });
  const other = await createUser(db);
  const { organisation, code } = await invited({ email: user.email.toUpperCase() });
  const wrong = await acceptInvitation(db, await signIn(db, other), code);
  expect(wrong).toMatchObject({ status: "other_address" });
  expect(await acceptInvitation(db, await signIn(db, user), code)).toMatchObject({ status: "accepted" });
  expect(await seatsOf(organisation, other.email)).toEqual([]);
  expect(await seatsOf(organisation, user.email)).toHaveLength(1);
});

test("of twenty who accept at once one does, whichever way", async () => {
  const user = await createUser(db, { email: newAddress() });
  const { organisation, code } = await invited({ email: user.email });
  const principal = await signIn(db, user);
  const asOwner = await Promise.all(Array.from({ length: 20 }, () => acceptInvitation(db, principal, code)));
  expect(asOwner.filter(({ status }) => status === "accepted")).toHaveLength(1);
  expect(await seatsOf(organisation, user.email)).toHaveLength(1);

  const second = await invited();
  const asNew = await Promise.all(
    Array.from({ length: 20 }, () => acceptInvitationAsNew(db, { code: second.code, ...SENT }, client)),
  );
  expect(asNew.filter(({ status }) => status === "accepted")).toHaveLength(1);
  expect(await seatsOf(second.organisation, second.email)).toHaveLength(1);
});

test("a link lives seven days, by the database's clock", async () => {
  const { code, invitation } = await invited();
  const move = (by: string) =>
    sql`update invitation set expires_at = now() + ${by}::interval where id = ${invitation.id}`.execute(db);
  expect(invitation.expires_at.getTime() - invitation.sent_at.getTime()).toBe(7 * 86_400_000);
  await move("1 minute");
  expect(await findLiveInvitation(db, code)).toBeDefined();
  await move("-1 second");
  expect(await findLiveInvitation(db, code)).toBeUndefined();
  expect(await acceptInvitationAsNew(db, { code, ...SENT }, client)).toEqual({ status: "dead_link" });
});

test("a revoked, a resent and a replaced invitation each end the link before", async () => {
  const one = await invited();
  const about = { organisationId: one.organisation.id, invitationId: one.invitation.id };
  expect((await resendInvitation(db, one.principal, about)).status).toBe("resent");
  expect(await findLiveInvitation(db, one.code)).toBeUndefined();
  const resent = codeIn((await queuedMails(db, one.email)).at(-1));
  expect(await findLiveInvitation(db, resent)).toBeDefined();
  const input = inviteInput.parse({ email: one.email.toUpperCase(), role: "guest" });
  expect((await invite(db, one.principal, one.organisation.id, input)).status).toBe("invited");
  expect(await findLiveInvitation(db, resent)).toBeUndefined();

  const two = await invited();
  const other = { organisationId: two.organisation.id, invitationId: two.invitation.id };
  for (let n = 0; n < 2; n++) expect((await revokeInvitation(db, two.principal, other)).status).toBe("revoked");
  expect(await findLiveInvitation(db, two.code)).toBeUndefined();
  expect((await resendInvitation(db, two.principal, other)).status).toBe("ended");
});

test("who belongs to the organisation is not invited, and a former member can be again", async () => {
  const { organisation, people, principal } = await invited();
  const input = inviteInput.parse({ email: people.member.email, role: "guest" });
  expect((await invite(db, principal, organisation.id, input)).status).toBe("already_member");
  await removeMember(db, principal, { organisationId: organisation.id, userId: people.member.id });
  expect((await invite(db, principal, organisation.id, input)).status).toBe("invited");
  const code = codeIn((await queuedMails(db, people.member.email)).at(-1));
  expect((await acceptInvitation(db, await signIn(db, people.member), code)).status).toBe("accepted");
});

test("who is removed has left no door open: invitations that he or she sent are revoked", async () => {
  const { organisation, people } = await world();
  const email = newAddress();
  await invite(db, await signIn(db, people.admin), organisation.id, inviteInput.parse({ email, role: "admin" }));
  const code = codeIn((await queuedMails(db, email)).at(-1));
  await removeMember(db, await signIn(db, people.owner), { organisationId: organisation.id, userId: people.admin.id });
  expect(await findLiveInvitation(db, code)).toBeUndefined();
});

test("an organisation's invitations are nobody else's", async () => {
  const { invitation } = await invited();
  const { organisation, people } = await world();
  const about = { organisationId: organisation.id, invitationId: invitation.id };
  expect(await revokeInvitation(db, await signIn(db, people.owner), about)).toEqual({ status: "invitation_not_found" });
});

test("the code is nowhere in the database, and the password of no account either", async () => {
  const { code } = await invited();
  const lines = await dumpDatabase(db);
  expect(linesWithSecret(lines, code)).toEqual([]);
  expect(linesWithSecret(lines, PASSWORD)).toEqual([]);
});
