import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { databaseNow } from "@/db/clock";
import { insertPolicy } from "@/db/organisation/policy";
import { createToken as makeToken } from "@/lib/access-token/create";
import { editToken } from "@/lib/access-token/edit";
import { findToken } from "@/lib/access-token/find";
import { createTokenInput } from "@/lib/access-token/input";
import { isFullAccess, SCOPES } from "@/lib/authorization/scope";
import { countReachingTokens } from "@/lib/organisation/token/list";
import { createTestDatabase, type TestDatabase } from "@/test/database/database";
import type { GivenToken } from "@/test/fixtures";
import {
  addMember,
  createAgency,
  createOrganisation,
  createOrganisationToken,
  createToken,
  createUser,
} from "@/test/fixtures";
import { callerWith, signIn } from "@/test/session";
import { findPoliciesAgainst } from "./against";
import { cancelPlannedPolicy } from "./cancel-planned";
import { discardDraft, saveDraft } from "./draft";
import { dryRun } from "./dry-run";
import { groupByRule } from "./dry-run-groups";
import { enforcePolicy } from "./enforce";
import type { PolicyInput } from "./input";
import { readPolicies } from "./read";
import { rulesOf } from "./row";
import { NO_RULES } from "./rules";

let test_: TestDatabase;
beforeAll(async () => {
  test_ = await createTestDatabase();
});
afterAll(() => test_.destroy());

const DAY_MS = 24 * 60 * 60 * 1000;
const ahead = (days: number) => new Date(Date.now() + days * DAY_MS);

async function world() {
  const { db } = test_;
  const { organisation, people } = await createAgency(db);
  return { db, organisation, ...people };
}

async function enforced(rules: PolicyInput) {
  const all = await world();
  const principal = await signIn(all.db, all.owner);
  await saveDraft(all.db, principal, all.organisation.id, rules);
  const result = await enforcePolicy(all.db, principal, all.organisation.id, {});
  expect(result.status).toBe("enforced");
  return { ...all, principal };
}

/** What a request with the secret gets of the organisation. */
async function accessOf(secret: string, address?: string) {
  const caller = await callerWith(test_.db, secret, address);
  return caller.organisations.length === 1
    ? "let in"
    : caller.refusedOrganisations.map(({ access, rules }) => [access, rules]);
}

test.each<[string, PolicyInput, GivenToken, string]>([
  ["personal_tokens", { personal_tokens_allowed: false }, {}, "personal_tokens"],
  ["all_access", { all_access_allowed: false }, {}, "all_access"],
  ["expiration_required", { expiration_required: true }, {}, "expiration_required"],
  ["longest_lifetime", { longest_lifetime_seconds: 30 * 86_400 }, { expiresAt: ahead(31) }, "longest_lifetime"],
  ["purpose_required", { purpose_required: true }, { purpose: "other" }, "purpose_required"],
  ["networks", { allowed_networks: ["203.0.113.0/24"] }, {}, "networks"],
])(
  "a token against %s is blocked from the next request on, with the rule and the reason",
  async (_, rules, given, rule) => {
    const { db, organisation, member } = await enforced(rules);
    const { secret } = await createToken(db, member, given);
    expect(await accessOf(secret)).toEqual([["blocked", [rule]]]);
    const [refused] = (await callerWith(db, secret)).refusedOrganisations;
    expect(refused?.reason).toContain(organisation.name);
  },
);

test("a token that is edited to fit is let in again, with the same secret", async () => {
  const { db, member } = await enforced({ longest_lifetime_seconds: 30 * 86_400, purpose_required: true });
  const { id, secret } = await createToken(db, member, {
    expiresAt: ahead(200),
    purpose: "other",
    createdAt: ahead(-40),
  });
  expect(await accessOf(secret)).toEqual([["blocked", ["longest_lifetime", "purpose_required"]]]);
  const principal = await signIn(db, member);
  expect((await editToken(db, principal, id, { expiration_date: ahead(29), description: "The lobby" })).status).toBe(
    "edited",
  );
  expect(await accessOf(secret)).toBe("let in");
});

