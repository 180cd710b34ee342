import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { insertPolicy } from "@/db/organisation/policy";
import type { OrganisationTokenFilter } from "@/db/organisation/token-filter";
import { createToken as makeToken } from "@/lib/access-token/create";
import { editToken } from "@/lib/access-token/edit";
import { createTokenInput, editTokenInput } from "@/lib/access-token/input";
import { rotateToken } from "@/lib/access-token/rotation/rotate";
import type { PrincipalOrganisation } from "@/lib/authorization/principal";
import { removeMember } from "@/lib/organisation/member/remove";
import { createTestDatabase, type TestDatabase } from "@/test/database/database";
import {
  addMember,
  createApplication,
  createOrganisation,
  createOrganisationToken,
  createTeam,
  createToken,
  createUser,
  type TestToken,
  type TestUser,
} from "@/test/fixtures";
import { queuedMails, turnMailOn } from "@/test/mail/queued-mail";
import { callerWith, signIn } from "@/test/session";
import { countReachingTokens, listOrganisationTokens, readOrganisationTokens } from "./list";
import { restoreAccess, withdrawAccess } from "./withdraw";

turnMailOn();

const DAY_MS = 24 * 60 * 60_000;
const daysAgo = (days: number) => new Date(Date.now() - days * DAY_MS);

let database: TestDatabase;
let [owner, admin, member, guest, stranger]: TestUser[] = [];
let agency: { id: string; name: string; slug: string };
let other: { id: string; name: string; slug: string };
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.destroy());
beforeEach(async () => {
  const { db } = database;
  [owner, admin, member, guest, stranger] = await Promise.all(
    ["Ona", "Ada", "Mika", "Gus", "Stan"].map((firstName) => createUser(db, { firstName, lastName: "Lind" })),
  );
  agency = await createOrganisation(db, { name: "Harbour" });
  other = await createOrganisation(db, { name: "Elsewhere" });
  await addMember(db, agency, be(owner), "owner");
  await addMember(db, agency, be(admin), "admin");
  await addMember(db, agency, be(member), "member");
  await addMember(db, agency, be(guest), "guest");
  for (const user of [member, stranger]) await addMember(db, other, be(user), "member");
});

function be<T>(thing: T | undefined): T {
  if (thing === undefined) throw new Error("the test has not made it");
  return thing;
}

async function inAgency(user: TestUser | undefined, organisation = agency) {
  const principal = await signIn(database.db, be(user));
  return { principal, organisation: be(principal.organisations.find(({ id }) => id === organisation.id)) };
}

async function seenBy(user: TestUser | undefined, filter: OrganisationTokenFilter = {}) {
  const { principal, organisation } = await inAgency(user);
  return await seen(principal, organisation, filter);
}

async function seen(
  principal: Parameters<typeof listOrganisationTokens>[1],
  organisation: PrincipalOrganisation,
  filter: OrganisationTokenFilter = {},
) {
  const { tokens } = await listOrganisationTokens(database.db, principal, organisation, {
    filter,
    order: { field: "label", descending: false },
    page: 1,
    pageSize: 50,
  });
  return tokens.map(({ label }) => label);
}

const limit = (organisationId: string, applicationId: string | null = null, environmentId: string | null = null) => ({
  organisation_id: organisationId,
  application_id: applicationId,
  environment_id: environmentId,
});

