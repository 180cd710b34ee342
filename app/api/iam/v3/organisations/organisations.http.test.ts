import type { Kysely } from "kysely";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Database } from "@/db/schema";
import {
  addMember,
  createApplication,
  createOrganisation,
  createOrganisationToken,
  createToken,
  createUser,
  type TestToken,
  type TestUser,
} from "@/test/fixtures";
import { api, serverDatabase } from "@/test/http/api";

let db: Kysely<Database>;
let owner: TestUser;
let member: TestUser;
let agency: { id: string; name: string; slug: string };
let caller: TestToken;
let memberToken: TestToken;
beforeAll(() => {
  db = serverDatabase();
});
afterAll(() => db.destroy());
beforeEach(async () => {
  owner = await createUser(db, { firstName: "Ona", lastName: "Lind" });
  member = await createUser(db, { firstName: "Mika", lastName: "Lind" });
  agency = await createOrganisation(db, { members: [{ user: owner, role: "owner" }] });
  await addMember(db, agency, member, "member");
  caller = await createToken(db, owner, { label: "caller" });
  memberToken = await createToken(db, member, { label: "member's" });
});

const LIST = "/iam/v3/organisations/";
const one = (id: string, rest = "") => `${LIST}${id}/${rest}`;
const read = (path: string, token = caller) => api(path, { token: token.secret });
const post = (path: string, body: unknown, token = caller) => api(path, { method: "POST", token: token.secret, body });
const patch = (path: string, body: unknown, token = caller) =>
  api(path, { method: "PATCH", token: token.secret, body });
const remove = (path: string, token = caller) => api(path, { method: "DELETE", token: token.secret });

test("an organisation is made, found by its slug, renamed without a new address, and deleted", async () => {
  const made = await post(LIST, { name: "Café Müller" });
  expect(made.status).toBe(201);
  const { uuid, slug } = made.json;
  expect(made.json).toEqual({
    uuid,
    slug: expect.stringMatching(/^cafe-muller(-[0-9a-f]{6})?$/),
    name: "Café Müller",
    role: "owner",
    created_at: expect.any(String),
  });
  expect((await read(`${LIST}?slug=${slug}`)).json.results).toEqual([made.json]);
  expect((await patch(one(uuid), { name: "Müller & Co" })).json).toEqual({ ...made.json, name: "Müller & Co" });
  expect((await remove(one(uuid))).status).toBe(204);
  expect((await read(one(uuid))).json.code).toBe("not_found");
});

test("two who make one name at once get an organisation each, with different addresses", async () => {
  const name = `Twins ${agency.id.slice(-8)}`;
  const answers = await Promise.all([1, 2, 3, 4].map(() => post(LIST, { name })));
  expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
  expect(new Set(answers.map(({ json }) => json.slug)).size).toBe(4);
});

test.each([[""], ["   "], ["x".repeat(101)], ["two\nlines"], [7], [null]])("the name %j is refused", async (name) => {
  const { status, json } = await post(LIST, { name });
  expect([status, Object.keys(json.errors)]).toEqual([400, ["name"]]);
});

test("an organisation with an application is not deleted, and says why", async () => {
  await createApplication(db, agency);
  const { status, json } = await remove(one(agency.id));
  expect(status).toBe(400);
  expect(json.detail).toContain("1 application");
});

test("who is no owner changes nothing, who is not in it finds nothing, and no token makes another's", async () => {
  for (const answer of [
    await patch(one(agency.id), { name: "Mine" }, memberToken),
    await remove(one(agency.id), memberToken),
  ]) {
    expect([answer.status, answer.json.code]).toEqual([403, "role_required"]);
  }
  const stranger = await createToken(db, await createUser(db));
  for (const answer of [await read(one(agency.id), stranger), await remove(one(agency.id), stranger)]) {
    expect([answer.status, answer.json.code]).toEqual([404, "not_found"]);
  }
  expect((await read(LIST, stranger)).json.count).toBe(0);
  expect((await post(LIST, { name: "X" }, await createOrganisationToken(db, agency))).json.code).toBe("exceeds_caller");
  expect((await api(LIST)).json.code).toBe("credentials_missing");
});

