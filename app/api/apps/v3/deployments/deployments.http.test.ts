import type { Kysely } from "kysely";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Database } from "@/db/schema";
import { LONGEST_LOG_BYTES } from "@/lib/deployment/log";
import {
  addToApplication,
  createApplication,
  createMember,
  createOrganisation,
  createToken,
  type TestToken,
  type TestUser,
} from "@/test/fixtures";
import { api, serverDatabase } from "@/test/http/api";
import { sharedServer } from "@/test/http/server";

let db: Kysely<Database>;
let organisation: { id: string };
let owner: TestUser;
let caller: TestToken;
let application: { id: string; environments: Record<string, string> };
beforeAll(() => {
  db = serverDatabase();
});
afterAll(() => db.destroy());
beforeEach(async () => {
  organisation = await createOrganisation(db);
  owner = await createMember(db, organisation, "owner");
  caller = await createToken(db, owner, { scopes: ["deployments:write"] });
  application = await createApplication(db, organisation);
});

const LIST = "/apps/v3/deployments/";
const NEVER = "01890000-0000-7000-8000-000000000000";
const environment = (slug = "test") => application.environments[slug] ?? "";
const read = (path: string, token = caller) => api(path, { token: token.secret });
const post = (body: unknown, token = caller) => api(LIST, { method: "POST", token: token.secret, body });
const patch = (uuid: string, body: unknown, token = caller) =>
  api(`${LIST}${uuid}/`, { method: "PATCH", token: token.secret, body });
const request = async (slug = "test"): Promise<string> => (await post({ environment: environment(slug) })).json.uuid;
const logOf = async (uuid: string) => (await read(`${LIST}${uuid}/logs`)).json;

test("a deployment is recorded, reported on, and stays as it ended", async () => {
  const made = await post({ environment: environment(), build_mode: "ignored" });
  const { uuid } = made.json;
  expect(made.status).toBe(201);
  expect(made.headers.location).toBe(`${sharedServer().url}${LIST}${uuid}/`);
  expect(made.json).toEqual({
    uuid,
    environment: environment(),
    application: application.id,
    status: "queued",
    success: null,
    percent: 0,
    created_at: expect.any(String),
    started_at: null,
    ended_at: null,
    environment_variables: [],
  });
  const running = await patch(uuid, { percent: 30, log: "Building" });
  expect(running.json).toMatchObject({ status: "running", success: null, percent: 30, ended_at: null });
  expect(running.json.started_at).not.toBeNull();
  // PUT does the same.
  await api(`${LIST}${uuid}/`, { method: "PUT", token: caller.secret, body: { log: "Migrating\r\n" } });
  const ended = await patch(uuid, { status: "succeeded" });
  expect(ended.json).toMatchObject({ status: "succeeded", success: true, percent: 100 });
  expect((await read(`${LIST}${uuid}/`)).json).toEqual(ended.json);
  expect(await logOf(uuid)).toEqual({ uuid, logs: "Building\nMigrating\n", truncated: false });
  expect((await patch(uuid, { status: "succeeded" })).json).toEqual(ended.json);
  for (const body of [{ status: "failed" }, { log: "late" }, { percent: 10 }]) {
    const late = await patch(uuid, body);
    expect([late.status, late.json.code, late.json.deployment_status]).toEqual([409, "deployment_ended", "succeeded"]);
  }
  expect((await read(`${LIST}${uuid}/`)).json).toEqual(ended.json);
});

test.each([
  [{ status: "queued" }, "status"],
  [{ status: "done" }, "status"],
  [{ status: null }, "status"],
  [{ percent: 29 }, "percent"],
  [{ percent: 101 }, "percent"],
  [{ percent: -1 }, "percent"],
  [{ percent: 40.5 }, "percent"],
  [{ percent: "40" }, "percent"],
  [{ log: 7 }, "log"],
  [{ log: ["a line"] }, "log"],
  [{ percent: 90, status: "queued" }, "status"],
])("the report %j is refused, names what is wrong, and changes nothing", async (body, field) => {
  const uuid = await request();
  const { json: before } = await patch(uuid, { percent: 30, log: "so far" });
  const { status, json } = await patch(uuid, body);
  expect([status, json.code, Object.keys(json.errors)]).toEqual([400, "invalid_request", [field]]);
  expect((await read(`${LIST}${uuid}/`)).json).toEqual(before);
  expect((await logOf(uuid)).logs).toBe("so far\n");
});

test.each([
  [{}, 400],
  [{ environment: "test" }, 400],
  [{ environment: null }, 400],
  [{ environment: NEVER }, 404],
  [[], 400],
])("a request with %j is answered %i", async (body, status) => {
  expect((await post(body)).status).toBe(status);
});

test("what is no deployment, or of an environment that the token does not reach, is not found", async () => {
  const uuid = await request();
  const stranger = await createToken(db, await createMember(db, await createOrganisation(db), "owner"));
  const limits = [
    { organisation_id: organisation.id, application_id: application.id, environment_id: environment("live") },
  ];
  const ofLive = await createToken(db, owner, { limits });
  for (const token of [stranger, ofLive]) {
    for (const answer of [
      await read(`${LIST}${uuid}/`, token),
      await read(`${LIST}${uuid}/logs`, token),
      await read(`${LIST}${uuid}/environment-variables`, token),
      await patch(uuid, { status: "failed" }, token),
      await post({ environment: environment() }, token),
    ]) {
      expect([answer.status, answer.json.code]).toEqual([404, "not_found"]);
    }
    expect((await read(LIST, token)).json.count).toBe(0);
  }
  expect((await post({ environment: environment("live") }, ofLive)).status).toBe(201);
  for (const id of [NEVER, "no-id"]) expect((await read(`${LIST}${id}/`)).status).toBe(404);
});