describe("the list", () => {
  test("holds what reaches the organisation, and nothing else", async () => {
    const { db } = database;
    const site = await createApplication(db, agency);
    await createToken(db, be(member), { label: "a everything" });
    await createToken(db, be(member), { label: "b whole", limits: [limit(agency.id)] });
    await createToken(db, be(guest), { label: "c part", limits: [limit(agency.id, site.id, site.environments.test)] });
    await createToken(db, be(member), { label: "of another", limits: [limit(other.id)] });
    await createToken(db, be(member), { label: "of nothing", limits: [] });
    await createToken(db, be(stranger), { label: "of a stranger" });
    await createToken(db, be(stranger), { label: "of a former member", limits: [limit(agency.id)] });
    await createOrganisationToken(db, agency, { label: "d own" });
    await createOrganisationToken(db, other, { label: "another's own" });
    const labels = ["a everything", "b whole", "c part", "d own"];
    expect(await seenBy(owner)).toEqual(labels);
    expect(await seenBy(admin)).toEqual(labels);
  });

  test("shows a member the own and those of own teams, a guest the own, and to a member the counts of all", async () => {
    const { db } = database;
    const team = await createTeam(db, agency, { members: [be(member)] });
    const others = await createTeam(db, agency, { members: [be(admin)] });
    await createToken(db, be(member), { label: "a mine" });
    await createToken(db, be(admin), { label: "of the admin" });
    await createToken(db, be(guest), { label: "of the guest" });
    await createOrganisationToken(db, agency, { label: "b of my team", teamId: team.id });
    await createOrganisationToken(db, agency, { label: "of another team", teamId: others.id });
    await createOrganisationToken(db, agency, { label: "of no team" });
    expect(await seenBy(member)).toEqual(["a mine", "b of my team"]);
    expect(await seenBy(guest)).toEqual(["of the guest"]);
    const counts = {
      personal: { active: 3, expired: 0, revoked: 0 },
      organisation: { active: 3, expired: 0, revoked: 0 },
    };
    expect(await countReachingTokens(db, (await inAgency(member)).organisation)).toEqual(counts);
    expect(await countReachingTokens(db, (await inAgency(owner)).organisation)).toEqual({
      ...counts,
      attention: { neverExpires: 6, allAccess: 6, withdrawn: 0, seenByFormer: 0, blocked: 0 },
    });
  });

  test("tells a caller that does not see all only of what is within it", async () => {
    const { db } = database;
    const caller = await createToken(db, be(member), { label: "caller", scopes: ["tokens:read"] });
    await createToken(db, be(member), { label: "stronger" });
    const principal = await callerWith(db, caller.secret);
    const [organisation] = principal.organisations.filter(({ id }) => id === agency.id);
    expect(await seen(principal, be(organisation))).toEqual(["caller"]);
  });

  test("never has a secret, the hint only for who may manage it, and of its limits only those to here", async () => {
    const { db } = database;
    const site = await createApplication(db, agency, { name: "Regatta" });
    const elsewhere = await createApplication(db, other, { name: "Secret Client" });
    const token = await createToken(db, be(member), {
      limits: [limit(agency.id, site.id, site.environments.test), limit(other.id, elsewhere.id)],
      lastUse: { at: daysAgo(1), address: "198.51.100.9" },
    });
    const own = await createOrganisationToken(db, agency, { label: "own" });
    const { principal, organisation } = await inAgency(admin);
    const { tokens, count } = await listOrganisationTokens(db, principal, organisation, {
      filter: {},
      order: { field: "created_at", descending: false },
      page: 1,
      pageSize: 50,
    });
    expect(count).toBe(2);
    const [personal, organisations] = tokens;
    expect(personal).toMatchObject({
      uuid: token.id,
      hint: null,
      owner: { type: "user", name: "Mika Lind", role: "member" },
      limits: [{ organisation: agency.id, application: site.id, environment: site.environments.test }],
      reach: ["Regatta: test"],
      last_use: { address: "198.51.100.9" },
      rotated_at: null,
      all_access: false,
    });
    expect(organisations).toMatchObject({ uuid: own.id, hint: own.hint, owner: { type: "organisation" } });
    const text = JSON.stringify(tokens);
    for (const hidden of [token.secret, own.secret, token.hint, other.id, "Secret Client"]) {
      expect(text).not.toContain(hidden);
    }
  });

  test("finds by each filter what it promises", async () => {
    const { db } = database;
    const site = await createApplication(db, agency);
    const team = await createTeam(db, agency);
    await createToken(db, be(admin), { label: "a", scopes: ["all"], createdAt: daysAgo(100), expiresAt: null });
    await createToken(db, be(member), {
      label: "b",
      scopes: ["all"],
      limits: [limit(agency.id, site.id)],
      createdAt: daysAgo(100),
      expiresAt: new Date(Date.now() + DAY_MS),
      lastUse: { at: daysAgo(40) },
    });
    await createToken(db, be(guest), { label: "c", scopes: ["tokens:read"], revoked: { at: daysAgo(1) } });
    await createOrganisationToken(db, agency, { label: "d", workflow: "nightly 100%", scopes: ["tokens:read"] });
    await createOrganisationToken(db, agency, { label: "e", teamId: team.id, scopes: ["tokens:read"] });
    await createOrganisationToken(db, agency, { label: "f", applicationId: site.id, expiresAt: daysAgo(1) });
    const cases: [OrganisationTokenFilter, string[]][] = [
      [{ status: "active" }, ["a", "b", "d", "e"]],
      [{ status: "expired" }, ["f"]],
      [{ status: "revoked" }, ["c"]],
      [{ kind: "personal" }, ["a", "b", "c"]],
      [{ kind: "organisation" }, ["d", "e", "f"]],
      [{ unused: "never" }, ["a"]],
      [{ unused: "30" }, ["a", "b"]],
      [{ unused: "90" }, ["a"]],
      [{ neverExpires: true }, ["a", "c", "d", "e"]],
      [{ allAccess: true }, ["a", "f"]],
      [{ ownerRole: "guest" }, ["c"]],
      [{ ownerId: be(member).id }, ["b"]],
      [{ workflow: "nightly 100%" }, ["d"]],
      [{ teamId: team.id }, ["e"]],
      [{ applicationId: site.id }, ["f"]],
      [{ search: "100%" }, ["d"]],
      [{ search: "gus l" }, ["c"]],
      [{ search: "_" }, []],
      // Of several values any will do.
      [{ status: ["expired", "revoked"] }, ["c", "f"]],
      [{ status: [] }, []],
      [{ kind: ["personal", "organisation"], unused: ["90", "30"] }, ["a", "b"]],
      [{ neverExpires: [true, false], ownerRole: ["guest", "member"] }, ["b", "c"]],
      [{ access: ["withdrawn", "active"], search: ["gus l", "100%"] }, ["c", "d"]],
      [{ access: ["withdrawn", "blocked"] }, []],
      [{ kind: "personal", status: "active", allAccess: true }, ["a"]],
    ];
    for (const [filter, labels] of cases) {
      expect([filter, await seenBy(owner, filter)]).toEqual([filter, labels]);
    }
  });

  test("finds the own ones whose secret in use somebody knows who left, until they are rotated", async () => {
    const { db } = database;
    const leaver = await createUser(db);
    await addMember(db, agency, leaver, "admin");
    await createOrganisationToken(db, agency, { label: "a known", createdBy: leaver });
    const rotated = await createOrganisationToken(db, agency, { label: "b rotated", createdBy: leaver });
    await createOrganisationToken(db, agency, { label: "c revoked", createdBy: leaver, revoked: { at: new Date() } });
    await createOrganisationToken(db, agency, { label: "d another's", createdBy: be(owner) });
    await createToken(db, be(member), { label: "e personal" });
    const known = { seenByFormer: true, status: "active" } as const;
    expect(await seenBy(owner, known)).toEqual([]);
    const { principal, organisation } = await inAgency(owner);
    await removeMember(db, principal, { organisationId: agency.id, userId: leaver.id });
    expect(await seenBy(owner, known)).toEqual(["a known", "b rotated"]);
    expect((await countReachingTokens(db, organisation)).attention?.seenByFormer).toBe(2);
    await rotateToken(db, principal, rotated.id, { overlapSeconds: 3600, replaceNow: false });
    // The former secret still works.
    expect(await seenBy(owner, known)).toEqual(["a known", "b rotated"]);
    await rotateToken(db, principal, rotated.id, { overlapSeconds: 0, replaceNow: true });
    expect(await seenBy(owner, known)).toEqual(["a known"]);
    expect(await seenBy(owner, { seenByFormer: false, status: "active" })).toEqual([
      "b rotated",
      "d another's",
      "e personal",
    ]);
  });

  test("says which active tokens the policy in force blocks, and why; what is withdrawn or only drafted is not that", async () => {
    const { db } = database;
    await createToken(db, be(member), { label: "a for ever" });
    const kept = await createToken(db, be(member), { label: "b withdrawn" });
    await createToken(db, be(member), { label: "c ends", expiresAt: new Date(Date.now() + DAY_MS) });
    await createToken(db, be(member), { label: "d revoked", revoked: { at: daysAgo(1) } });
    await createOrganisationToken(db, agency, { label: "e own for ever" });
    await withdrawAccess(db, (await inAgency(admin)).principal, {
      organisationId: agency.id,
      tokenId: kept.id,
      reason: null,
    });
    const rules = { organisation_id: agency.id, expiration_required: true };
    await insertPolicy(db, { ...rules, enforced_from: null });
    expect(await seenBy(owner, { access: "blocked" })).toEqual([]);
    await insertPolicy(db, { ...rules, enforced_from: daysAgo(1) });
    expect(await seenBy(owner, { access: "blocked" })).toEqual(["a for ever", "e own for ever"]);
    expect(await seenBy(owner, { access: "withdrawn" })).toEqual(["b withdrawn"]);
    expect(await seenBy(owner, { access: "active", status: "active" })).toEqual(["c ends"]);
    const { principal, organisation } = await inAgency(owner);
    expect((await countReachingTokens(db, organisation)).attention?.blocked).toBe(2);
    const { tokens } = await listOrganisationTokens(db, principal, organisation, {
      filter: { search: "a for ever" },
      order: { field: "label", descending: false },
      page: 1,
      pageSize: 1,
    });
    expect(tokens[0]?.access).toMatchObject({ state: "blocked", reason: expect.stringContaining("expiration date") });
  });

  test("comes whole, each token once, when it is read to its end", async () => {
    const { db } = database;
    const made: TestToken[] = [];
    for (let n = 0; n < 7; n++) made.push(await createToken(db, be(member)));
    const { principal, organisation } = await inAgency(owner);
    const ids: string[] = [];
    for await (const rows of readOrganisationTokens(db, principal, organisation, {})) {
      ids.push(...rows.map(({ uuid }) => uuid));
    }
    expect(ids).toEqual(made.map(({ id }) => id).sort());
  });
});

