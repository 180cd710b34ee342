import type { Kysely } from "kysely";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Database } from "@/db/schema";
import {
  addMember,
  createOrganisation,
  createOrganisationToken,
  createToken,
  createUser,
  type TestToken,
  type TestUser,
} from "@/test/fixtures";
import { api, serverDatabase } from "@/test/http/api";
import { waitFor } from "@/test/wait";

let db: Kysely<Database>;
let owner: TestUser;
let member: TestUser;
let agency: { id: string; name: string };
let other: { id: string };
let caller: TestToken;
let token: TestToken;
beforeAll(() => {
  db = serverDatabase();
});
afterAll(() => db.destroy());
beforeEach(async () => {
  owner = await createUser(db, { firstName: "Ona", lastName: "Lind" });
  member = await createUser(db, { firstName: "Mika", lastName: "Lind" });
  agency = await createOrganisation(db, { members: [{ user: owner, role: "owner" }] });
  other = await createOrganisation(db, { name: "Elsewhere", members: [{ user: member, role: "member" }] });
  await addMember(db, agency, member, "member");
  caller = await createToken(db, owner, { label: "caller" });
  token = await createToken(db, member, { label: "laptop" });
});

const path = (rest = "") => `/iam/v3/organisations/${agency.id}/access-tokens/${rest}`;
const withdraw = (body: unknown, given: { token?: string; id?: string } = {}) =>
  api(path(`${given.id ?? token.id}/access/`), { method: "PATCH", token: given.token ?? caller.secret, body });

test("an owner lists every token that reaches the organisation, filtered and in order, and no secret", async () => {
  const own = await createOrganisationToken(db, agency, { label: "nightly", workflow: "nightly" });
  const list = async (query: string) => {
    const { status, json } = await api(path(query), { token: caller.secret });
    expect(status).toBe(200);
    return json.results.map(({ label }: { label: string }) => label);
  };
  expect(await list("?o=label")).toEqual(["caller", "laptop", "nightly"]);
  expect(await list("?kind=organisation")).toEqual(["nightly"]);
  expect(await list("?workflow=nightly")).toEqual(["nightly"]);
  expect(await list("?role=member")).toEqual(["laptop"]);
  expect(await list("?all_access=true&q=Mika")).toEqual(["laptop"]);
  expect(await list("?kind=personal&kind=organisation&o=label")).toEqual(await list("?o=label"));
  const { text, json } = await api(path("?o=label"), { token: caller.secret });
  for (const secret of [own.secret, token.secret, token.hint]) expect(text).not.toContain(secret);
  expect(json.results[1]).toMatchObject({
    uuid: token.id,
    hint: null,
    owner: { type: "user", uuid: member.id, name: "Mika Lind", role: "member" },
    access: { state: "active", reason: null },
  });
  for (const query of ["?status=dead", "?access=maybe", "?page=0", "?o=secret", "?o=label&o=label", "?x=1"]) {
    expect((await api(path(query), { token: caller.secret })).status).toBe(400);
  }
  expect((await api(path("?page=2"), { token: caller.secret })).status).toBe(404);
});

test("a member's token lists its owner's own within it; one that is limited to a part sees no list", async () => {
  const weak = await createToken(db, member, { label: "weak", scopes: ["tokens:read"] });
  const { json } = await api(path(), { token: weak.secret });
  expect(json.results.map(({ label }: { label: string }) => label)).toEqual(["weak"]);
  expect(json.count).toBe(1);
  const limited = await createToken(db, owner, { limits: [] });
  expect((await api(path(), { token: limited.secret })).json.code).toBe("not_found");
  expect((await api(path())).status).toBe(401);
});

test("withdrawing refuses the token here with the reason from the next request on, and nowhere else, until it is given back", async () => {
  const reads = (organisation: { id: string }) =>
    api(`/iam/v3/organisations/${organisation.id}/access-tokens/`, { token: token.secret });
  expect((await reads(agency)).status).toBe(200);
  const answer = await withdraw({ state: "withdrawn", reason: "Left the project" });
  expect(answer.status).toBe(200);
  expect(answer.json).toEqual({ uuid: token.id, access: { state: "withdrawn", reason: "Left the project" } });
  const refused = await reads(agency);
  expect(refused.status).toBe(403);
  expect(refused.json).toMatchObject({ code: "access_withdrawn", organisation: agency.id });
  expect(refused.json.detail).toContain("Left the project");
  expect(refused.headers["www-authenticate"]).toContain('error="insufficient_scope"');
  expect((await reads(other)).status).toBe(200);
  expect((await api("/iam/v3/me/", { token: token.secret })).status).toBe(200);
  expect((await withdraw({ state: "active" })).json.access).toEqual({ state: "active", reason: null });
  expect((await reads(agency)).status).toBe(200);
});

test("who may not withdraw does not, and what is not there is not found", async () => {
  const mine = await createToken(db, member);
  expect((await withdraw({ state: "withdrawn" }, { token: mine.secret })).json.code).toBe("role_required");
  const stranger = await createToken(db, await createUser(db));
  expect((await withdraw({ state: "withdrawn" }, { token: stranger.secret })).json.code).toBe("not_found");
  expect((await withdraw({ state: "withdrawn" }, { id: stranger.id })).json.code).toBe("not_found");
  const reader = await createToken(db, owner, { scopes: ["organisations:read", "tokens:write"] });
  expect((await withdraw({ state: "withdrawn" }, { token: reader.secret })).json).toMatchObject({
    code: "insufficient_scope",
    required_scope: "organisations:write",
  });
  const own = await createOrganisationToken(db, agency);
  expect((await withdraw({ state: "withdrawn" }, { id: own.id })).status).toBe(400);
  for (const body of [
    {},
    { state: "blocked" },
    { state: "withdrawn", reason: "x".repeat(501) },
    { state: "active", x: 1 },
  ]) {
    expect((await withdraw(body)).status).toBe(400);
  }
  expect((await api(path(`${token.id}/access/`), { method: "PATCH", body: {} })).status).toBe(401);
});

test("a bulk withdrawal over the API deals with all from before the moment but the calling token, and says how it went", async () => {
  const own = await createOrganisationToken(db, agency);
  await new Promise((resolve) => setTimeout(resolve, 20));
  const body = { made_before: new Date().toISOString(), organisation: true, reason: "A laptop was stolen" };
  const started = await api(path("sweeps/"), { method: "POST", token: caller.secret, body });
  expect(started.status).toBe(202);
  expect(started.json).toMatchObject({ personal: true, organisation: true, created_by: { name: "Ona Lind" } });
  const read = async () => (await api(path(`sweeps/${started.json.uuid}/`), { token: caller.secret })).json;
  await waitFor(async () => (await read()).finished_at !== null, "the end of the bulk withdrawal");
  expect((await read()).tokens).toEqual({ withdrawn: 1, revoked: 1, pending: 0, unchanged: 0, failed: 0 });
  expect((await api("/iam/v3/me/", { token: own.secret })).json.code).toBe("token_revoked");
  const { json } = await api(path("sweeps/"), { token: caller.secret });
  expect(json).toMatchObject({ count: 1, results: [{ uuid: started.json.uuid }] });
});
