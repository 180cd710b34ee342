import { afterAll, expect, test } from "vitest";
import { rotateToken } from "@/lib/access-token/rotation/rotate";
import { reachOf } from "@/lib/authorization/reach";
import { allowsScope } from "@/lib/authorization/scope";
import { invite } from "@/lib/invitation/invite";
import { createTestDatabase } from "@/test/database/database";
import {
  addToApplication,
  createAgency,
  createApplication,
  createOrganisation,
  createOrganisationToken,
  createTeam,
  createToken,
  createUser,
} from "@/test/fixtures";
import { callerWith, signIn } from "@/test/session";
import { findLeaving } from "./leaving";
import { removeMember } from "./remove";
import { replaceByOrganisationToken } from "./replace-token";

const { db, destroy } = await createTestDatabase();
afterAll(destroy);

async function world() {
  const { organisation, people } = await createAgency(db);
  return { organisation, ...people };
}

test("before somebody leaves it is told which tokens lose access, which secrets were seen, and which teams would be empty", async () => {
  const { organisation, owner, admin, member } = await world();
  const reaching = await createToken(db, member, { label: "Laptop" });
  await createToken(db, member, { label: "Elsewhere", limits: [] });
  await createToken(db, member, { label: "Over", revoked: { at: new Date() } });
  const seen = await createOrganisationToken(db, organisation, { label: "Deploys", createdBy: member });
  const rotated = await createOrganisationToken(db, organisation, { label: "Backups", createdBy: member });
  await createOrganisationToken(db, organisation, { label: "Others", createdBy: admin });
  const alone = await createTeam(db, organisation, { name: "Night shift", members: [member] });
  await createTeam(db, organisation, { name: "Day shift", members: [member, admin] });
  await createOrganisationToken(db, organisation, { label: "Of the night shift", teamId: alone.id, createdBy: admin });

  const principal = await signIn(db, owner);
  // Whoever gets the new secret has seen the token's secret; the former one is out at once.
  await rotateToken(db, principal, rotated.id, { overlapSeconds: 0, replaceNow: true });
  const about = { organisationId: organisation.id, userId: member.id };
  const result = await findLeaving(db, principal, about);
  expect(result).toMatchObject({
    status: "found",
    leaving: {
      losing: [{ uuid: reaching.id, label: "Laptop" }],
      seen: [{ uuid: seen.id, label: "Deploys" }],
      teams: [{ uuid: alone.id, name: "Night shift", tokens: 1 }],
      invitations: [],
    },
  });
});

test("whoever may remove somebody sees what each token is limited to, and which invitations end with it", async () => {
  const { organisation, owner, admin, member } = await world();
  const application = await createApplication(db, organisation, { name: "Website" });
  const place = { organisation_id: organisation.id, application_id: application.id, environment_id: null };
  const test = { ...place, environment_id: application.environments.test ?? "" };
  await createToken(db, admin, { label: "Narrow", limits: [test] });
  await createToken(db, admin, { label: "Whole", limits: [{ ...place, application_id: null }, test] });
  await createToken(db, admin, { label: "All", scopes: ["all"] });
  const invited = { email: "ada@example.com", role: "member" as const, applications: [] };
  expect((await invite(db, await signIn(db, admin), organisation.id, invited)).status).toBe("invited");
  const ask = async (who: { id: string }) => {
    const result = await findLeaving(db, await signIn(db, who), { organisationId: organisation.id, userId: admin.id });
    if (result.status !== "found") throw new Error(result.status);
    return result.leaving;
  };
  const { losing, invitations } = await ask(owner);
  expect(Object.fromEntries(losing.map(({ label, places }) => [label, places]))).toEqual({
    Narrow: ["Website / test"],
    Whole: null,
    All: null,
  });
  expect(invitations).toEqual([{ email: "ada@example.com", role: "member" }]);

  await createToken(db, member, { label: "Own", limits: [test] });
  const own = await findLeaving(db, await signIn(db, member), { organisationId: organisation.id, userId: member.id });
  expect(own).toMatchObject({ leaving: { losing: [{ label: "Own", places: null }], invitations: [] } });
});

test("who may not remove somebody is not told, and who leaves learns no labels that are not shown to him", async () => {
  const { organisation, owner, admin, member, guest } = await world();
  await createOrganisationToken(db, organisation, { label: "Secret project", createdBy: member });
  const ask = async (who: { id: string }, userId: string) =>
    await findLeaving(db, await signIn(db, who), { organisationId: organisation.id, userId });
  expect((await ask(guest, member.id)).status).toBe("not_found");
  expect((await ask(member, guest.id)).status).toBe("not_found");
  expect((await ask(admin, owner.id)).status).toBe("not_found");
  expect((await ask(await createUser(db), member.id)).status).toBe("not_found");
  const own = await ask(member, member.id);
  expect(own).toMatchObject({ status: "found", leaving: { seen: [] } });
});

