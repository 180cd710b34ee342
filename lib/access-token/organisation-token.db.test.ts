import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { isReachedApplication } from "@/db/application/reach";
import type { Db } from "@/db/database";
import { transferApplication } from "@/lib/application/transfer";
import type { Principal, SessionPrincipal } from "@/lib/authorization/principal";
import { reachOf } from "@/lib/authorization/reach";
import { createTestDatabase, type TestDatabase } from "@/test/database/database";
import {
  createAgency,
  createApplication,
  createMember,
  createOrganisation,
  createOrganisationToken,
  createTeam,
  createToken as createTokenRow,
} from "@/test/fixtures";
import { callerWith, signIn } from "@/test/session";
import { createToken } from "./create";
import { editToken } from "./edit";
import { findToken } from "./find";
import { createTokenInput } from "./input";
import { listTokens } from "./list";
import { revokeToken } from "./revocation/revoke";
import { undoRevoke } from "./revocation/undo";
import { rotateToken } from "./rotation/rotate";

let test_: TestDatabase;
beforeAll(async () => {
  test_ = await createTestDatabase();
});
afterAll(() => test_.destroy());

async function world() {
  const { db } = test_;
  const agency = await createAgency(db);
  const { organisation } = agency;
  const application = await createApplication(db, organisation);
  const people = { ...agency.people, loner: await createMember(db, organisation, "member") };
  const team = await createTeam(db, organisation, { members: [people.member, people.admin] });
  const otherTeam = await createTeam(db, organisation);
  return { db, organisation, application, people, team, otherTeam };
}

const make = (principal: Principal, given: object) =>
  createToken(test_.db, principal, createTokenInput.parse({ label: "Nightly build", ...given }));

const outcome = (result: Awaited<ReturnType<typeof createToken>>) =>
  result.status === "invalid" ? Object.keys(result.fields).join(" ") : result.status;

test.each([
  ["owner", "admin", "none", "created"],
  ["owner", "member", "own", "created"],
  ["admin", "admin", "none", "created"],
  ["admin", "member", "other", "created"],
  ["member", "member", "own", "created"],
  ["member", "guest", "own", "acts_as"],
  ["member", "admin", "own", "acts_as"],
  ["member", "member", "none", "team"],
  ["member", "member", "other", "team"],
  ["loner", "member", "own", "team"],
  ["guest", "guest", "none", "role_required"],
  ["stranger", "member", "none", "not_found"],
] as const)("%s makes a token that acts as %s, for %s team: %s", async (who, actsAs, whose, expected) => {
  const { db, organisation, people, team, otherTeam } = await world();
  const teamId = { none: undefined, own: team.id, other: otherTeam.id }[whose];
  const given = { organisation: organisation.id, acts_as: actsAs, team: teamId };
  expect(outcome(await make(await signIn(db, people[who]), given))).toBe(expected);
});

test("an organisation's token has its own kind of secret, acts for the organisation, and outlives whoever made it", async () => {
  const { db, organisation, people } = await world();
  const made = await make(await signIn(db, people.admin), {
    organisation: organisation.id,
    acts_as: "admin",
    workflow: "Nightly deploy",
  });
  if (made.status !== "created") throw new Error(made.status);
  expect(made.secret).toMatch(/^lk_org_/);
  expect(made.token).toMatchObject({
    kind: "org",
    owner: { type: "organisation", uuid: organisation.id },
    acts_as: "admin",
    workflow: "Nightly deploy",
  });
  await db.deleteFrom("membership").where("user_id", "=", people.admin.id).execute();
  await db.deleteFrom("user").where("id", "=", people.admin.id).execute();
  const caller = await callerWith(db, made.secret);
  expect(caller.organisations.map(({ id, role }) => [id, role])).toEqual([[organisation.id, "admin"]]);
});

test("who may manage an organisation's token finds it, and nobody else does, nor in his or her own list", async () => {
  const { db, organisation, people, team } = await world();
  const ofTeam = await createOrganisationToken(db, organisation, { teamId: team.id });
  const adminOfTeam = await createOrganisationToken(db, organisation, { teamId: team.id, actsAs: "admin" });
  const ofNone = await createOrganisationToken(db, organisation);
  const seen = async (who: keyof typeof people) => {
    const principal = await signIn(db, people[who]);
    const found = await Promise.all([ofTeam, adminOfTeam, ofNone].map(({ id }) => findToken(db, principal, id)));
    const page = { order: { field: "label", descending: false }, page: 1, pageSize: 100 } as const;
    expect((await listTokens(db, principal, { ...page, filter: { personal: true } })).count).toBe(0);
    return found.map((token) => token !== undefined);
  };
  expect(await seen("owner")).toEqual([true, true, true]);
  expect(await seen("admin")).toEqual([true, true, true]);
  expect(await seen("member")).toEqual([true, false, false]);
  expect(await seen("loner")).toEqual([false, false, false]);
  expect(await seen("guest")).toEqual([false, false, false]);
  expect(await seen("stranger")).toEqual([false, false, false]);
});