test("a network lets requests in from inside it alone", async () => {
  const { db, member } = await enforced({ allowed_networks: ["203.0.113.0/24"] });
  const { secret } = await createToken(db, member);
  expect(await accessOf(secret, "203.0.113.4")).toBe("let in");
  expect(await accessOf(secret, "203.0.114.4")).toEqual([["blocked", ["networks"]]]);
});

test("rules hold from their moment by the database's clock, and the former ones until then", async () => {
  const { db, organisation, member, principal } = await enforced({ purpose_required: true });
  const { secret } = await createToken(db, member, { purpose: "other" });
  const purposeful = await createToken(db, member, { purpose: "automation" });
  await saveDraft(db, principal, organisation.id, { purpose_required: false, expiration_required: true });
  const from = new Date((await databaseNow(db)).getTime() + 1_500);
  expect((await enforcePolicy(db, principal, organisation.id, { from })).status).toBe("enforced");
  const accesses = async () => [await accessOf(secret), await accessOf(purposeful.secret)];
  expect(await accesses()).toEqual([[["blocked", ["purpose_required"]]], "let in"]);
  await sql`select pg_sleep_until(${from}::timestamptz)`.execute(db);
  expect(await accesses()).toEqual([[["blocked", ["expiration_required"]]], [["blocked", ["expiration_required"]]]]);
});

test("a draft blocks nobody, and begins with what holds", async () => {
  const { db, organisation, owner, member } = await world();
  const principal = await signIn(db, owner);
  const { secret } = await createToken(db, member);
  await saveDraft(db, principal, organisation.id, { expiration_required: true });
  await saveDraft(db, principal, organisation.id, { purpose_required: true });
  expect(await accessOf(secret)).toBe("let in");
  const { draft, inForce } = await readPolicies(db, organisation.id);
  expect(draft).toMatchObject({ expiration_required: true, purpose_required: true });
  expect(inForce).toBeUndefined();
  await discardDraft(db, principal, organisation.id);
  expect((await readPolicies(db, organisation.id)).draft).toBeUndefined();
});

test("only owners change the rules", async () => {
  const { db, organisation, admin, member } = await world();
  for (const user of [admin, member]) {
    const principal = await signIn(db, user);
    expect((await saveDraft(db, principal, organisation.id, {})).status).toBe("role_required");
    expect((await enforcePolicy(db, principal, organisation.id, {})).status).toBe("role_required");
    expect((await cancelPlannedPolicy(db, principal, organisation.id)).status).toBe("role_required");
  }
  const stranger = await signIn(db, await createUser(db));
  expect((await saveDraft(db, stranger, organisation.id, {})).status).toBe("not_found");
});

test("one plan at a time: another takes its place, and a cancelled one is a draft again", async () => {
  const { db, organisation, owner } = await world();
  const principal = await signIn(db, owner);
  const plan = async (rules: PolicyInput, days: number) => {
    await saveDraft(db, principal, organisation.id, rules);
    return await enforcePolicy(db, principal, organisation.id, { from: ahead(days) });
  };
  const [one, two] = await Promise.all([plan({ expiration_required: true }, 10), plan({ purpose_required: true }, 20)]);
  expect([one.status, two.status]).toContain("enforced");
  const rows = await db
    .selectFrom("organisation_policy")
    .selectAll()
    .where("organisation_id", "=", organisation.id)
    .execute();
  expect(rows.filter((row) => row.enforced_from !== null)).toHaveLength(1);
  expect((await cancelPlannedPolicy(db, principal, organisation.id)).status).toBe("cancelled");
  const { planned, draft } = await readPolicies(db, organisation.id);
  expect(planned).toBeUndefined();
  expect(draft).toBeDefined();
});

test("a draft that another owner changed since it was looked at is not enforced", async () => {
  const { db, organisation, owner } = await world();
  const other = await createUser(db, { firstName: "Noor", lastName: "Haddad" });
  await addMember(db, organisation, other, "owner");
  const [principal, another] = [await signIn(db, owner), await signIn(db, other)];
  const draftOf = async () => (await readPolicies(db, organisation.id)).draft?.id;
  await saveDraft(db, principal, organisation.id, { expiration_required: true });
  const seen = await draftOf();
  await saveDraft(db, another, organisation.id, { personal_tokens_allowed: false });
  const changed = { status: "draft_changed", by: "Noor Haddad" };
  expect(await enforcePolicy(db, principal, organisation.id, { draftId: seen })).toEqual(changed);
  expect(await enforcePolicy(db, principal, organisation.id, {})).toEqual(changed);
  expect((await readPolicies(db, organisation.id)).inForce).toBeUndefined();
  expect((await enforcePolicy(db, principal, organisation.id, { draftId: await draftOf() })).status).toBe("enforced");
});

