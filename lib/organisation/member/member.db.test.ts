import { afterAll, expect, test } from "vitest";
import { markEmailVerified } from "@/db/account/user";
import type { Role } from "@/lib/authorization/principal";
import { invite } from "@/lib/invitation/invite";
import { createTestDatabase } from "@/test/database/database";
import {
  addMember,
  addToApplication,
  createApplication,
  createOrganisation,
  createOrganisationToken,
  createTeam,
  createToken,
  createUser,
} from "@/test/fixtures";
import { queuedMails, turnMailOn } from "@/test/mail/queued-mail";
import { callerWith, signIn } from "@/test/session";
import { leaveOrganisation } from "../leave";
import { changeRole } from "./change-role";
import { removeMember } from "./remove";
import { ROLES } from "./roles";

turnMailOn();

const { db, destroy } = await createTestDatabase();
afterAll(destroy);

const roleOf = async (organisation: { id: string }, user: { id: string }) =>
  (
    await db
      .selectFrom("membership")
      .select("role")
      .where("organisation_id", "=", organisation.id)
      .where("user_id", "=", user.id)
      .executeTakeFirst()
  )?.role;

const activities = async (organisation: { id: string }) =>
  await db.selectFrom("activity").selectAll().where("organisation_id", "=", organisation.id).orderBy("id").execute();

/** An organisation that another owner keeps, the one who acts, and the one it is about. */
async function scene(actorRole: Role, targetRole: Role) {
  const [keeper, actor, target] = [await createUser(db), await createUser(db), await createUser(db)];
  const organisation = await createOrganisation(db, {
    members: [
      { user: keeper, role: "owner" },
      { user: actor, role: actorRole },
      { user: target, role: targetRole },
    ],
  });
  return { organisation, keeper, actor, target, principal: await signIn(db, actor) };
}

// What the actor's role allows, by the target's present role and the new one: "up to one's own, both of them".
const STRENGTH = ["guest", "member", "admin", "owner"];
const isWithin = (actor: Role, role: Role) => STRENGTH.indexOf(role) <= STRENGTH.indexOf(actor);
const mayManage = (actor: Role) => actor === "owner" || actor === "admin";

for (const actorRole of ROLES) {
  test(`${actorRole}: changes roles only up to the own one, and removes nobody above it`, async () => {
    for (const targetRole of ROLES) {
      for (const role of ROLES) {
        const { organisation, target, principal } = await scene(actorRole, targetRole);
        const result = await changeRole(db, principal, { organisationId: organisation.id, userId: target.id, role });
        const allowed = mayManage(actorRole) && isWithin(actorRole, targetRole) && isWithin(actorRole, role);
        const expected = allowed ? "changed" : mayManage(actorRole) ? "above_own_role" : "role_required";
        expect(`${targetRole} to ${role}: ${result.status}`).toBe(`${targetRole} to ${role}: ${expected}`);
        expect(await roleOf(organisation, target)).toBe(allowed ? role : targetRole);
      }
      const { organisation, target, principal } = await scene(actorRole, targetRole);
      const result = await removeMember(db, principal, { organisationId: organisation.id, userId: target.id });
      const allowed = mayManage(actorRole) && isWithin(actorRole, targetRole);
      const expected = allowed ? "removed" : mayManage(actorRole) ? "above_own_role" : "role_required";
      expect(`remove ${targetRole}: ${result.status}`).toBe(`remove ${targetRole}: ${expected}`);
      expect(await roleOf(organisation, target)).toBe(allowed ? undefined : targetRole);
    }
  });
}

test("who does not belong to the organisation learns nothing of it, and its people are found in no other one", async () => {
  const { organisation, target } = await scene("owner", "member");
  const stranger = await createUser(db);
  const own = await createOrganisation(db, { members: [{ user: stranger, role: "owner" }] });
  const principal = await signIn(db, stranger);
  const there = { organisationId: organisation.id, userId: target.id };
  expect(await changeRole(db, principal, { ...there, role: "guest" })).toEqual({ status: "not_found" });
  expect(await removeMember(db, principal, there)).toEqual({ status: "not_found" });
  expect(await leaveOrganisation(db, principal, organisation.id)).toEqual({ status: "not_found" });
  const here = { organisationId: own.id, userId: target.id };
  expect(await changeRole(db, principal, { ...here, role: "guest" })).toEqual({ status: "member_not_found" });
  expect(await removeMember(db, principal, here)).toEqual({ status: "member_not_found" });
});

test("who has not confirmed the address gets no higher role, and can get a lower one", async () => {
  const { organisation, principal } = await scene("owner", "member");
  const unproved = await createUser(db, { isProved: false });
  await addMember(db, organisation, unproved, "member");
  const about = { organisationId: organisation.id, userId: unproved.id };
  for (const role of ["admin", "owner"] as const) {
    expect(await changeRole(db, principal, { ...about, role })).toEqual({ status: "member_unproved" });
  }
  expect(await roleOf(organisation, unproved)).toBe("member");
  expect((await changeRole(db, principal, { ...about, role: "guest" })).status).toBe("changed");
  expect(await changeRole(db, principal, { ...about, role: "member" })).toEqual({ status: "member_unproved" });
  await markEmailVerified(db, unproved.id);
  expect((await changeRole(db, principal, { ...about, role: "owner" })).status).toBe("changed");
});