test("each team that would be empty is handed over to a colleague, who is no guest and not the one who leaves", async () => {
  const { organisation, owner, admin, member, guest } = await world();
  const alone = await createTeam(db, organisation, { members: [member] });
  const other = await createTeam(db, organisation, { members: [member] });
  const shared = await createTeam(db, organisation, { members: [member, admin] });
  const foreign = await createTeam(db, await createOrganisation(db), {});
  const principal = await signIn(db, owner);
  const about = { organisationId: organisation.id, userId: member.id };
  for (const heir of [guest, member, await createUser(db)]) {
    const handOver = [{ team: alone.id, to: heir.id }];
    expect((await removeMember(db, principal, { ...about, handOver })).status).toBe("heir_not_found");
  }
  const handOver = [
    { team: alone.id, to: admin.id },
    { team: other.id, to: owner.id },
    // A team with others in it needs nobody, and a foreign one is not his to give.
    { team: shared.id, to: owner.id },
    { team: foreign.id, to: owner.id },
  ];
  expect((await removeMember(db, principal, { ...about, handOver })).status).toBe("removed");
  const members = async ({ id }: { id: string }) =>
    await db.selectFrom("team_member").select("user_id").where("team_id", "=", id).execute();
  expect(await members(alone)).toEqual([{ user_id: admin.id }]);
  expect(await members(other)).toEqual([{ user_id: owner.id }]);
  expect(await members(shared)).toEqual([{ user_id: admin.id }]);
  expect(await members(foreign)).toEqual([]);
});

test("a personal token is replaced by one of the organisation that reaches the same there, and no more", async () => {
  const { organisation, owner, member, guest } = await world();
  const elsewhere = await createOrganisation(db, { members: [{ user: member, role: "owner" }] });
  const application = await createApplication(db, organisation);
  const limits = [
    {
      organisation_id: organisation.id,
      application_id: application.id,
      environment_id: application.environments.test ?? "",
    },
    { organisation_id: elsewhere.id, application_id: null, environment_id: null },
  ];
  const scopes = ["applications:read"];
  const personal = await createToken(db, member, {
    label: "CI",
    scopes,
    limits,
    expiresAt: new Date(Date.now() + 86_400_000),
  });
  const principal = await signIn(db, owner);
  const made = await replaceByOrganisationToken(db, principal, {
    organisationId: organisation.id,
    tokenId: personal.id,
  });
  if (made.status !== "created") throw new Error(made.status);
  expect(made.token).toMatchObject({ label: "CI", scopes, acts_as: "member", kind: "org" });
  expect(made.token.limits).toEqual([
    { organisation: organisation.id, application: application.id, environment: application.environments.test },
  ]);
  expect((await callerWith(db, personal.secret)).organisations).toHaveLength(2);

  await addToApplication(db, organisation, application, guest, "write");
  const guests = await createToken(db, guest, { label: "Freelance" });
  const replaced = await replaceByOrganisationToken(db, principal, {
    organisationId: organisation.id,
    tokenId: guests.id,
  });
  if (replaced.status !== "created") throw new Error(replaced.status);
  expect(replaced.token).toMatchObject({ acts_as: "guest", limits: [{ application: application.id }] });
});

test.each([
  ["limited to it and to another", true],
  ["limited to all of the organisation", false],
])("a guest’s token that is %s is replaced by one that reaches and writes no more", async (_, isPart) => {
  const { organisation, owner, guest } = await world();
  const [mine, other] = [await createApplication(db, organisation), await createApplication(db, organisation)];
  await addToApplication(db, organisation, mine, guest, "read");
  const limits = (isPart ? [mine.id, other.id] : [null]).map((applicationId) => ({
    organisation_id: organisation.id,
    application_id: applicationId,
    environment_id: null,
  }));
  const personal = await createToken(db, guest, { limits });
  const about = { organisationId: organisation.id, tokenId: personal.id };
  const made = await replaceByOrganisationToken(db, await signIn(db, owner), about);
  if (made.status !== "created") throw new Error(made.status);
  for (const secret of [personal.secret, made.secret]) {
    const caller = await callerWith(db, secret);
    expect(reachOf(caller).map(({ application_id: applicationId }) => applicationId)).toEqual([mine.id]);
    const mayWrite = allowsScope(caller.token.scopes, "applications:write") && reachOf(caller, "write").length > 0;
    expect(mayWrite).toBe(false);
    expect(allowsScope(caller.token.scopes, "applications:read")).toBe(true);
  }
});

test("nobody replaces a token that does not reach the organisation, or of an organisation whose people he does not manage", async () => {
  const { organisation, owner, member } = await world();
  const stranger = await createUser(db);
  const strangers = await createToken(db, stranger);
  const principal = await signIn(db, owner);
  const ask = (tokenId: string) =>
    replaceByOrganisationToken(db, principal, { organisationId: organisation.id, tokenId });
  expect((await ask(strangers.id)).status).toBe("not_found");
  expect((await ask((await createToken(db, member, { limits: [] })).id)).status).toBe("not_found");
  const reaching = await createToken(db, owner);
  const asMember = await signIn(db, member);
  const about = { organisationId: organisation.id, tokenId: reaching.id };
  expect((await replaceByOrganisationToken(db, asMember, about)).status).toBe("not_found");
});
