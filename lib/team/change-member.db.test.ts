import { afterAll, expect, test } from "vitest";
import { findTeam } from "@/db/organisation/team";
import type { Role } from "@/lib/authorization/principal";
import { createTestDatabase } from "@/test/database/database";
import { createMember, createOrganisation, createTeam, createUser } from "@/test/fixtures";
import { signIn } from "@/test/session";
import { addTeamMember, removeTeamMember } from "./change-member";

const { db, destroy } = await createTestDatabase();
afterAll(destroy);

async function scene() {
  const organisation = await createOrganisation(db);
  const person = (role: Role) => createMember(db, organisation, role);
  const [owner, admin, member, guest] = [
    await person("owner"),
    await person("admin"),
    await person("member"),
    await person("guest"),
  ];
  const team = await createTeam(db, organisation);
  const membersNow = async () => (await findTeam(db, organisation.id, team.id))?.members.map(({ id }) => id).sort();
  const about = (user: { id: string }) => ({ organisationId: organisation.id, teamId: team.id, userId: user.id });
  return { organisation, owner, admin, member, guest, team, membersNow, about };
}

test("two who add different people at once both get their way", async () => {
  const { owner, admin, member, membersNow, about } = await scene();
  const [first, second] = [await signIn(db, owner), await signIn(db, admin)];
  const results = await Promise.all([addTeamMember(db, first, about(member)), addTeamMember(db, second, about(admin))]);
  expect(results.map(({ status }) => status)).toEqual(["edited", "edited"]);
  expect(await membersNow()).toEqual([member.id, admin.id].sort());
});

test("who is in already, or out already, changes nothing and is recorded once", async () => {
  const { organisation, owner, member, membersNow, about } = await scene();
  const principal = await signIn(db, owner);
  for (const change of [addTeamMember, addTeamMember, removeTeamMember, removeTeamMember]) {
    expect((await change(db, principal, about(member))).status).toBe("edited");
  }
  expect(await membersNow()).toEqual([]);
  const rows = await db
    .selectFrom("activity")
    .select(["type", "before", "after"])
    .where("organisation_id", "=", organisation.id)
    .orderBy("id")
    .execute();
  expect(rows).toEqual([
    { type: "team.edited", before: { members: [] }, after: { members: [member.email] } },
    { type: "team.edited", before: { members: [member.email] }, after: { members: [] } },
  ]);
});

test("guests and strangers are in no team, and members change none", async () => {
  const { owner, member, guest, membersNow, about } = await scene();
  const principal = await signIn(db, owner);
  for (const user of [guest, await createUser(db)]) {
    expect(await addTeamMember(db, principal, about(user))).toEqual({
      status: "invalid",
      fields: { members: ["Only owners, admins and members of the organisation can be in a team."] },
    });
  }
  for (const [caller, status] of [
    [member, "role_required"],
    [guest, "role_required"],
    [await createUser(db), "not_found"],
  ] as const) {
    expect((await addTeamMember(db, await signIn(db, caller), about(member))).status).toBe(status);
  }
  expect(await membersNow()).toEqual([]);
});
