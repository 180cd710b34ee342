import { afterAll, expect, test } from "vitest";
import { countWithoutLink, listOpenInvitations, listUnmailedInvitations } from "@/db/organisation/invitation";
import { createTestDatabase } from "@/test/database/database";
import { dumpDatabase, linesWithSecret } from "@/test/database/dump";
import { addMember, createOrganisation, createToken, createUser } from "@/test/fixtures";
import { client, invitations, newAddress, SENT } from "@/test/invitation";
import { turnMailOn, withoutMail } from "@/test/mail/queued-mail";
import { callerWith, signIn } from "@/test/session";
import { acceptInvitationAsNew } from "./accept-as-new";
import { resendInvitation, revokeInvitation } from "./change";
import { createInvitationLink } from "./create-link";
import { inviteInput } from "./input";
import { invite } from "./invite";
import { findLiveInvitation } from "./open";

turnMailOn();

const { db, destroy } = await createTestDatabase();
afterAll(destroy);

const { world } = invitations(db);
const operator = await createUser(db);
const platform = await createOrganisation(db, { isPlatform: true, members: [{ user: operator, role: "owner" }] });
const codeOf = (link: string | null) => link?.split("/").at(-1) ?? "";

/** An agency's owner invites, where mail is off. */
async function invitedByAgency(email = newAddress()) {
  const { organisation, people } = await world();
  const principal = await signIn(db, people.owner);
  const result = await withoutMail(() => invite(db, principal, organisation.id, inviteInput.parse({ email })));
  if (result.status !== "invited") throw new Error(result.status);
  const about = { organisationId: organisation.id, invitationId: result.invitation.id };
  return { organisation, people, principal, about, email, link: result.link };
}

const createLink = async (who: { id: string }, id: string) =>
  await withoutMail(async () => await createInvitationLink(db, await signIn(db, who), id));

test("where mail is off, owners and admins are given no link that makes an account, whether the address has one or not", async () => {
  for (const email of [newAddress(), (await createUser(db)).email]) {
    const { organisation, people, principal, about, link } = await invitedByAgency(email);
    expect(link).toBeNull();
    const again = await withoutMail(() => resendInvitation(db, principal, about));
    expect(again).toMatchObject({ status: "resent", link: null });
    const input = inviteInput.parse({ email });
    const byAdmin = await withoutMail(async () => invite(db, await signIn(db, people.admin), organisation.id, input));
    expect(byAdmin).toMatchObject({ status: "invited", link: null });
    for (const who of [people.owner, people.admin, people.member]) {
      expect(await createLink(who, about.invitationId)).toEqual({ status: "invitation_not_found" });
    }
  }
});

test("a platform's admin, its former owner and an owner's token are given no link either", async () => {
  const [admin, former] = [await createUser(db), await createUser(db)];
  await addMember(db, platform, admin, "admin");
  await addMember(db, platform, former, "owner");
  const { about, organisation } = await invitedByAgency();
  expect((await createLink(admin, about.invitationId)).status).toBe("invitation_not_found");
  const principal = await signIn(db, former);
  const leave = db.deleteFrom("membership").where("user_id", "=", former.id);
  await leave.where("organisation_id", "=", platform.id).execute();
  // With what the session was when the request came.
  const late = await withoutMail(() => createInvitationLink(db, principal, about.invitationId));
  expect(late).toEqual({ status: "invitation_not_found" });
  await addMember(db, organisation, operator, "owner");
  const caller = await callerWith(db, (await createToken(db, operator)).secret);
  const byToken = await withoutMail(() => resendInvitation(db, caller, about));
  expect(byToken).toMatchObject({ status: "resent", link: null, invitation: { is_vouched: false } });
});

test("an owner of the platform makes the link of any organisation's invitation, and the one before it is dead", async () => {
  const { organisation, about, email } = await invitedByAgency();
  const before = await countWithoutLink(db);
  const first = await createLink(operator, about.invitationId);
  const second = await createLink(operator, about.invitationId);
  if (first.status !== "created" || second.status !== "created") throw new Error("no link was made");
  expect(await countWithoutLink(db)).toBe(before - 1);
  for (const search of [email.toUpperCase(), organisation.name]) {
    const { rows } = await listUnmailedInvitations(db, { but: platform.id, search, limit: 100 });
    expect(rows.find(({ id }) => id === about.invitationId)).toMatchObject({ email, is_vouched: true });
  }
  expect(await listUnmailedInvitations(db, { but: organisation.id, search: email, limit: 100 })).toMatchObject({
    count: 0,
  });
  expect(await findLiveInvitation(db, codeOf(first.link))).toBeUndefined();
  expect(linesWithSecret(await dumpDatabase(db), codeOf(second.link))).toEqual([]);
  const accepted = await acceptInvitationAsNew(db, { code: codeOf(second.link), ...SENT }, client);
  expect(accepted).toMatchObject({ status: "accepted", email });
  const entries = db.selectFrom("activity").select("actor_user_id").where("organisation_id", "=", organisation.id);
  const made = await entries.where("type", "=", "invitation.link_created").execute();
  expect(made).toEqual([{ actor_user_id: operator.id }, { actor_user_id: operator.id }]);
  expect(await createLink(operator, about.invitationId)).toEqual({ status: "ended" });
});

test("the number that the overview tells is that of the rows without a link on the page that it leads to", async () => {
  const { about } = await invitedByAgency();
  await createLink(operator, about.invitationId);
  await invitedByAgency();
  const links = await listUnmailedInvitations(db, { but: platform.id, search: "", limit: 500 });
  expect(links.rows.filter((row) => !row.is_vouched)).toHaveLength(links.withoutLink);
  expect(links.withoutLink).toBeLessThan(links.count);
  const own = await listOpenInvitations(db, platform.id, { limit: 500, offset: 0 });
  const ownWithout = own.rows.filter((row) => !row.is_mailed && !row.is_vouched).length;
  expect(await countWithoutLink(db)).toBe(links.withoutLink + ownWithout);
});

test("no link is made of what was revoked, of nothing, nor where mail is on", async () => {
  const { principal, about } = await invitedByAgency();
  expect(await createInvitationLink(db, await signIn(db, operator), about.invitationId)).toEqual({ status: "mail_on" });
  await revokeInvitation(db, principal, about);
  expect(await createLink(operator, about.invitationId)).toEqual({ status: "ended" });
  expect(await createLink(operator, operator.id)).toEqual({ status: "invitation_not_found" });
});