test("a calling organisation token manages what its role allows, and never a personal token", async () => {
  const { db, organisation, people, team, otherTeam } = await world();
  const personal = await createTokenRow(db, people.member, { scopes: ["tokens:read"] });
  const ofTeam = await createOrganisationToken(db, organisation, { teamId: team.id, scopes: ["tokens:read"] });
  const ofOther = await createOrganisationToken(db, organisation, { teamId: otherTeam.id, scopes: ["tokens:read"] });
  const admin = await createOrganisationToken(db, organisation, { actsAs: "admin", scopes: ["tokens:read"] });
  const seenBy = async (given: Parameters<typeof createOrganisationToken>[2]) => {
    const caller = await createOrganisationToken(db, organisation, given);
    const principal = await callerWith(db, caller.secret);
    const ids = [personal, ofTeam, ofOther, admin, caller].map(({ id }) => id);
    const found = await Promise.all(ids.map((id) => findToken(db, principal, id)));
    return found.map((token) => token !== undefined);
  };
  expect(await seenBy({ actsAs: "admin" })).toEqual([false, true, true, true, true]);
  expect(await seenBy({ actsAs: "member", teamId: team.id })).toEqual([false, true, false, false, true]);
  expect(await seenBy({ actsAs: "member" })).toEqual([false, false, false, false, true]);
  expect(await seenBy({ actsAs: "guest", teamId: team.id })).toEqual([false, false, false, false, true]);
});

test("a personal token of an admin, limited to another organisation, neither sees nor makes tokens of this one", async () => {
  const { db, organisation, people } = await world();
  const elsewhere = await createOrganisation(db, { members: [{ user: people.admin, role: "admin" }] });
  const target = await createOrganisationToken(db, organisation, { scopes: ["tokens:read"] });
  const limits = [{ organisation_id: elsewhere.id, application_id: null, environment_id: null }];
  const { secret } = await createTokenRow(db, people.admin, { limits });
  const principal = await callerWith(db, secret);
  expect(await findToken(db, principal, target.id)).toBeUndefined();
  expect(outcome(await make(principal, { organisation: organisation.id }))).toBe("not_found");
  expect(outcome(await make(principal, { organisation: elsewhere.id }))).toBe("created");
});

test("a token limited to an application makes no organisation token that reaches more, and gets at none", async () => {
  const { db, organisation, application, people } = await world();
  const limits = [{ organisation_id: organisation.id, application_id: application.id, environment_id: null }];
  const whole = await createOrganisationToken(db, organisation, { scopes: ["tokens:read"] });
  const { secret } = await createTokenRow(db, people.admin, { limits });
  const principal = await callerWith(db, secret);
  expect(await findToken(db, principal, whole.id)).toBeUndefined();
  expect((await rotateToken(db, principal, whole.id, { overlapSeconds: 0, replaceNow: false })).status).toBe(
    "not_found",
  );
  const wide = await make(principal, { organisation: organisation.id, limits: null });
  expect(wide).toEqual({ status: "exceeds_caller", fields: ["limits"] });
  const inherited = await make(principal, { organisation: organisation.id });
  if (inherited.status !== "created") throw new Error(inherited.status);
  expect(inherited.token.limits).toEqual([{ organisation: organisation.id, application: application.id }]);
});

test("a member's token of a team never becomes an admin's, by making, editing or rotating", async () => {
  const { db, organisation, people, team } = await world();
  const caller = await createOrganisationToken(db, organisation, { teamId: team.id });
  const target = await createOrganisationToken(db, organisation, { teamId: team.id, scopes: ["tokens:read"] });
  const admin = await createOrganisationToken(db, organisation, { actsAs: "admin", scopes: ["tokens:read"] });
  const principal = await callerWith(db, caller.secret);
  expect(outcome(await make(principal, { organisation: organisation.id, team: team.id, acts_as: "admin" }))).toBe(
    "acts_as",
  );
  const raised = await editToken(db, principal, target.id, { acts_as: "admin" });
  expect(raised).toMatchObject({ status: "invalid", fields: { acts_as: expect.anything() } });
  const rotated = await rotateToken(db, principal, admin.id, { overlapSeconds: 0, replaceNow: true });
  expect(rotated.status).toBe("not_found");
  const byPerson = await editToken(db, await signIn(db, people.member), target.id, { acts_as: "admin" });
  expect(byPerson.status).toBe("invalid");
});