test("whoever changed the draft last need not name it, but what is named must be it", async () => {
  const { db, organisation, owner } = await world();
  const principal = await signIn(db, owner);
  await saveDraft(db, principal, organisation.id, { expiration_required: true });
  const seen = (await readPolicies(db, organisation.id)).draft?.id;
  await saveDraft(db, principal, organisation.id, { purpose_required: true });
  expect((await enforcePolicy(db, principal, organisation.id, { draftId: seen })).status).toBe("draft_changed");
  expect((await enforcePolicy(db, principal, organisation.id, {})).status).toBe("enforced");
});

test("a transaction that waited for another sees what that one enforced as in force, not as planned", async () => {
  const { db, organisation, owner } = await world();
  const principal = await signIn(db, owner);
  const token = (await createToken(db, owner)).id;
  await saveDraft(db, principal, organisation.id, { expiration_required: true });
  await db.transaction().execute(async (trx) => {
    // The transaction's own time begins with its first statement.
    await sql`select 1`.execute(trx);
    await enforcePolicy(db, principal, organisation.id, {});
    const { inForce, planned } = await readPolicies(trx, organisation.id);
    expect([inForce?.expiration_required, planned]).toEqual([true, undefined]);
    const found = await findToken(trx, principal, token);
    if (found === undefined) throw new Error("not found");
    const against = await findPoliciesAgainst(trx, principal.organisations, found);
    expect(against.map(({ isInForce }) => isInForce)).toEqual([true]);
  });
});

test("a moment that is past or more than a year ahead is refused, and so is enforcing nothing", async () => {
  const { db, organisation, owner } = await world();
  const principal = await signIn(db, owner);
  expect((await enforcePolicy(db, principal, organisation.id, {})).status).toBe("no_draft");
  await saveDraft(db, principal, organisation.id, {});
  for (const from of [ahead(-1), ahead(400)]) {
    expect((await enforcePolicy(db, principal, organisation.id, { from })).status).toBe("invalid");
  }
});

test("whoever signed in long ago proves who they are before rules let more in, whenever that is, and not before they block more", async () => {
  const { db, organisation, owner, principal } = await enforced({ purpose_required: true });
  const old = await signIn(db, owner);
  const stale = { ...old, session: { ...old.session, authenticatedAt: new Date(Date.now() - 11 * 60_000) } };
  const enforce = async (rules: PolicyInput, days?: number) => {
    await saveDraft(db, stale, organisation.id, rules);
    return (await enforcePolicy(db, stale, organisation.id, days === undefined ? {} : { from: ahead(days) })).status;
  };
  expect(await enforce({ expiration_required: true }, 5)).toBe("enforced");
  expect(await enforce({ expiration_required: true, longest_lifetime_seconds: 3600 }, 4.5)).toBe("enforced");
  // Later than planned lets in meanwhile what would have been blocked.
  expect(await enforce({}, 6)).toBe("reauthentication_required");
  expect(await enforce({}, 4)).toBe("enforced");
  expect(await enforce({ purpose_required: false }, 20)).toBe("reauthentication_required");
  expect(await cancelPlannedPolicy(db, stale, organisation.id)).toEqual({ status: "reauthentication_required" });
  expect(await cancelPlannedPolicy(db, principal, organisation.id)).toEqual({ status: "cancelled" });
});