test("a team is made of people who are no guests, changed and dissolved", async () => {
  const path = one(agency.id, "teams/");
  const made = await post(path, { name: "Backend", members: [member.id] });
  expect([made.status, made.json.members]).toEqual([201, [member.id]]);
  expect((await post(path, { name: "backend" })).json.errors.name).toBeDefined();
  const changed = await patch(`${path}${made.json.uuid}/`, { members: [owner.id] });
  expect(changed.json).toMatchObject({ name: "Backend", members: [owner.id] });
  const guest = await createUser(db);
  await addMember(db, agency, guest, "guest");
  expect((await patch(`${path}${made.json.uuid}/`, { members: [guest.id] })).json.errors.members).toBeDefined();
  expect((await post(path, { name: "Mine" }, memberToken)).json.code).toBe("role_required");
  expect((await read(path, memberToken)).json.count).toBe(1);
  expect((await remove(`${path}${made.json.uuid}/`)).status).toBe(204);
  expect((await read(`${path}${made.json.uuid}/`)).status).toBe(404);
});

test("the activity tells who did what with which token, filtered, in Divio's shape", async () => {
  const path = one(agency.id, "activities/");
  await patch(one(agency.id), { name: "Harbour Works" });
  await patch(one(agency.id, `members/${member.id}/`), { role: "admin" });
  const { json } = await read(path);
  expect(json.count).toBe(2);
  expect(json.results[0]).toEqual({
    uuid: expect.any(String),
    organisation: agency.id,
    application: null,
    created_at: expect.stringMatching(/Z$/),
    user: owner.id,
    user_email: owner.email,
    type: "membership.role_changed",
    description: `Role changed: ${member.email} (Role: member → admin)`,
    context: {
      target: { type: "user", uuid: member.id, label: member.email },
      subject: member.id,
      token: { uuid: caller.id, label: "caller" },
      before: { role: "member" },
      after: { role: "admin" },
      address: expect.any(String),
      user_agent: expect.any(String),
      request_id: expect.any(String),
    },
  });
  const types = async (query: string) =>
    (await read(`${path}?${query}`)).json.results.map(({ type }: { type: string }) => type);
  expect(await types("o=created_at")).toEqual(["organisation.renamed", "membership.role_changed"]);
  expect(await types("type=organisation.renamed")).toEqual(["organisation.renamed"]);
  expect(await types(`user=${member.id}`)).toEqual(["membership.role_changed"]);
  expect(await types(`created_after=${json.results[0].created_at}`)).toEqual(["membership.role_changed"]);
  expect(await types(`created_before=${json.results[0].created_at}`)).toEqual(["organisation.renamed"]);
  expect(await types("created_before=2020-01-01T00:00:00Z")).toEqual([]);
  expect(await types(`application=${agency.id}`)).toEqual([]);
  for (const query of ["user=me", "created_after=yesterday", "page=0", "o=type", "page=1&page=1"]) {
    expect((await read(`${path}?${query}`)).status).toBe(400);
  }
  expect(await types("type=organisation.renamed&type=membership.role_changed&since=1")).toHaveLength(2);
});

test("a member's token finds in the activity only its owner's part, and one limited to a part of the organisation none", async () => {
  const path = one(agency.id, "activities/");
  await patch(one(agency.id), { name: "Harbour Works" });
  expect((await read(path, memberToken)).json).toMatchObject({ count: 0, results: [] });
  await patch(one(agency.id, `members/${member.id}/`), { role: "guest" });
  const { json } = await read(path, memberToken);
  // Who did it is told, with which of her tokens is not.
  expect(
    json.results.map(({ user, context }: { user: string; context: { token: object } }) => [user, context.token]),
  ).toEqual([[owner.id, { uuid: caller.id, label: null }]]);
  expect(json.count).toBe(1);
  const limited = await createToken(db, owner, { limits: [] });
  expect((await read(path, limited)).json.code).toBe("not_found");
  const wrong = await createToken(db, owner, { scopes: ["applications:write"] });
  expect((await read(path, wrong)).json.code).toBe("insufficient_scope");
  expect((await api(path)).status).toBe(401);
});
