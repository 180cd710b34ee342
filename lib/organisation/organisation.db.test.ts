import { afterAll, expect, test } from "vitest";
import { createApplication as makeApplication } from "@/lib/application/create";
import { createTeam } from "@/lib/team/create";
import { deleteTeam } from "@/lib/team/delete";
import { editTeam } from "@/lib/team/edit";
import { createTestDatabase } from "@/test/database/database";
import {
  createAgency,
  createApplication,
  createOrganisationToken,
  createOrganisation as createRow,
  createTeam as createTeamRow,
  createToken,
  createUser,
} from "@/test/fixtures";
import { callerWith, signIn } from "@/test/session";
import { createOrganisation } from "./create";
import { deleteOrganisation } from "./delete";
import { renameOrganisation } from "./rename";

const { db, destroy } = await createTestDatabase();
afterAll(destroy);

test("whoever makes an organisation owns it, and two of one name both come to be under addresses of their own", async () => {
  const principal = await signIn(db, await createUser(db));
  const made = await Promise.all([1, 2].map(() => createOrganisation(db, principal, "Hafen & Söhne")));
  const slugs = made.map((result) => (result.status === "created" ? result.organisation.slug : result.status)).sort();
  expect(slugs).toEqual(["hafen-sohne", expect.stringMatching(/^hafen-sohne-[0-9a-f]{6}$/)]);
  const { organisations } = await signIn(db, principal.user);
  expect(organisations.map(({ role }) => role)).toEqual(["owner", "owner"]);
});

test("neither an organisation's token nor a limited one makes an organisation", async () => {
  const { organisation, people } = await createAgency(db);
  const own = await createOrganisationToken(db, organisation, { actsAs: "admin" });
  const limited = await createToken(db, people.owner, { limits: [] });
  for (const { secret } of [own, limited]) {
    const result = await createOrganisation(db, await callerWith(db, secret), "Way out");
    expect(result.status).toBe("not_for_token");
  }
});

test.each([
  ["owner", "renamed", "deleted"],
  ["admin", "role_required", "role_required"],
  ["member", "role_required", "role_required"],
  ["guest", "role_required", "role_required"],
  ["stranger", "not_found", "not_found"],
] as const)("%s: renaming is %s, deleting %s", async (who, renamed, deleted) => {
  const { organisation, people } = await createAgency(db);
  const principal = await signIn(db, people[who]);
  expect((await renameOrganisation(db, principal, organisation.id, "Quay")).status).toBe(renamed);
  const { slug } = await db
    .selectFrom("organisation")
    .select("slug")
    .where("id", "=", organisation.id)
    .executeTakeFirstOrThrow();
  expect(slug).toBe(organisation.slug);
  expect((await deleteOrganisation(db, principal, organisation.id)).status).toBe(deleted);
});

test("an organisation with applications, and the platform's own, are not deleted", async () => {
  const { organisation, people } = await createAgency(db);
  await createApplication(db, organisation);
  const principal = await signIn(db, people.owner);
  expect(await deleteOrganisation(db, principal, organisation.id)).toEqual({ status: "has_applications", count: 1 });
  const platform = await createRow(db, { isPlatform: true, members: [{ user: people.owner, role: "owner" }] });
  expect((await deleteOrganisation(db, await signIn(db, people.owner), platform.id)).status).toBe("is_platform");
});

test("an application that is made while its organisation is deleted keeps it, or is not made", async () => {
  for (let round = 0; round < 5; round++) {
    const { organisation, people } = await createAgency(db);
    const [owner, member] = [await signIn(db, people.owner), await signIn(db, people.member)];
    const [deleted, made] = await Promise.all([
      deleteOrganisation(db, owner, organisation.id),
      makeApplication(db, member, { name: "Race", organisation: organisation.id }),
    ]);
    const outcome = `${deleted.status}, ${made.status}`;
    expect(["deleted, not_found", "has_applications, created"]).toContain(outcome);
  }
});

test("a deleted organisation takes its tokens along, and leaves people and their tokens", async () => {
  const { organisation, people } = await createAgency(db);
  const own = await createOrganisationToken(db, organisation);
  const personal = await createToken(db, people.member);
  await deleteOrganisation(db, await signIn(db, people.owner), organisation.id);
  await expect(callerWith(db, own.secret)).rejects.toThrow("invalid_token");
  expect((await callerWith(db, personal.secret)).organisations).toEqual([]);
});

test.each([
  ["owner", "created"],
  ["admin", "created"],
  ["member", "role_required"],
  ["guest", "role_required"],
  ["stranger", "not_found"],
] as const)("%s makes a team: %s", async (who, status) => {
  const { organisation, people } = await createAgency(db);
  const principal = await signIn(db, people[who]);
  const result = await createTeam(db, principal, organisation.id, { name: "Backend", members: [people.member.id] });
  expect(result.status).toBe(status);
});

test("a team has a name of its own and no guests or strangers", async () => {
  const { organisation, people } = await createAgency(db);
  const principal = await signIn(db, people.admin);
  const make = (name: string, members: string[]) => createTeam(db, principal, organisation.id, { name, members });
  expect((await make("Backend", [])).status).toBe("created");
  expect(await make("BACKEND", [])).toMatchObject({ status: "invalid", fields: { name: expect.anything() } });
  for (const user of [people.guest, people.stranger]) {
    expect(await make("Frontend", [user.id])).toMatchObject({
      status: "invalid",
      fields: { members: expect.anything() },
    });
  }
});

test("who leaves a team loses its tokens from sight, and a dissolved team leaves its tokens to the admins", async () => {
  const { organisation, people } = await createAgency(db);
  const team = await createTeamRow(db, organisation, { members: [people.member] });
  const token = await createOrganisationToken(db, organisation, { teamId: team.id });
  const principal = await signIn(db, people.owner);
  const about = { organisationId: organisation.id, teamId: team.id };
  expect((await signIn(db, people.member)).organisations[0]?.teamIds).toEqual([team.id]);
  expect((await editTeam(db, principal, about, { members: [people.admin.id] })).status).toBe("edited");
  expect((await signIn(db, people.member)).organisations[0]?.teamIds).toEqual([]);
  expect((await deleteTeam(db, principal, about)).status).toBe("deleted");
  expect((await deleteTeam(db, principal, about)).status).toBe("team_not_found");
  const row = await db.selectFrom("access_token").selectAll().where("id", "=", token.id).executeTakeFirst();
  expect(row).toMatchObject({ team_id: null, revoked_at: null });
});

test("a team of one organisation is no other's", async () => {
  const { organisation } = await createAgency(db);
  const team = await createTeamRow(db, organisation);
  const elsewhere = await createAgency(db);
  const about = { organisationId: elsewhere.organisation.id, teamId: team.id };
  const principal = await signIn(db, elsewhere.people.owner);
  expect((await editTeam(db, principal, about, { name: "Mine" })).status).toBe("team_not_found");
  expect((await deleteTeam(db, principal, about)).status).toBe("team_not_found");
});