test("rules against full access that were enforced when only its name counted stay so until they are enforced again, and the dry run names whom that newly blocks", async () => {
  const { db, organisation, owner, member } = await world();
  const principal = await signIn(db, owner);
  const byName = { all_access_allowed: false, full_access_by_grant: false };
  await insertPolicy(db, { ...byName, organisation_id: organisation.id, created_by_user_id: owner.id });
  const token = (label: string, scopes: string[]) => createToken(db, member, { label, scopes });
  const writes = ["tokens", "organisations", "applications", "environment-variables", "deployments"];
  const tokens = {
    all: await token("All", ["all"]),
    organisations: await token("Organisations", ["organisations:write"]),
    writes: await token(
      "Writes",
      writes.map((resource) => `${resource}:write`),
    ),
    little: await token("Little", ["applications:write"]),
  };
  const own = await createOrganisationToken(db, organisation, { label: "Own", scopes: ["organisations:write"] });
  expect(await accessOf(tokens.all.secret)).toEqual([["blocked", ["all_access"]]]);
  for (const one of [tokens.organisations, tokens.writes, tokens.little, own]) {
    expect(await accessOf(one.secret)).toBe("let in");
  }

  await saveDraft(db, principal, organisation.id, {});
  const { draft, inForce } = await readPolicies(db, organisation.id);
  const { blocked } = await dryRun(db, organisation.id, rulesOf(draft), rulesOf(inForce));
  expect(blocked.map(({ token, isNew }) => [token.label, isNew])).toEqual([
    ["All", false],
    ["Organisations", true],
    ["Own", true],
    ["Writes", true],
  ]);
  const result = await enforcePolicy(db, principal, organisation.id, {});
  expect(result).toMatchObject({ status: "enforced", told: 3 });
  const activity = db.selectFrom("activity").select(["before", "after"]).where("type", "=", "policy.enforced");
  expect(await activity.where("organisation_id", "=", organisation.id).execute()).toMatchObject([
    { before: { full_access_by_grant: false }, after: { full_access_by_grant: true } },
  ]);
  for (const one of [tokens.all, tokens.organisations, tokens.writes, own]) {
    expect(await accessOf(one.secret)).toEqual([["blocked", ["all_access"]]]);
  }
  expect(await accessOf(tokens.little.secret)).toBe("let in");
});

test("the list of an organisation's tokens and its policy agree on what full access is, scope by scope", async () => {
  const { db, organisation, owner, member } = await world();
  const given = [...SCOPES.filter((scope) => scope !== "verify").map((scope) => [scope]), ["tokens:write", "all"]];
  for (const scopes of given) await createToken(db, member, { label: scopes.join(" "), scopes });
  const [seen] = (await signIn(db, owner)).organisations.filter(({ id }) => id === organisation.id);
  if (seen === undefined) throw new Error("not a member");
  const { attention } = await countReachingTokens(db, seen);
  const { blocked } = await dryRun(db, organisation.id, { ...NO_RULES, all_access_allowed: false });
  const full = given.filter((scopes) => isFullAccess(scopes)).map((scopes) => scopes.join(" "));
  expect(blocked.map(({ token }) => token.label).sort()).toEqual(full.sort());
  expect(attention?.allAccess).toBe(full.length);
});

test("a dry run names the tokens that would be blocked, by which rule, and whose, and leaves the others out", async () => {
  const { db, organisation, owner, member } = await world();
  const principal = await signIn(db, owner);
  const endless = await createToken(db, member, {
    label: "Endless",
    lastUse: { at: new Date(), address: "198.51.100.7" },
  });
  const fitting = await createToken(db, member, { label: "Fitting", expiresAt: ahead(10) });
  const own = await createOrganisationToken(db, organisation, { label: "Own" });
  const elsewhere = await createOrganisation(db, { members: [{ user: member, role: "member" }] });
  const limits = [{ organisation_id: elsewhere.id, application_id: null, environment_id: null }];
  await createToken(db, member, { label: "Elsewhere", limits });
  await createToken(db, member, { label: "Revoked", revoked: { at: new Date() } });
  await createToken(db, await createUser(db), { label: "Stranger's" });
  await createToken(db, member, { importedAt: new Date(), lastUse: { at: new Date(), address: "198.51.100.7" } });
  await saveDraft(db, principal, organisation.id, { expiration_required: true, allowed_networks: ["203.0.113.0/24"] });
  const { draft } = await readPolicies(db, organisation.id);
  const { blocked, owners, total, exempt } = await dryRun(db, organisation.id, rulesOf(draft));
  expect(blocked.map(({ token, rules }) => [token.id, rules])).toEqual([
    [endless.id, ["expiration_required", "networks"]],
    [own.id, ["expiration_required"]],
  ]);
  expect(blocked.some(({ token }) => token.id === fitting.id)).toBe(false);
  expect(groupByRule(blocked).map(({ rule, count }) => ({ rule, count }))).toEqual([
    { rule: "expiration_required", count: 2 },
    { rule: "networks", count: 1 },
  ]);
  expect([owners, total, exempt]).toEqual([1, 4, 1]);
});

