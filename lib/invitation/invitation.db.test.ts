import { sql } from "kysely";
import { afterAll, expect, test } from "vitest";
import type { Role } from "@/lib/authorization/principal";
import { removeMember } from "@/lib/organisation/member/remove";
import { createTestDatabase } from "@/test/database/database";
import { dumpDatabase, linesWithSecret } from "@/test/database/dump";
import { createApplication, createOrganisation, PASSWORD } from "@/test/fixtures";
import { client, invitations, newAddress, SENT, seatsOf } from "@/test/invitation";
import { codeIn, queuedMails, turnMailOn } from "@/test/mail/queued-mail";
import { signIn } from "@/test/session";
import { acceptInvitation } from "./accept";
import { acceptInvitationAsNew } from "./accept-as-new";
import { resendInvitation, revokeInvitation } from "./change";
import { inviteInput } from "./input";
import { invite } from "./invite";
import { findLiveInvitation } from "./open";

turnMailOn();

const { db, destroy } = await createTestDatabase();
afterAll(destroy);

const { world, invited } = invitations(db);

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
  const [seat] = await seatsOf(db, organisation, email);
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
  const both = [application, foreign].map(({ id }) => ({ application: id }));
  const input = inviteInput.parse({ email: newAddress(), role: "guest", applications: both });
  expect(await invite(db, principal, organisation.id, input)).toEqual({
    status: "invalid",
    fields: { applications: [expect.stringContaining(foreign.id)] },
  });
  expect((await ask("guest", application.id)).status).toBe("invited");
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
  await sql`update invitation set sent_at = sent_at - interval '1 hour' where id = ${one.invitation.id}`.execute(db);
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
