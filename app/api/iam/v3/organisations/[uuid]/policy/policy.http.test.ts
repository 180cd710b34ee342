import type { Kysely } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { insertPolicy } from "@/db/organisation/policy";
import type { Database } from "@/db/schema";
import { editToken } from "@/lib/access-token/edit";
import { editTokenInput } from "@/lib/access-token/input";
import { saveDraft } from "@/lib/organisation/policy/draft";
import { enforcePolicy } from "@/lib/organisation/policy/enforce";
import {
  addMember,
  createOrganisation,
  createOrganisationToken,
  createToken,
  createUser,
  type GivenToken,
} from "@/test/fixtures";
import { api, serverDatabase } from "@/test/http/api";
import { sharedServer } from "@/test/http/server";
import { sessionHeaderOf } from "@/test/http/session-cookie";
import { newAddress } from "@/test/invitation";
import { signIn } from "@/test/session";

let db: Kysely<Database>;
beforeAll(() => {
  db = serverDatabase();
});
afterAll(() => db.destroy());

const DAY_MS = 24 * 60 * 60 * 1000;
const ahead = (days: number) => new Date(Date.now() + days * DAY_MS);
const MONTH = { longest_lifetime_seconds: 30 * 86_400 };

async function createAgency() {
  const [owner, admin, member, stranger] = [
    await createUser(db, { firstName: "Ona", lastName: "Lind" }),
    await createUser(db),
    await createUser(db),
    await createUser(db),
  ];
  const organisation = await createOrganisation(db, { name: "Harbour", members: [{ user: owner, role: "owner" }] });
  await addMember(db, organisation, admin, "admin");
  await addMember(db, organisation, member, "member");
  // It fits every rule but for those about personal tokens and networks.
  const scopes = ["organisations:write", "tokens:write"];
  const tokenOf = async (user: { id: string }) =>
    (await createToken(db, user, { scopes, expiresAt: ahead(20) })).secret;
  const path = `/iam/v3/organisations/${organisation.id}/policy/`;
  const change = async (token: string, rules: object) => await api(path, { method: "PATCH", token, body: rules });
  const enforce = async (token: string, body: object) => await api(`${path}enforce/`, { method: "POST", token, body });
  const open = async (token: string) => await api(`/iam/v3/organisations/${organisation.id}/`, { token });
  return { organisation, people: { owner, admin, member, stranger }, tokenOf, path, change, enforce, open };
}

test.each<[string, object, GivenToken, RegExp, object]>([
  ["all_access", { all_access_allowed: false }, {}, /choose scopes/, { scopes: ["organisations:read"] }],
  ["expiration_required", { expiration_required: true }, {}, /set one/, { expiration_date: ahead(9) }],
  ["longest_lifetime", MONTH, { expiresAt: ahead(31) }, /at most 30 days/, { expiration_date: ahead(29) }],
  ["purpose_required", { purpose_required: true }, { purpose: "other" }, /choose one/, { purpose: "automation" }],
])(
  "once %s is enforced a token against it gets that reason, and is let in when it is edited to fit",
  async (...given) => {
    const [rule, rules, facts, reason, fit] = given;
    const { organisation, people, tokenOf, change, enforce, open } = await createAgency();
    const owners = await tokenOf(people.owner);
    const token = await createToken(db, people.member, facts);
    expect((await open(token.secret)).status).toBe(200);

    const { draft } = (await change(owners, rules)).json;
    expect(draft).toMatchObject(rules);
    const enforced = await enforce(owners, { draft: draft.uuid });
    const inForce = { ...rules, full_access_by_grant: true };
    // The owner's own token makes owners and rules, which is full access.
    const told = rule === "all_access" ? 2 : 1;
    expect(enforced).toMatchObject({ status: 200, json: { draft: null, planned: null, in_force: inForce, told } });

    const blocked = await open(token.secret);
    expect(blocked).toMatchObject({
      status: 403,
      json: {
        code: "blocked_by_policy",
        organisation: organisation.id,
        rules: [rule],
        fix_url: expect.stringMatching(new RegExp(`/account/access-tokens/${token.id}\\?edit=1$`)),
      },
    });
    expect(blocked.json.detail).toMatch(reason);
    expect(blocked.headers["www-authenticate"]).toContain('error="insufficient_scope"');

    const input = editTokenInput.parse(JSON.parse(JSON.stringify(fit)));
    expect((await editToken(db, await signIn(db, people.member), token.id, input)).status).toBe("edited");
    expect((await open(token.secret)).status).toBe(200);
  },
);

