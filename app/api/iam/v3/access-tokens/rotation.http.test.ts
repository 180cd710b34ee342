import type { Kysely } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Database } from "@/db/schema";
import { dumpDatabase, linesWithSecret } from "@/test/database/dump";
import { createToken, createUser, type TestToken, type TestUser } from "@/test/fixtures";
import { type ApiAnswer, api, serverDatabase } from "@/test/http/api";
import { sharedServer } from "@/test/http/server";
import { activityOf, letTimePass, statesOf } from "@/test/rotation";

const PATH = "/iam/v3/access-tokens/";
const DAY_SECONDS = 86_400;
const UNKNOWN_UUID = "019379a0-0000-7000-8000-000000000000";
const ahead = (seconds: number) => new Date(Date.now() + seconds * 1000).toISOString();

let db: Kysely<Database>;
let user: TestUser;
let full: TestToken;
let token: TestToken;
beforeAll(() => {
  db = serverDatabase();
});
afterAll(() => db.destroy());
beforeEach(async () => {
  user = await createUser(db);
  full = await createToken(db, user, { label: "full" });
  token = await createToken(db, user, { label: "rotating", scopes: ["deployments:read"] });
});

const rotate = (uuid: string, body?: unknown, secret = full.secret) =>
  api(`${PATH}${uuid}/rotate/`, { method: "POST", token: secret, body });
const retiring = (method: "PATCH" | "DELETE", uuid: string, body?: unknown, secret = full.secret) =>
  api(`${PATH}${uuid}/retiring/`, { method, token: secret, body });
const me = (secret: string) => api("/iam/v3/me/", { token: secret });
const allowItself = (id: string) =>
  db.updateTable("access_token").set({ may_rotate_itself: true }).where("id", "=", id).execute();

function expectProblem(answer: ApiAnswer, status: number, code: string) {
  expect({ status: answer.status, code: answer.json?.code }).toEqual({ status, code });
  expect(answer.headers["content-type"]).toBe("application/problem+json");
}

async function expectUntouched(id: string) {
  expect(await statesOf(db, id)).toEqual(["current"]);
  // What was refused is written a moment later, and is no change.
  const entries = await activityOf(db, id);
  expect(entries.filter(({ type }) => type !== "access_token.refused")).toEqual([]);
}