test("a change and a removal are recorded, and the person is told in the dashboard and by mail", async () => {
  const { organisation, target, principal } = await scene("admin", "member");
  const about = { organisationId: organisation.id, userId: target.id };
  await changeRole(db, principal, { ...about, role: "guest" });
  await changeRole(db, principal, { ...about, role: "guest" });
  await removeMember(db, principal, about);
  expect(await activities(organisation)).toMatchObject([
    { type: "membership.role_changed", before: { role: "member" }, after: { role: "guest" }, user_id: target.id },
    { type: "membership.removed", before: { role: "guest" }, actor_user_id: principal.user.id },
  ]);
  const mails = await queuedMails(db, target.email);
  expect(mails.map(({ kind }) => kind)).toEqual(["membership_role_changed", "membership_removed"]);
  expect(mails[1]?.subject).toBe(`You no longer belong to an organisation: “${organisation.name}”`);
  const notices = await db.selectFrom("notice").select("kind").where("user_id", "=", target.id).orderBy("id").execute();
  expect(notices.map(({ kind }) => kind)).toEqual(["membership_role_changed", "membership_removed"]);
});

test("a guest who becomes a member forgets the list, and who becomes a guest begins with nothing", async () => {
  const { organisation, target, principal } = await scene("owner", "guest");
  const application = await createApplication(db, organisation);
  const team = await createTeam(db, organisation);
  await addToApplication(db, organisation, application, target, "write");
  const about = { organisationId: organisation.id, userId: target.id };
  expect((await signIn(db, target)).organisations[0]?.applications).toHaveLength(1);
  await changeRole(db, principal, { ...about, role: "member" });
  expect((await signIn(db, target)).organisations[0]?.applications).toBeNull();
  await db
    .insertInto("team_member")
    .values({ team_id: team.id, organisation_id: organisation.id, user_id: target.id })
    .execute();
  await changeRole(db, principal, { ...about, role: "guest" });
  expect((await signIn(db, target)).organisations[0]).toMatchObject({ applications: [], teamIds: [] });
});

test("a removed person's token reaches the organisation no more, at once, and lives on for the rest", async () => {
  const { organisation, target, principal } = await scene("owner", "admin");
  const other = await createOrganisation(db, { members: [{ user: target, role: "member" }] });
  const token = await createToken(db, target);
  const before = await callerWith(db, token.secret);
  expect(before.organisations).toHaveLength(2);
  await removeMember(db, principal, { organisationId: organisation.id, userId: target.id });
  expect((await callerWith(db, token.secret)).organisations.map(({ id }) => id)).toEqual([other.id]);
  // A request that was accepted before the removal, and does its work after it.
  const about = { organisationId: organisation.id, userId: principal.user.id };
  expect(await changeRole(db, before, { ...about, role: "guest" })).toEqual({ status: "not_found" });
});

test("the only owner neither leaves, nor steps down, nor is removed; owners whose accounts are deactivated do not count", async () => {
  const [owner, gone, admin] = [
    await createUser(db),
    await createUser(db, { deactivatedAt: new Date() }),
    await createUser(db),
  ];
  const organisation = await createOrganisation(db, {
    members: [
      { user: owner, role: "owner" },
      { user: gone, role: "owner" },
      { user: admin, role: "admin" },
    ],
  });
  const principal = await signIn(db, owner);
  const self = { organisationId: organisation.id, userId: owner.id };
  expect(await leaveOrganisation(db, principal, organisation.id)).toEqual({ status: "last_owner" });
  expect(await changeRole(db, principal, { ...self, role: "admin" })).toEqual({ status: "last_owner" });
  expect(await removeMember(db, principal, self)).toEqual({ status: "last_owner" });
  expect(await roleOf(organisation, owner)).toBe("owner");
  expect((await leaveOrganisation(db, await signIn(db, admin), organisation.id)).status).toBe("left");
  // The one who can no longer sign in can be removed.
  const other = { organisationId: organisation.id, userId: gone.id };
  expect(await removeMember(db, principal, other)).toEqual({ status: "removed" });
});

test("everybody else may leave, whatever the role, and no letter says so", async () => {
  for (const role of ["admin", "member", "guest"] as const) {
    const { organisation, target } = await scene("owner", role);
    expect(await leaveOrganisation(db, await signIn(db, target), organisation.id)).toEqual({ status: "left" });
    expect(await roleOf(organisation, target)).toBeUndefined();
    expect(await activities(organisation)).toMatchObject([{ type: "membership.left", before: { role } }]);
    expect(await queuedMails(db, target.email)).toEqual([]);
  }
});