test("where personal tokens are not allowed no link leads to an edit, and the organisation's own is let in", async () => {
  const { organisation, people, tokenOf, change, enforce, open } = await createAgency();
  const owners = await tokenOf(people.owner);
  const { secret } = await createToken(db, people.member);
  const own = await createOrganisationToken(db, organisation);
  await change(owners, { personal_tokens_allowed: false });
  expect((await enforce(owners, {})).status).toBe(200);
  const { status, json } = await open(secret);
  expect([status, json.code, json.rules]).toEqual([403, "blocked_by_policy", ["personal_tokens"]]);
  expect(json.detail).toMatch(/use a token of the organisation instead/);
  expect(json).not.toHaveProperty("fix_url");
  expect((await open(own.secret)).status).toBe(200);
});

test("from outside of the networks a token gets that reason and no link to an edit, and is let in from one of them", async () => {
  const { organisation, people, tokenOf, change, enforce, open } = await createAgency();
  const owners = await tokenOf(people.owner);
  const { secret } = await createToken(db, people.member);
  await change(owners, { allowed_networks: ["203.0.113.0/24"] });
  expect((await enforce(owners, {})).status).toBe(200);
  const { status, json } = await open(secret);
  expect([status, json.code, json.rules]).toEqual([403, "blocked_by_policy", ["networks"]]);
  expect(json.detail).toMatch(/call from one that the policy allows/);
  expect(json).not.toHaveProperty("fix_url");

  const principal = await signIn(db, people.owner);
  await saveDraft(db, principal, organisation.id, { allowed_networks: ["127.0.0.0/8", "::1/128"] });
  expect((await enforcePolicy(db, principal, organisation.id, {})).status).toBe("enforced");
  expect((await open(secret)).status).toBe(200);
});

test("a draft that somebody else changed since is not enforced: 409, until it is named as it is now", async () => {
  const { organisation, people, tokenOf, path, change, enforce } = await createAgency();
  const other = await createUser(db, { firstName: "Noor", lastName: "Haddad" });
  await addMember(db, organisation, other, "owner");
  const [owners, others] = [await tokenOf(people.owner), await tokenOf(other)];
  const seen = (await change(owners, { purpose_required: true })).json.draft.uuid;
  await change(others, { expiration_required: true });
  for (const body of [{ draft: seen }, {}]) {
    const refused = await enforce(owners, body);
    expect(refused).toMatchObject({ status: 409, json: { code: "draft_changed" } });
    expect(refused.json.detail).toMatch(/^Review the draft again.* Noor Haddad changed it\.$/);
  }
  expect(await enforce(owners, { draft: "nonsense" })).toMatchObject({
    status: 400,
    json: { code: "invalid_request" },
  });
  const { draft } = (await api(path, { token: owners })).json;
  expect((await enforce(owners, { draft: draft.uuid })).status).toBe(200);
});

test("a misspelt field is refused by its name, and neither enforces, invites nor changes anything", async () => {
  const { organisation, people, tokenOf, path, change, enforce } = await createAgency();
  const token = await tokenOf(people.owner);
  const { draft } = (await change(token, { expiration_required: true })).json;
  const invitations = `/iam/v3/organisations/${organisation.id}/invitations/`;
  const answers = {
    enforced_frm: await enforce(token, { enforced_frm: ahead(21) }),
    rol: await api(invitations, { method: "POST", token, body: { email: newAddress(), rol: "guest" } }),
    all_access_alowed: await change(token, { all_access_alowed: false }),
  };
  for (const [field, { status, json }] of Object.entries(answers)) {
    expect([status, json.errors], field).toEqual([400, { [field]: ["This field does not exist."] }]);
  }
  expect((await api(path, { token })).json).toEqual({ in_force: null, planned: null, draft });
  expect((await api(invitations, { token })).json.count).toBe(0);
});

test("what is planned is tried, and taken back by an owner: 204, and 404 when there is nothing any more", async () => {
  const { people, tokenOf, path, change, enforce } = await createAgency();
  const owners = await tokenOf(people.owner);
  await createToken(db, people.member, { label: "Endless" });
  await change(owners, { expiration_required: true });
  expect((await enforce(owners, { enforced_from: ahead(9).toISOString() })).status).toBe(200);
  const dryRun = async (of: string) => await api(`${path}dry-run/?of=${of}`, { token: owners });
  expect((await dryRun("planned")).json).toMatchObject({
    count: 1,
    results: [{ label: "Endless", expiration_date: null, rules: ["expiration_required"], newly_blocked: true }],
  });
  expect((await dryRun("draft")).status).toBe(404);
  expect((await dryRun("nonsense")).status).toBe(400);

  const cancel = async (token?: string) => await api(`${path}planned/`, { method: "DELETE", token });
  expect((await cancel()).status).toBe(401);
  expect((await cancel(await tokenOf(people.stranger))).status).toBe(404);
  for (const user of [people.admin, people.member]) {
    expect(await cancel(await tokenOf(user))).toMatchObject({ status: 403, json: { code: "role_required" } });
  }
  const { secret } = await createToken(db, people.owner, { scopes: ["organisations:read"] });
  expect(await cancel(secret)).toMatchObject({ status: 403, json: { code: "insufficient_scope" } });
  expect((await cancel(owners)).status).toBe(204);
  expect((await api(path, { token: owners })).json).toMatchObject({
    planned: null,
    draft: { expiration_required: true, enforced_from: null },
  });
  expect((await cancel(owners)).status).toBe(404);
});