describe("POST …/rotate/", () => {
  test("rotate, use, end: both secrets work in between, and the uuid and all else stays", async () => {
    const before = (await api(`${PATH}${token.id}/`, { token: full.secret })).json;
    const rotated = await rotate(token.id, { overlap: 3600 });
    expect(rotated.status).toBe(201);
    expect(rotated.json).toEqual({
      ...before,
      rotation: {
        pending: { hint: expect.stringMatching(/^lk_pat_…\w{4}$/), created_at: expect.any(String) },
        retiring: null,
        retires_at: null,
      },
      access_token: expect.stringMatching(/^lk_pat_[0-9A-Za-z]{36}$/),
    });
    expect(rotated.headers.location).toBe(`${sharedServer().url}${PATH}${token.id}/`);

    const fresh = rotated.json.access_token;
    expect((await me(token.secret)).status).toBe(200);
    expect((await api(`${PATH}${token.id}/`, { token: full.secret })).json.rotation.pending).not.toBeNull();
    expect((await me(fresh)).json.token.uuid).toBe(token.id);
    expect((await me(token.secret)).status).toBe(200);
    const during = (await api(`${PATH}${token.id}/`, { token: full.secret })).json;
    expect(during).toMatchObject({ hint: rotated.json.rotation.pending.hint, rotation: { pending: null } });
    expect(during.rotation.retiring.hint).toBe(token.hint);
    expect(Date.parse(during.rotation.retires_at) - Date.now()).toBeGreaterThan(3_500_000);

    expect((await retiring("DELETE", token.id)).status).toBe(204);
    expectProblem(await me(token.secret), 401, "token_retired");
    expect((await me(fresh)).status).toBe(200);

    for (const secret of [fresh, token.secret]) {
      expect(linesWithSecret(await dumpDatabase(db), secret)).toEqual([]);
      expect(linesWithSecret(sharedServer().logs().split("\n"), secret)).toEqual([]);
      expect(linesWithSecret([JSON.stringify(during)], secret)).toEqual([]);
    }
  });

  test.each([
    ["without a body", undefined],
    ["with an empty object", {}],
    ["with seconds", { overlap: DAY_SECONDS }],
  ])("%s means an overlap of a day", async (_what, body) => {
    const { json } = await rotate(token.id, body);
    const earliest = ahead(DAY_SECONDS - 30);
    await me(json.access_token);
    const latest = ahead(DAY_SECONDS + 30);
    const { rotation } = (await api(`${PATH}${token.id}/`, { token: full.secret })).json;
    expect([earliest, rotation.retires_at, latest].sort()).toEqual([earliest, rotation.retires_at, latest]);
  });

  test("an answer that was lost costs nothing: the client asks again", async () => {
    const lost = (await rotate(token.id)).json.access_token;
    const fresh = (await rotate(token.id)).json.access_token;
    expectProblem(await me(lost), 401, "token_retired");
    expect((await me(token.secret)).status).toBe(200);
    expect((await me(fresh)).status).toBe(200);
  });

  test("replace_now ends every other secret at once", async () => {
    const pending = (await rotate(token.id)).json.access_token;
    const answer = await rotate(token.id, { replace_now: true });
    expect(answer.json.rotation).toEqual({ pending: null, retiring: null, retires_at: null });
    for (const secret of [token.secret, pending]) expectProblem(await me(secret), 401, "token_retired");
    expect((await me(answer.json.access_token)).status).toBe(200);
  });

  test("during an overlap: 409 that says until when", async () => {
    await me((await rotate(token.id)).json.access_token);
    const answer = await rotate(token.id);
    expectProblem(answer, 409, "overlap_running");
    const { rotation } = (await api(`${PATH}${token.id}/`, { token: full.secret })).json;
    expect(answer.json.retires_at).toBe(rotation.retires_at);
    expect((await rotate(token.id, { replace_now: true })).status).toBe(201);
  });

  test.each([
    ["-1", { overlap: -1 }, "overlap"],
    ["604801", { overlap: 604_801 }, "overlap"],
    ["soon", { overlap: "soon" }, "overlap"],
    ["a fraction", { overlap: 0.5 }, "overlap"],
    ["null", { overlap: null }, "overlap"],
    ["an overlap beside replace_now", { overlap: 60, replace_now: true }, "overlap"],
    ["replace_now as text", { replace_now: "true" }, "replace_now"],
    ["an unknown field", { overlap_seconds: 60 }, "overlap_seconds"],
    ["a label", { label: "other" }, "label"],
    ["a list", [], "body"],
    ["null as the body", null, "body"],
  ])("with %s: 400 that names the field, and nothing changed", async (_what, body, field) => {
    const answer = await rotate(token.id, body);
    expectProblem(answer, 400, "invalid_request");
    expect(Object.keys(answer.json.errors)).toEqual([field]);
    await expectUntouched(token.id);
  });

  test("with a body that is not JSON: 400, 415 without its type, 413 when it is too large", async () => {
    const send = (body: string, type = "application/json") =>
      api(`${PATH}${token.id}/rotate/`, {
        method: "POST",
        token: full.secret,
        body,
        headers: { "Content-Type": type },
      });
    expectProblem(await send("{"), 400, "invalid_request");
    expectProblem(await send("overlap=60", "text/plain"), 415, "unsupported_media_type");
    expectProblem(await send("overlap=1h", "application/x-www-form-urlencoded"), 400, "invalid_request");
    expectProblem(await send(`{"overlap": 60, "x": "${"x".repeat(70_000)}"}`), 413, "body_too_large");
    await expectUntouched(token.id);
  });

  test("of a revoked or an expired token: 409 not_rotatable", async () => {
    const revoked = await createToken(db, user, { revoked: { at: new Date() } });
    const expired = await createToken(db, user, { createdAt: new Date(0), expiresAt: new Date(Date.now() - 1000) });
    for (const { id } of [revoked, expired]) {
      expectProblem(await rotate(id), 409, "not_rotatable");
      expectProblem(await rotate(id, { replace_now: true }), 409, "not_rotatable");
      await expectUntouched(id);
    }
  });

  test("of somebody else's, of a stronger one, of none and of no uuid at all: 404, told apart by nothing", async () => {
    const foreign = await createToken(db, await createUser(db));
    const weak = await createToken(db, user, { scopes: ["tokens:write"] });
    const answers = [
      await rotate(foreign.id),
      await rotate(foreign.id, {}, weak.secret),
      await rotate(full.id, {}, weak.secret),
      await rotate(UNKNOWN_UUID),
    ];
    for (const answer of answers) {
      expectProblem(answer, 404, "not_found");
      expect({ ...answer.json, instance: "" }).toEqual({ ...answers[0]?.json, instance: "" });
    }
    expectProblem(await rotate("not-a-uuid"), 404, "not_found");
    for (const { id } of [foreign, full]) await expectUntouched(id);
  });

  test("of one that is stronger in what is not seen: 403 exceeds_caller", async () => {
    const weak = await createToken(db, user, { scopes: ["tokens:write", "deployments:read"] });
    await allowItself(token.id);
    const answer = await rotate(token.id, {}, weak.secret);
    expectProblem(answer, 403, "exceeds_caller");
    expect(Object.keys(answer.json.errors)).toEqual(["may_rotate_itself"]);
    await expectUntouched(token.id);
  });

  test("without tokens:write, and without a token", async () => {
    const reader = await createToken(db, user, { scopes: ["tokens:read"] });
    const answer = await rotate(token.id, {}, reader.secret);
    expectProblem(answer, 403, "insufficient_scope");
    expect(answer.json.required_scope).toBe("tokens:write");
    expectProblem(await api(`${PATH}${token.id}/rotate/`, { method: "POST" }), 401, "credentials_missing");
    await expectUntouched(token.id);
  });

  test.each(["GET", "PUT", "PATCH", "DELETE"])("%s: 405 that names POST", async (method) => {
    for (const path of [`${PATH}${token.id}/rotate/`, `${PATH}self/rotate/`]) {
      const answer = await api(path, { method, token: full.secret });
      expectProblem(answer, 405, "method_not_allowed");
      expect(answer.headers.allow).toBe("POST, OPTIONS");
    }
  });
});

