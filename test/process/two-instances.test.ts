import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../database/database";
import { addMember, createApplication, createOrganisation, createToken, createUser } from "../fixtures";
import { type StartedServer, startServer } from "../http/server";
import { sessionHeaderOf } from "../http/session-cookie";

let database: TestDatabase;
let here: StartedServer;
let there: StartedServer;
beforeAll(async () => {
  database = await createTestDatabase();
  // One after the other: the first one brings the database up to date.
  here = await startServer({ env: { DATABASE_URL: database.url } });
  there = await startServer({ env: { DATABASE_URL: database.url } });
}, 240_000);
afterAll(async () => {
  await here?.stop();
  await there?.stop();
  await database?.destroy();
});

/** An agency with an application; its owner and a member, each with a token and a session that both instances have seen. */
async function agency() {
  const { db } = database;
  const [owner, member] = [await createUser(db), await createUser(db)];
  const organisation = await createOrganisation(db, { members: [{ user: owner, role: "owner" }] });
  await addMember(db, organisation, member, "member");
  const application = await createApplication(db, organisation);
  const owners = await createToken(db, owner);
  const members = await createToken(db, member);
  const cookie = await sessionHeaderOf(db, member);
  const path = `/api/apps/v3/applications/${application.id}/`;
  const page = async (server: StartedServer) =>
    (await fetch(`${server.url}/organisations/${organisation.slug}`, { headers: { Cookie: cookie } })).status;
  for (const server of [here, there]) {
    expect(await status(server, path, members.secret)).toBe(200);
    expect(await page(server)).toBe(200);
  }
  return { organisation, owner, member, owners, members, path, page };
}

async function ask(server: StartedServer, path: string, secret: string, init: RequestInit = {}): Promise<Response> {
  return await fetch(server.url + path, {
    ...init,
    headers: { Authorization: `Bearer ${secret}`, "Content-Type": "application/json" },
  });
}

const status = async (...given: Parameters<typeof ask>) => (await ask(...given)).status;

/** The other instance is told of what the first one changed: some milliseconds later, or when it has said that it is ready. */
const becomes = async (path: string, secret: string, expected: number) =>
  await expect.poll(() => status(there, path, secret), { interval: 5 }).toBe(expected);

test("who is removed at one instance has lost the organisation at the other once that is told, and nothing else", async () => {
  const { organisation, member, owners, members, path, page } = await agency();
  const members_ = `/api/iam/v3/organisations/${organisation.id}/members/`;
  expect(await status(here, `${members_}${member.id}/`, owners.secret, { method: "DELETE" })).toBe(204);
  await becomes(path, members.secret, 404);
  const list = await ask(there, "/api/apps/v3/applications/", members.secret);
  expect(await list.json()).toMatchObject({ count: 0, results: [] });
  expect(await status(there, "/api/iam/v3/me/", members.secret)).toBe(200);
  expect(await page(there)).toBe(404);
});

test("a role, a withdrawal and a policy hold at the other instance once it is told", async () => {
  const { organisation, member, owners, members, path } = await agency();
  const base = `/api/iam/v3/organisations/${organisation.id}`;
  const patch = (role: string) => ({ method: "PATCH", body: JSON.stringify({ role }) });
  const create = { method: "POST", body: JSON.stringify({ name: "Regatta", organisation: organisation.id }) };
  expect(await status(there, "/api/apps/v3/applications/", members.secret, create)).toBe(201);
  expect(await status(here, `${base}/members/${member.id}/`, owners.secret, patch("guest"))).toBe(200);
  await becomes(path, members.secret, 404);
  expect(await status(here, `${base}/members/${member.id}/`, owners.secret, patch("member"))).toBe(200);
  await becomes(path, members.secret, 200);

  const withdraw = { method: "PATCH", body: JSON.stringify({ state: "withdrawn", reason: "Lost laptop" }) };
  const access = `${base}/access-tokens/${members.id}/access/`;
  expect(await status(here, access, owners.secret, withdraw)).toBe(200);
  await becomes(path, members.secret, 403);
  const withdrawn = await ask(there, path, members.secret);
  expect({ status: withdrawn.status, body: await withdrawn.json() }).toMatchObject({
    status: 403,
    body: { code: "access_withdrawn" },
  });

  const given = JSON.stringify({ state: "active" });
  expect(await status(here, access, owners.secret, { method: "PATCH", body: given })).toBe(200);
  await becomes(path, members.secret, 200);
  const rules = { method: "PATCH", body: JSON.stringify({ personal_tokens_allowed: false }) };
  expect(await status(here, `${base}/policy/`, owners.secret, rules)).toBe(200);
  expect(await status(here, `${base}/policy/enforce/`, owners.secret, { method: "POST", body: "{}" })).toBe(200);
  await becomes(path, members.secret, 403);
  const blocked = await ask(there, path, members.secret);
  expect({ status: blocked.status, body: await blocked.json() }).toMatchObject({
    status: 403,
    body: { code: "blocked_by_policy" },
  });
});