test("a token of the organisation against the rules in force is refused with the field and the rule", async () => {
  const { organisation, people, tokenOf, change, enforce } = await createAgency();
  const owners = await tokenOf(people.owner);
  await change(owners, { purpose_required: true });
  await enforce(owners, {});
  const make = async (more: object) =>
    await api("/iam/v3/access-tokens/", {
      method: "POST",
      token: owners,
      body: { label: "Deploys", organisation: organisation.id, workflow: "nightly", ...more },
    });
  const refused = await make({});
  expect(refused).toMatchObject({ status: 400, json: { code: "invalid_request" } });
  expect(refused.json.errors.purpose).toEqual([expect.stringMatching(/^The policy of Harbour does not allow this/)]);
  const made = await make({ purpose: "automation" });
  expect(made.status).toBe(201);
  const edited = await api(`/iam/v3/access-tokens/${made.json.uuid}/`, {
    method: "PATCH",
    token: owners,
    body: { purpose: "other" },
  });
  expect(edited).toMatchObject({ status: 400, json: { errors: { purpose: [expect.any(String)] } } });
});

test("owners and admins take a dry run away as a file, of which a spreadsheet runs nothing, and nobody else does", async () => {
  const { organisation, people } = await createAgency();
  const principal = await signIn(db, people.owner);
  const { secret, hint } = await createToken(db, people.member, { label: "=1+1", lastUse: { at: new Date() } });
  await saveDraft(db, principal, organisation.id, { expiration_required: true });
  const take = async (user: { id: string } | undefined, query: string) => {
    const headers: Record<string, string> = user === undefined ? {} : { Cookie: await sessionHeaderOf(db, user) };
    return await fetch(`${sharedServer().url}/organisations/${organisation.slug}/policy/download?${query}`, {
      headers,
    });
  };
  for (const user of [people.owner, people.admin]) {
    const answer = await take(user, "format=csv&of=draft");
    expect([answer.status, answer.headers.get("x-row-count")]).toEqual([200, "1"]);
    const text = await answer.text();
    expect(text).toContain("'=1+1");
    for (const hidden of [secret, hint, "203.0.113.7"]) expect(text).not.toContain(hidden);
  }
  const statuses = await Promise.all([
    take(undefined, "format=csv"),
    take(people.member, "format=csv"),
    take(people.stranger, "format=csv"),
    take(people.owner, "format=pdf"),
    take(people.owner, "format=csv&of=planned"),
  ]);
  expect(statuses.map(({ status }) => status)).toEqual([401, 404, 404, 400, 404]);
});

test("the page of rules enforced when only all counted as full access names the tokens that are still allowed, to those who see tokens", async () => {
  const { organisation, people } = await createAgency();
  const versions = { organisation_id: organisation.id, created_by_user_id: people.owner.id };
  await insertPolicy(db, { ...versions, all_access_allowed: false, full_access_by_grant: false });
  await createToken(db, people.member, { label: "Makes owners", scopes: ["organisations:write"] });
  await createToken(db, people.member, { label: "Makes applications", scopes: ["applications:write"] });
  await createToken(db, people.member, { label: "Makes everything" });
  const page = async (user: { id: string }) =>
    (await api(`/organisations/${organisation.slug}/policy`, { headers: { Cookie: await sessionHeaderOf(db, user) } }))
      .text;
  for (const user of [people.owner, people.admin]) {
    const text = await page(user);
    expect(text).toContain("Only the scope all counts as full access here.");
    expect(text).toContain("Makes owners");
    for (const other of ["Makes applications", "Makes everything"]) expect(text).not.toContain(other);
  }
  const text = await page(people.member);
  expect(text).toContain("Only the scope all counts as full access here.");
  expect(text).not.toContain("Makes owners");

  await insertPolicy(db, { ...versions, all_access_allowed: false });
  expect(await page(people.owner)).not.toContain("Only the scope all counts as full access here.");
});