describe("a token that rotates itself", () => {
  test("without leave: 403 that says where to give it, by self and by its own uuid", async () => {
    for (const answer of [await rotate("self"), await rotate(full.id), await rotate("self", { replace_now: true })]) {
      expectProblem(answer, 403, "exceeds_caller");
      expect(answer.json.fix_url).toBe(`${sharedServer().url}/account/access-tokens/${full.id}?edit=1`);
    }
    await expectUntouched(full.id);
  });

  test("with leave needs no scope by self, and tokens:write by its uuid", async () => {
    await allowItself(token.id);
    expectProblem(await rotate(token.id, {}, token.secret), 403, "insufficient_scope");
    const answer = await rotate("self", { overlap: 60 }, token.secret);
    expect(answer.status).toBe(201);
    expect(answer.json).toMatchObject({ uuid: token.id, scopes: ["deployments:read"], may_rotate_itself: true });
    const fresh = answer.json.access_token;
    expect((await me(fresh)).status).toBe(200);
    // The straggler with the old secret cannot put the new one out.
    expectProblem(await rotate("self", { replace_now: true }, token.secret), 409, "not_rotatable");
    expect((await me(fresh)).status).toBe(200);
    await allowItself(full.id);
    expect((await rotate(full.id)).status).toBe(201);
  });
});