test("a token that acts as a guest needs an application, and reaches no other", async () => {
  const { db, organisation, application, people } = await world();
  const other = await createApplication(db, organisation, { name: "Other" });
  const principal = await signIn(db, people.owner);
  expect(outcome(await make(principal, { organisation: organisation.id, acts_as: "guest" }))).toBe("acts_as");
  const made = await make(principal, { organisation: organisation.id, acts_as: "guest", application: application.id });
  if (made.status !== "created") throw new Error(made.status);
  const [seat] = (await callerWith(db, made.secret)).organisations;
  expect(seat?.applications).toEqual([{ id: application.id, access: "write" }]);
  expect(seat?.applications?.some(({ id }) => id === other.id)).toBe(false);
});

test("a token that acts as a guest loses an application that goes to another organisation, with all of its values", async () => {
  const { db, organisation, application, people } = await world();
  const there = await createOrganisation(db, { members: [{ user: people.owner, role: "owner" }] });
  const principal = await signIn(db, people.owner);
  const made = await make(principal, {
    organisation: organisation.id,
    acts_as: "guest",
    limits: [{ organisation: organisation.id }, { organisation: organisation.id, application: application.id }],
  });
  if (made.status !== "created") throw new Error(made.status);
  const listed = async () => {
    const columns = { organisation_id: "application.organisation_id", application_id: "application.id" };
    const isReached = isReachedApplication(reachOf(await callerWith(db, made.secret)), columns);
    return (await db.selectFrom("application").where(isReached).select("id").execute()).length;
  };
  expect(await listed()).toBe(1);
  const moved = await transferApplication(db, await signIn(db, people.owner), application.id, there.id);
  expect(moved.status).toBe("transferred");
  expect(reachOf(await callerWith(db, made.secret))).toEqual([]);
  expect(await listed()).toBe(0);
});

test("it is given to one thing at a time, of its own organisation, and being given to one takes it from another", async () => {
  const { db, organisation, application, people, team } = await world();
  const elsewhere = await createOrganisation(db);
  const foreign = { team: await createTeam(db, elsewhere), application: await createApplication(db, elsewhere) };
  const principal = await signIn(db, people.owner);
  const of = { organisation: organisation.id };
  expect(outcome(await make(principal, { ...of, team: team.id, workflow: "Nightly" }))).toBe("team");
  expect(outcome(await make(principal, { ...of, team: foreign.team.id }))).toBe("team");
  expect(outcome(await make(principal, { ...of, application: foreign.application.id }))).toBe("application");
  expect(outcome(await make(principal, { team: team.id }))).toBe("team");
  const made = await make(principal, { ...of, team: team.id });
  if (made.status !== "created") throw new Error(made.status);
  const moved = await editToken(db, principal, made.token.uuid, { application: application.id });
  if (moved.status !== "edited") throw new Error(moved.status);
  expect(moved.token).toMatchObject({ team: null, application: application.id, workflow: null });
});

test("limits of an organisation's token lie within it", async () => {
  const { db, organisation, people } = await world();
  const elsewhere = await createOrganisation(db, { members: [{ user: people.owner, role: "owner" }] });
  const principal = await signIn(db, people.owner);
  const made = await make(principal, { organisation: organisation.id, limits: [{ organisation: elsewhere.id }] });
  expect(outcome(made)).toBe("limits");
});

test("what a colleague revoked, whoever manages it brings back within the hour; a leak stays final", async () => {
  const { db, organisation, people } = await world();
  const target = await createOrganisationToken(db, organisation);
  const [owner, admin] = [await signIn(db, people.owner), await signIn(db, people.admin)];
  expect((await revokeToken(db, admin, { id: target.id, reason: null })).status).toBe("revoked");
  expect((await undoRevoke(db, owner, target.id)).status).toBe("undone");
  expect((await revokeToken(db, admin, { id: target.id, reason: null, leaked: true })).status).toBe("revoked");
  expect((await undoRevoke(db, owner, target.id)).status).toBe("final");
  expect((await revokeToken(db, await signIn(db, people.loner), { id: target.id, reason: null })).status).toBe(
    "not_found",
  );
});