describe("withdrawing access", () => {
  const withdraw = async (user: TestUser | undefined, token: { id: string }, reason: string | null = null) =>
    await withdrawAccess(database.db, (await inAgency(user)).principal, {
      organisationId: agency.id,
      tokenId: token.id,
      reason,
    });
  const restore = async (user: TestUser | undefined, token: { id: string }) =>
    await restoreAccess(database.db, (await inAgency(user)).principal, {
      organisationId: agency.id,
      tokenId: token.id,
    });

  test("keeps the token out of this organisation with the reason, and in the others; giving it back lets it in again", async () => {
    const { db } = database;
    const token = await createToken(db, be(member));
    expect(await withdraw(admin, token, "Left the project")).toMatchObject({ status: "withdrawn", changed: true });
    const out = await callerWith(db, token.secret);
    expect(out.organisations.map(({ id }) => id)).toEqual([other.id]);
    expect(out.refusedOrganisations).toMatchObject([
      { id: agency.id, access: "withdrawn", reason: "Left the project", decidedByRole: "admin" },
    ]);
    expect(await withdraw(owner, token, "another reason")).toMatchObject({
      status: "withdrawn",
      changed: false,
      reason: "Left the project",
    });
    expect((await callerWith(db, token.secret)).refusedOrganisations[0]?.reason).toBe("Left the project");

    expect(await restore(admin, token)).toMatchObject({ status: "restored", changed: true });
    expect(await restore(admin, token)).toMatchObject({ status: "restored", changed: false });
    expect((await callerWith(db, token.secret)).organisations).toHaveLength(2);

    const activity = await db
      .selectFrom("activity")
      .select(["type", "user_id", "organisation_id", "actor_user_id", "after"])
      .where("target_id", "=", token.id)
      .orderBy("created_at")
      .execute();
    const both = { user_id: be(member).id, organisation_id: agency.id, actor_user_id: be(admin).id };
    expect(activity).toEqual([
      {
        type: "access_token.access_withdrawn",
        ...both,
        after: { organisation: "Harbour", reason: "Left the project" },
      },
      { type: "access_token.access_restored", ...both, after: { organisation: "Harbour" } },
    ]);
    const notices = await db
      .selectFrom("notice")
      .select(["kind", "detail"])
      .where("user_id", "=", be(member).id)
      .orderBy("created_at")
      .execute();
    expect(notices).toMatchObject([
      {
        kind: "token_access_withdrawn",
        detail: { organisation: "Harbour", by: "Ada Lind", reason: "Left the project" },
      },
      { kind: "token_access_restored" },
    ]);
    const mails = await queuedMails(db, be(member).email);
    expect(mails.map(({ kind }) => kind)).toEqual(["token_access_withdrawn", "token_access_restored"]);
    expect(mails[0]?.subject).toBe(`An access token lost access to an organisation: “${token.label}”`);
    expect(mails[0]?.body.named).toContainEqual({ what: "By", text: "Ada Lind" });
    expect(JSON.stringify(mails[0]?.body)).toContain("Left the project");
  });

  test("is for owners and admins, and for personal tokens that reach the organisation", async () => {
    const { db } = database;
    const token = await createToken(db, be(member));
    const own = await createOrganisationToken(db, agency);
    const foreign = await createToken(db, be(stranger));
    for (const user of [member, guest]) expect(await withdraw(user, token)).toMatchObject({ status: "role_required" });
    const { principal } = await inAgency(stranger, other);
    const target = { organisationId: agency.id, tokenId: token.id, reason: null };
    expect(await withdrawAccess(db, principal, target)).toEqual({ status: "not_found" });
    expect(await withdraw(owner, own)).toEqual({ status: "not_personal" });
    expect(await withdraw(owner, foreign)).toEqual({ status: "not_found" });
    expect(
      await db
        .selectFrom("access_token_organisation")
        .selectAll()
        .where("token_id", "in", [token.id, own.id, foreign.id])
        .execute(),
    ).toEqual([]);
  });

  test("of several at once, one withdraws and the owner is told once", async () => {
    const { db } = database;
    const token = await createToken(db, be(member));
    const results = await Promise.all([admin, owner, admin, owner].map((user) => withdraw(user, token)));
    expect(results.filter((result) => "changed" in result && result.changed)).toHaveLength(1);
    const notices = await db.selectFrom("notice").select("id").where("user_id", "=", be(member).id).execute();
    expect(notices).toHaveLength(1);
  });

  test("whoever leaves at the same moment: either it was withdrawn before, or nothing is found; nobody waits for ever", async () => {
    const { db } = database;
    for (let n = 0; n < 5; n++) {
      const leaver = await createUser(db);
      await addMember(db, agency, leaver, "member");
      const token = await createToken(db, leaver);
      const [result] = await Promise.all([
        withdraw(admin, token),
        db.deleteFrom("membership").where("user_id", "=", leaver.id).execute(),
      ]);
      expect(["withdrawn", "not_found"]).toContain(result.status);
      expect((await callerWith(db, token.secret)).organisations).toEqual([]);
    }
  });

  test("one whose role was lowered meanwhile withdraws nothing", async () => {
    const { db } = database;
    const token = await createToken(db, be(member));
    const { principal } = await inAgency(admin);
    await db.updateTable("membership").set({ role: "member" }).where("user_id", "=", be(admin).id).execute();
    const target = { organisationId: agency.id, tokenId: token.id, reason: null };
    expect(await withdrawAccess(db, principal, target)).toMatchObject({ status: "role_required" });
  });

  test("stays through a rotation, and with whatever the token makes or could seize", async () => {
    const { db } = database;
    const token = await createToken(db, be(member));
    const sister = await createToken(db, be(member));
    const elsewhere = await createToken(db, be(member), { limits: [limit(other.id)] });
    await withdraw(admin, token, "why");
    const caller = await callerWith(db, token.secret);

    const made = await makeToken(db, caller, createTokenInput.parse({ label: "child" }));
    if (made.status !== "created") throw new Error(made.status);
    expect((await callerWith(db, made.secret)).refusedOrganisations).toMatchObject([
      { id: agency.id, access: "withdrawn", reason: "why" },
    ]);

    const rotated = await rotateToken(db, await signIn(db, be(member)), token.id, {
      overlapSeconds: 0,
      replaceNow: true,
    });
    if (!("secret" in rotated)) throw new Error(rotated.status);
    expect((await callerWith(db, rotated.secret)).refusedOrganisations).toHaveLength(1);

    // Its sister is allowed there: with its secret it would be in again.
    const again = await callerWith(db, rotated.secret);
    const rotate = (id: string) => rotateToken(db, again, id, { overlapSeconds: 0, replaceNow: true });
    expect(await rotate(sister.id)).toEqual({ status: "not_found" });
    expect((await rotate(elsewhere.id)).status).not.toBe("not_found");
  });

  test("stays when the token widens another one, which it may open everything else to", async () => {
    const { db } = database;
    const token = await createToken(db, be(member));
    const narrow = await createToken(db, be(member), { limits: [] });
    await withdraw(admin, token, "why");
    const caller = await callerWith(db, token.secret);
    const edit = async (limits: unknown) => await editToken(db, caller, narrow.id, editTokenInput.parse({ limits }));
    const refused = { status: "exceeds_caller", fields: ["limits"] };
    expect(await edit(null)).toEqual(refused);
    expect(await edit([{ organisation: agency.id }])).not.toMatchObject({ status: "edited" });
    expect(await edit([{ organisation: other.id }])).toMatchObject({ status: "edited" });

    await restore(admin, token);
    await insertPolicy(db, {
      organisation_id: agency.id,
      personal_tokens_allowed: false,
      enforced_from: daysAgo(1),
    });
    const blocked = await callerWith(db, token.secret);
    expect(blocked.refusedOrganisations).toMatchObject([{ id: agency.id }]);
    const everything = editTokenInput.parse({ limits: null });
    expect(await editToken(db, blocked, narrow.id, everything)).toEqual(refused);
  });
});