describe("…/retiring/", () => {
  const startOverlap = async (id = token.id) => {
    const { json } = await rotate(id, { overlap: 3600 });
    await me(json.access_token);
    return json.access_token as string;
  };

  test("PATCH moves the end, up to seven days after the beginning", async () => {
    await startOverlap();
    const wanted = ahead(6 * DAY_SECONDS);
    const answer = await retiring("PATCH", token.id, { retires_at: wanted });
    expect(answer.status).toBe(200);
    expect(answer.json).toMatchObject({ uuid: token.id, rotation: { retires_at: wanted } });
    await letTimePass(db, token.id, 5 * DAY_SECONDS);
    expect((await retiring("PATCH", token.id, { retires_at: ahead(2 * DAY_SECONDS - 60) })).status).toBe(200);
    expectProblem(
      await retiring("PATCH", token.id, { retires_at: ahead(2 * DAY_SECONDS + 60) }),
      400,
      "invalid_request",
    );
  });

  test.each([
    ["no field", {}, "retires_at"],
    ["null", { retires_at: null }, "retires_at"],
    ["soon", { retires_at: "soon" }, "retires_at"],
    ["seconds", { retires_at: 3600 }, "retires_at"],
    ["no offset", { retires_at: "2030-01-01T00:00:00" }, "retires_at"],
    ["the 31st of February", { retires_at: "2030-02-31T00:00:00Z" }, "retires_at"],
    ["the past", { retires_at: "2020-01-01T00:00:00Z" }, "retires_at"],
    ["more than seven days", { retires_at: ahead(8 * DAY_SECONDS) }, "retires_at"],
    ["an unknown field", { retires_at: ahead(DAY_SECONDS), overlap: 1 }, "overlap"],
  ])("PATCH with %s: 400 that names the field, and nothing changed", async (_what, body, field) => {
    await startOverlap();
    const before = (await api(`${PATH}${token.id}/`, { token: full.secret })).json.rotation;
    const answer = await retiring("PATCH", token.id, body);
    expectProblem(answer, 400, "invalid_request");
    expect(Object.keys(answer.json.errors)).toEqual([field]);
    expect((await api(`${PATH}${token.id}/`, { token: full.secret })).json.rotation).toEqual(before);
  });

  test("without an overlap: DELETE is 204 and changes nothing, PATCH is 404", async () => {
    expect((await retiring("DELETE", token.id)).status).toBe(204);
    expectProblem(await retiring("PATCH", token.id, { retires_at: ahead(60) }), 404, "not_found");
    await expectUntouched(token.id);
    const pending = (await rotate(token.id)).json.access_token;
    expect((await retiring("DELETE", token.id)).status).toBe(204);
    expect((await me(pending)).status).toBe(200);
  });

  test("of somebody else's, of a stronger one, of itself without leave: refused, and both secrets go on", async () => {
    const fresh = await startOverlap();
    const other = await createToken(db, await createUser(db));
    const weak = await createToken(db, user, { scopes: ["tokens:write"] });
    for (const secret of [other.secret, weak.secret]) {
      expectProblem(await retiring("DELETE", token.id, undefined, secret), 404, "not_found");
      expectProblem(await retiring("PATCH", token.id, { retires_at: ahead(60) }, secret), 404, "not_found");
    }
    expectProblem(await retiring("DELETE", full.id), 403, "exceeds_caller");
    expectProblem(await retiring("PATCH", full.id, { retires_at: ahead(60) }), 403, "exceeds_caller");
    for (const secret of [fresh, token.secret]) expect((await me(secret)).status).toBe(200);
  });

  test("without tokens:write: 403, with another method: 405", async () => {
    expectProblem(await retiring("DELETE", token.id, undefined, token.secret), 403, "insufficient_scope");
    const answer = await api(`${PATH}${token.id}/retiring/`, { token: full.secret });
    expectProblem(answer, 405, "method_not_allowed");
    expect(answer.headers.allow).toBe("PUT, PATCH, DELETE, OPTIONS");
  });
});

test("500 first uses of a new secret at once, through proxy and handler: one promotion, no refusal", async () => {
  const fresh = (await rotate(token.id)).json.access_token;
  const statuses: number[] = [];
  for (let batch = 0; batch < 5; batch++) {
    statuses.push(...(await Promise.all(Array.from({ length: 100 }, () => me(fresh)))).map(({ status }) => status));
  }
  expect(statuses).toEqual(Array.from({ length: 500 }, () => 200));
  const types = (await activityOf(db, token.id)).map(({ type }) => type);
  expect(types.filter((type) => type === "access_token.secret_first_used")).toHaveLength(1);
  expect(await statesOf(db, token.id)).toEqual(["retiring", "current"]);
});