test("a guest reports only with write access, and a token only with the scope", async () => {
  const uuid = await request();
  const guest = await createMember(db, organisation, "guest");
  const token = await createToken(db, guest);
  expect((await patch(uuid, { percent: 1 }, token)).status).toBe(404);
  await addToApplication(db, organisation, application, guest, "read");
  expect((await read(`${LIST}${uuid}/`, token)).status).toBe(200);
  expect((await patch(uuid, { percent: 1 }, token)).json.code).toBe("role_required");
  await db.updateTable("application_collaborator").set({ access: "write" }).where("user_id", "=", guest.id).execute();
  expect((await patch(uuid, { percent: 1 }, token)).status).toBe(200);
  const reading = await createToken(db, owner, { scopes: ["deployments:read"] });
  expect((await patch(uuid, { percent: 2 }, reading)).json).toMatchObject({
    code: "insufficient_scope",
    required_scope: "deployments:write",
  });
});

test("the variables of a deployment need both scopes, and a refusal names both at once", async () => {
  const uuid = await request();
  const path = `${LIST}${uuid}/environment-variables`;
  const neither = await createToken(db, owner, { scopes: ["tokens:read"] });
  const refused = await read(path, neither);
  expect([refused.status, refused.json.required_scope]).toEqual([403, "deployments:read environment-variables:read"]);
  expect(refused.json.fix_url).toMatch(/\?edit=1&add_scopes=deployments:read,environment-variables:read$/);
  expect(refused.headers["www-authenticate"]).toContain('scope="deployments:read environment-variables:read"');
  const half = (await read(path)).json;
  expect(half.required_scope).toBe("deployments:read environment-variables:read");
  expect(half.fix_url).toMatch(/\?edit=1&add_scopes=environment-variables:read$/);
  const both = await createToken(db, owner, { scopes: ["deployments:read", "environment-variables:read"] });
  expect((await read(path, both)).json).toEqual({ uuid, environment: environment(), environment_variables: {} });
});

test("lists are filtered, ordered and paged, the newest first", async () => {
  const [first, second, live] = [await request(), await request(), await request("live")];
  const other = await createApplication(db, organisation);
  await post({ environment: other.environments.test });
  const ids = async (query: string) =>
    (await read(`${LIST}${query}`)).json.results.map(({ uuid }: { uuid: string }) => uuid);
  expect(await ids(`?application=${application.id}`)).toEqual([live, second, first]);
  expect(await ids(`?environment=${environment()}`)).toEqual([second, first]);
  expect(await ids(`?environment=${environment()}&environment=${environment("live")}&o=created_at`)).toEqual([
    first,
    second,
    live,
  ]);
  await patch(first, { status: "running" });
  expect(await ids(`?environment=${environment()}&o=started_at`)).toEqual([first, second]);
  expect(await ids(`?environment=${environment()}&o=-started_at`)).toEqual([second, first]);
  const page = await read(`${LIST}?application=${application.id}&page_size=2`);
  expect(page.json).toMatchObject({ count: 3, previous: null, next: expect.stringContaining("page=2") });
  expect((await read(new URL(page.json.next).pathname + new URL(page.json.next).search)).json.results).toHaveLength(1);
  expect((await read(`${LIST}?o=percent`)).status).toBe(400);
  expect((await read(`${LIST}?environment=test`)).status).toBe(400);
  expect((await read(`${LIST}?application=${application.id}&page=9`)).status).toBe(404);
});

test("a log takes what programs write: NUL, half characters, colours, and as much as a body holds", async () => {
  const uuid = await request();
  await patch(uuid, { log: "a\0b \ud800 \u001b[32mgreen\u001b[0m 10 %\r20 %\n" });
  const form = { "Content-Type": "application/x-www-form-urlencoded" };
  const by = (body: string) => api(`${LIST}${uuid}/`, { method: "PATCH", token: caller.secret, headers: form, body });
  expect((await by("percent=40&log=of%20a%00form")).json).toMatchObject({ status: "running", percent: 40 });
  expect((await by("log=%ff")).status).toBe(400);
  expect((await logOf(uuid)).logs).toBe("a\ufffdb \ufffd \u001b[32mgreen\u001b[0m 10 %\r20 %\nof a\ufffdform\n");
  expect((await patch(uuid, { log: "x".repeat(65_000) })).status).toBe(200);
  expect((await patch(uuid, { log: "x".repeat(65_536) })).json.code).toBe("body_too_large");
  expect((await logOf(uuid)).logs).toMatch(/\nx{65000}\n$/);
});

test("a log that is as long as can be is answered whole", async () => {
  const uuid = await request();
  const content = `${"0123456789abcdef".repeat(4095)}ends here here.\n`;
  const chunks = Array.from({ length: 160 }, (_, n) => ({
    deployment_id: uuid,
    position: n * content.length,
    content,
  }));
  expect(160 * content.length).toBeLessThanOrEqual(LONGEST_LOG_BYTES);
  await db.insertInto("deployment_log_chunk").values(chunks).execute();
  const { logs } = await logOf(uuid);
  expect([logs.length, logs.endsWith(content)]).toEqual([160 * content.length, true]);
});