test("five hundred active at most, however many are asked for at once", async () => {
  const { db, organisation, people } = await world();
  await sql`insert into access_token (id, kind, organisation_id, acts_as, label, purpose, scopes, reach)
    select gen_random_uuid(), 'org', ${organisation.id}, 'member', 'Row ' || n, 'automation', '{all}', 'everything'
    from generate_series(1, 498) n`.execute(db);
  const principal = await signIn(db, people.owner);
  const made = await Promise.all([1, 2, 3, 4, 5].map(() => make(principal, { organisation: organisation.id })));
  const statuses = made.map(({ status }) => status).sort();
  expect(statuses).toEqual(["created", "created", "limit_reached", "limit_reached", "limit_reached"]);
  expect(made.find(({ status }) => status === "limit_reached")).toMatchObject({ limit: 500 });
});

test("who lost the role while the request waited makes and changes nothing", async () => {
  const { db, organisation, people } = await world();
  const target = await createOrganisationToken(db, organisation);
  const principal = await signIn(db, people.admin);
  await db.updateTable("membership").set({ role: "guest" }).where("user_id", "=", people.admin.id).execute();
  expect(outcome(await make(principal, { organisation: organisation.id }))).toBe("role_required");
  expect((await editToken(db, principal, target.id, { label: "Mine" })).status).toBe("not_found");
  expect((await rotateToken(db, principal, target.id, { overlapSeconds: 0, replaceNow: true })).status).toBe(
    "not_found",
  );
  expect((await revokeToken(db, principal, { id: target.id, reason: null })).status).toBe("not_found");
});

test("a token that acts as a guest keeps to itself, and gives itself to no team", async () => {
  const { db, organisation, application, team } = await world();
  const limits = [{ organisation_id: organisation.id, application_id: application.id, environment_id: null }];
  const token = await createOrganisationToken(db, organisation, { actsAs: "guest", limits, scopes: ["tokens:write"] });
  const caller = await callerWith(db, token.secret);
  const edited = await editToken(db, caller, token.id, { team: team.id });
  expect(edited).toMatchObject({
    status: "invalid",
    fields: { team: ["This team does not exist in the organisation."] },
  });
  expect((await editToken(db, caller, token.id, { label: "Renamed" })).status).toBe("edited");
});

test.each([
  ["edits", (db: Db, who: SessionPrincipal, id: string) => editToken(db, who, id, { label: "Mine" })],
  [
    "rotates",
    (db: Db, who: SessionPrincipal, id: string) => rotateToken(db, who, id, { overlapSeconds: 0, replaceNow: true }),
  ],
  ["revokes", (db: Db, who: SessionPrincipal, id: string) => revokeToken(db, who, { id, reason: null })],
])("who was removed a moment ago %s no token of the organisation, however its id is written", async (_, change) => {
  const { db, organisation, people } = await world();
  const token = await createOrganisationToken(db, organisation, { scopes: ["applications:read"] });
  const asAdmin = await signIn(db, people.admin);
  await db.deleteFrom("membership").where("user_id", "=", people.admin.id).execute();
  for (const id of [token.id, token.id.toUpperCase()]) {
    expect((await change(db, asAdmin, id)).status).toBe("not_found");
  }
});

test("a revoke is undone by whoever made it, or a role at least as high, and that person is told", async () => {
  const { db, organisation, people, team } = await world();
  const as = (person: { id: string }) => signIn(db, person);
  const target = await createOrganisationToken(db, organisation, { teamId: team.id });
  const revokedBy = async (person: { id: string }) => {
    await db
      .updateTable("access_token")
      .set({ revoked_at: null, revoked_by_user_id: null, revoke_kind: null })
      .where("id", "=", target.id)
      .execute();
    const result = await revokeToken(db, await as(person), { id: target.id, reason: null });
    if (result.status !== "revoked") throw new Error(result.status);
  };
  const undoneBy = async (person: { id: string }) => await undoRevoke(db, await as(person), target.id);
  for (const [decider, role] of [
    [people.owner, "owner"],
    [people.admin, "admin"],
  ] as const) {
    await revokedBy(decider);
    expect(await undoneBy(people.member)).toEqual({ status: "decided_above", role });
    expect(await undoneBy(decider)).toEqual({ status: "undone" });
  }
  await revokedBy(people.owner);
  expect(await undoneBy(people.admin)).toEqual({ status: "decided_above", role: "owner" });
  await revokedBy(people.member);
  expect(await undoneBy(people.admin)).toEqual({ status: "undone" });
  const told = db.selectFrom("notice").select("user_id").where("kind", "=", "token_revoke_undone");
  expect(await told.where("token_id", "=", target.id).execute()).toEqual([{ user_id: people.member.id }]);
  // Who has left counts as an owner.
  await revokedBy(people.admin);
  await db.deleteFrom("membership").where("user_id", "=", people.admin.id).execute();
  expect(await undoneBy(people.member)).toEqual({ status: "decided_above", role: "owner" });
  expect(await undoneBy(people.owner)).toEqual({ status: "undone" });
});