describe("giving access back", () => {
  const target = (token: TestToken) => ({ organisationId: agency.id, tokenId: token.id });
  const withdrawn = async (by: TestUser | undefined, token: TestToken) => {
    const result = await withdrawAccess(database.db, await signIn(database.db, be(by)), {
      ...target(token),
      reason: null,
    });
    expect(result.status).toBe("withdrawn");
  };

  test("is for whoever withdrew it, or a role at least as high, and that person is told", async () => {
    const { db } = database;
    const token = await createToken(db, be(member));
    const restored = async (by: TestUser | undefined) =>
      await restoreAccess(db, await signIn(db, be(by)), target(token));
    await withdrawn(owner, token);
    expect(await restored(admin)).toEqual({ status: "decided_above", role: "owner" });
    // What the token's refusal names is who can restore it.
    expect((await callerWith(db, token.secret)).refusedOrganisations).toMatchObject([{ decidedByRole: "owner" }]);
    expect(await restored(owner)).toMatchObject({ status: "restored", changed: true });
    await withdrawn(admin, token);
    expect(await restored(owner)).toMatchObject({ status: "restored", changed: true });
    const told = db.selectFrom("notice").select("user_id").where("kind", "=", "token_access_restored");
    const to = (await told.where("user_id", "in", [be(admin).id, be(owner).id]).execute()).map(
      ({ user_id }) => user_id,
    );
    expect(to).toEqual([be(admin).id]);
  });

  test("by a token is for what is within that token, and not for its owner's other one", async () => {
    const { db } = database;
    const all = await createToken(db, be(admin));
    const narrow = await createToken(db, be(admin), { scopes: ["organisations:write"] });
    await withdrawn(owner, all);
    const withNarrow = async () => await restoreAccess(db, await callerWith(db, narrow.secret), target(all));
    expect(await withNarrow()).toEqual({ status: "decided_above", role: "owner" });
    await restoreAccess(db, await signIn(db, be(owner)), target(all));
    await withdrawn(admin, all);
    expect(await withNarrow()).toEqual({ status: "exceeds_caller", fields: ["scopes"] });
    expect(await restoreAccess(db, await signIn(db, be(admin)), target(all))).toMatchObject({ status: "restored" });
  });
});
