import { afterAll, expect, test } from "vitest";
import { revokeToken } from "@/lib/access-token/revocation/revoke";
import { rotateToken } from "@/lib/access-token/rotation/rotate";
import { noticeMessage } from "@/lib/notice/message/notice-message";
import { listNotices } from "@/lib/notice/read";
import { createTestDatabase } from "@/test/database/database";
import { addMember, createOrganisation, createOrganisationToken, createTeam, createUser } from "@/test/fixtures";
import { queuedMails, turnMailOn } from "@/test/mail/queued-mail";
import { callerWith, signIn } from "@/test/session";

turnMailOn();

const { db, destroy } = await createTestDatabase();
afterAll(destroy);

async function createAgency() {
  const organisation = await createOrganisation(db, { name: "Harbour Studio" });
  const join = async (role: "owner" | "admin" | "member" | "guest", given: Parameters<typeof createUser>[1] = {}) => {
    const user = await createUser(db, { firstName: role, lastName: "Lind", ...given });
    await addMember(db, organisation, user, role);
    return user;
  };
  const people = {
    owner: await join("owner"),
    admin: await join("admin"),
    member: await join("member"),
    other: await join("member"),
    guest: await join("guest"),
    gone: await join("admin", { deactivatedAt: new Date() }),
  };
  /** Who was told, each with the title, in the dashboard and by mail. */
  const told = async () => {
    const notices: Record<string, string[]> = {};
    const mails: string[] = [];
    for (const [name, user] of Object.entries(people)) {
      const rows = await listNotices(db, user.id, { limit: 20 });
      const titles = rows.map((row) => noticeMessage(row, { now: new Date(), timezone: "UTC" }).title);
      if (titles.length > 0) notices[name] = titles;
      if ((await queuedMails(db, user.email)).length > 0) mails.push(name);
    }
    return { notices, mails: mails.sort() };
  };
  return { organisation, people, told };
}

test("a revoke of an organisation's token is told to its owners and admins, but not to who did it", async () => {
  const { organisation, people, told } = await createAgency();
  const token = await createOrganisationToken(db, organisation, { label: "Nightly", createdBy: people.other });
  await revokeToken(db, await signIn(db, people.admin), { id: token.id, reason: "Leaving CI" });
  const title = "admin Lind revoked Nightly of Harbour Studio";
  expect(await told()).toEqual({ notices: { owner: [title] }, mails: ["owner"] });
  const [notice] = await listNotices(db, people.owner.id, { limit: 1 });
  if (notice === undefined) throw new Error("nobody was told");
  expect(noticeMessage(notice, { now: new Date(), timezone: "UTC" })).toMatchObject({
    text: "Requests with it are denied from now on. Reason: Leaving CI",
    links: [{ path: `/organisations/${organisation.slug}/access-tokens/${token.id}` }],
  });
});

test("a revoke may wait for others of an hour, and a leak waits for nothing", async () => {
  const { organisation, people } = await createAgency();
  for (const leaked of [false, true]) {
    const token = await createOrganisationToken(db, organisation, { label: "Nightly" });
    await revokeToken(db, await signIn(db, people.admin), { id: token.id, reason: null, leaked });
  }
  const rows = await db
    .selectFrom("outgoing_email")
    .select(["kind", "is_gathered"])
    .where("recipient", "=", people.owner.email)
    .orderBy("id")
    .execute();
  expect(rows).toEqual([
    { kind: "token_revoked_by_other", is_gathered: true },
    { kind: "token_revoked_by_other", is_gathered: false },
  ]);
});

test("one of a team's token is told to those of the team who may manage it", async () => {
  const { organisation, people, told } = await createAgency();
  const team = await createTeam(db, organisation, { members: [people.member, people.guest, people.gone] });
  const token = await createOrganisationToken(db, organisation, { label: "Nightly", teamId: team.id });
  await revokeToken(db, await signIn(db, people.owner), { id: token.id, reason: null });
  expect(Object.keys((await told()).notices)).toEqual(["member"]);
});

test("a token of the organisation that ends itself is told to all who look after it: none of them did it", async () => {
  const { organisation, told } = await createAgency();
  const token = await createOrganisationToken(db, organisation, { label: "Nightly" });
  await revokeToken(db, await callerWith(db, token.secret), { id: token.id, reason: null });
  const title = "The token itself revoked Nightly of Harbour Studio";
  expect((await told()).notices).toEqual({ owner: [title], admin: [title] });
});

test("a rotation is told in the dashboard, and by mail too when the former secret ended at once", async () => {
  const { organisation, people, told } = await createAgency();
  const token = await createOrganisationToken(db, organisation, { label: "Nightly" });
  const admin = await signIn(db, people.admin);
  const rotate = async (replaceNow: boolean) =>
    expect((await rotateToken(db, admin, token.id, { overlapSeconds: 0, replaceNow })).status).toBe("rotated");
  await rotate(false);
  const rotated = "admin Lind rotated Nightly of Harbour Studio";
  expect(await told()).toEqual({ notices: { owner: [rotated] }, mails: [] });
  await rotate(true);
  const replaced = "admin Lind replaced the secret of Nightly of Harbour Studio";
  expect(await told()).toEqual({ notices: { owner: [replaced, rotated] }, mails: ["owner"] });
});

test("a token of the organisation that rotates itself tells nobody", async () => {
  const { organisation, told } = await createAgency();
  const token = await createOrganisationToken(db, organisation);
  await db.updateTable("access_token").set({ may_rotate_itself: true }).where("id", "=", token.id).execute();
  const caller = await callerWith(db, token.secret);
  const result = await rotateToken(db, caller, token.id, { overlapSeconds: 3600, replaceNow: false });
  expect(result.status).toBe("rotated");
  expect(await told()).toEqual({ notices: {}, mails: [] });
});