test("a token that the rules keep out makes none that would be let in, and gets at none that is", async () => {
  const { db, organisation, member } = await enforced({ expiration_required: true });
  const { secret } = await createToken(db, member);
  const fitting = await createToken(db, member, { scopes: ["applications:read"], expiresAt: ahead(10) });
  const caller = await callerWith(db, secret);
  const input = createTokenInput.parse({ label: "Way in", expiration_date: ahead(5).toISOString() });
  expect(await makeToken(db, caller, input)).toEqual({ status: "exceeds_caller", fields: ["limits"] });
  expect(await findToken(db, caller, fitting.id)).toBeUndefined();
  expect(await findToken(db, await signIn(db, member), fitting.id)).toBeDefined();
  expect(await accessOf(fitting.secret)).toBe("let in");
  expect(organisation.id).toBeDefined();
});

test("the organisation's own tokens are judged too, but for being personal", async () => {
  const { db, organisation } = await enforced({ expiration_required: true, personal_tokens_allowed: false });
  const endless = await createOrganisationToken(db, organisation);
  const fitting = await createOrganisationToken(db, organisation, { expiresAt: ahead(10) });
  expect(await accessOf(endless.secret)).toEqual([["blocked", ["expiration_required"]]]);
  expect(await accessOf(fitting.secret)).toBe("let in");
});

test("of a personal token where none is allowed it is told that no edit mends it, and who can make another", async () => {
  const { db, owner, member } = await enforced({ personal_tokens_allowed: false, expiration_required: true });
  const [asOwner, asMember] = [await signIn(db, owner), await signIn(db, member)];
  for (const [user, principal, makesTokens] of [
    [owner, asOwner, true],
    [member, asMember, false],
  ] as const) {
    const token = await findToken(db, principal, (await createToken(db, user)).id);
    if (token === undefined) throw new Error("not found");
    expect(await findPoliciesAgainst(db, principal.organisations, token)).toMatchObject([
      { isMendedByEditing: false, makesTokens, seesPolicy: true },
    ]);
  }
});

test("a token tells which organisations' rules it breaks, now and once a plan holds, and none that it does not reach, nor once it expired or was revoked", async () => {
  const { db, organisation, member, principal } = await enforced({ purpose_required: true });
  await saveDraft(db, principal, organisation.id, { purpose_required: false, expiration_required: true });
  await enforcePolicy(db, principal, organisation.id, { from: ahead(10) });
  const elsewhere = await createOrganisation(db, { members: [{ user: member, role: "member" }] });
  const asMember = await signIn(db, member);
  const against = async (given: GivenToken) => {
    const token = await findToken(db, asMember, (await createToken(db, member, given)).id);
    if (token === undefined) throw new Error("not found");
    const found = await findPoliciesAgainst(db, asMember.organisations, token);
    return found.map(({ isInForce, rules }) => [isInForce, rules.map(({ rule }) => rule)]).sort();
  };
  expect(await against({ purpose: "other" })).toEqual([
    [false, ["expiration_required"]],
    [true, ["purpose_required"]],
  ]);
  expect(await against({ expiresAt: ahead(5) })).toEqual([]);
  expect(await against({ purpose: "other", revoked: { at: ahead(-1) } })).toEqual([]);
  expect(await against({ purpose: "other", createdAt: ahead(-9), expiresAt: ahead(-1) })).toEqual([]);
  const limits = [{ organisation_id: elsewhere.id, application_id: null, environment_id: null }];
  expect(await against({ purpose: "other", limits })).toEqual([]);
});