test("twenty owners who all leave, step down and remove each other at once never leave none", async () => {
  for (let round = 0; round < 3; round++) {
    const owners = await Promise.all(Array.from({ length: 20 }, () => createUser(db)));
    const organisation = await createOrganisation(db, {
      members: owners.map((user) => ({ user, role: "owner" as const })),
    });
    const organisationId = organisation.id;
    const principals = await Promise.all(owners.map((owner) => signIn(db, owner)));
    const results = await Promise.all(
      principals.map(async (principal, n) => {
        const next = owners[(n + 1) % owners.length]?.id ?? "";
        if (n % 3 === 0) return await leaveOrganisation(db, principal, organisationId);
        if (n % 3 === 1) return await removeMember(db, principal, { organisationId, userId: next });
        return await changeRole(db, principal, { organisationId, userId: principal.user.id, role: "guest" });
      }),
    );
    const left = await db
      .selectFrom("membership")
      .where("organisation_id", "=", organisationId)
      .where("role", "=", "owner")
      .select("user_id")
      .execute();
    expect(left.length).toBeGreaterThanOrEqual(1);
    // Whoever was refused was so for a reason that is true.
    expect(new Set(results.map(({ status }) => status))).not.toContain("above_own_role");
  }
});

test("twenty owners who all leave at once leave exactly one", async () => {
  const owners = await Promise.all(Array.from({ length: 20 }, () => createUser(db)));
  const { id } = await createOrganisation(db, { members: owners.map((user) => ({ user, role: "owner" as const })) });
  const principals = await Promise.all(owners.map((owner) => signIn(db, owner)));
  const results = await Promise.all(principals.map((principal) => leaveOrganisation(db, principal, id)));
  expect(results.filter(({ status }) => status === "left")).toHaveLength(19);
  expect(results.filter(({ status }) => status === "last_owner")).toHaveLength(1);
});

test("two admins who demote each other at once: one of them is no admin any more, and did nothing", async () => {
  for (let round = 0; round < 5; round++) {
    const { organisation, actor, target, principal } = await scene("admin", "admin");
    const other = await signIn(db, target);
    const results = await Promise.all([
      changeRole(db, principal, { organisationId: organisation.id, userId: target.id, role: "guest" }),
      changeRole(db, other, { organisationId: organisation.id, userId: actor.id, role: "guest" }),
    ]);
    expect(results.map(({ status }) => status).sort()).toEqual(["changed", "role_required"]);
  }
});

test("an organisation's token manages people as the role that it acts as, never owners, and cannot leave", async () => {
  const { organisation, keeper, target } = await scene("member", "member");
  const about = { organisationId: organisation.id, userId: target.id };
  const admin = await callerWith(db, (await createOrganisationToken(db, organisation, { actsAs: "admin" })).secret);
  const member = await callerWith(db, (await createOrganisationToken(db, organisation)).secret);
  expect(await changeRole(db, member, { ...about, role: "guest" })).toMatchObject({ status: "role_required" });
  expect(await changeRole(db, admin, { ...about, role: "owner" })).toMatchObject({ status: "above_own_role" });
  expect(await changeRole(db, admin, { ...about, role: "admin" })).toMatchObject({ status: "changed" });
  expect(await removeMember(db, admin, { ...about, userId: keeper.id })).toMatchObject({ status: "above_own_role" });
  expect(await leaveOrganisation(db, admin, organisation.id)).toEqual({ status: "not_found" });
});

test("a token that is limited to a part of the organisation does not see its people", async () => {
  const { organisation, keeper, target } = await scene("member", "member");
  const application = await createApplication(db, organisation);
  await addMember(db, await createOrganisation(db), keeper, "owner");
  const limits = [{ organisation_id: organisation.id, application_id: application.id, environment_id: null }];
  const caller = await callerWith(db, (await createToken(db, keeper, { limits })).secret);
  const about = { organisationId: organisation.id, userId: target.id };
  expect(await removeMember(db, caller, about)).toEqual({ status: "not_found" });
  expect(await leaveOrganisation(db, caller, organisation.id)).toEqual({ status: "not_found" });
});

test("an owner who is lowered has left no invitation open to more than the new role", async () => {
  const { organisation, target, principal } = await scene("owner", "owner");
  const asTarget = await signIn(db, target);
  for (const role of ["owner", "admin", "guest"] as const) {
    await invite(db, asTarget, organisation.id, { email: `${role}@second.example`, role, applications: [] });
  }
  const open = async () =>
    (
      await db
        .selectFrom("invitation")
        .where("organisation_id", "=", organisation.id)
        .where("revoked_at", "is", null)
        .select("role")
        .orderBy("role")
        .execute()
    ).map(({ role }) => role);
  expect(await open()).toEqual(["admin", "guest", "owner"]);
  const about = { organisationId: organisation.id, userId: target.id };
  await changeRole(db, principal, { ...about, role: "admin" });
  expect(await open()).toEqual(["admin", "guest"]);
  await changeRole(db, principal, { ...about, role: "member" });
  expect(await open()).toEqual([]);
});
