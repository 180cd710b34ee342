import type { Kysely } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Database } from "@/db/schema";
import { NO_TEXTS } from "@/lib/access-token/fields";
import { dumpDatabase, linesWithSecret } from "@/test/database/dump";
import { createOrganisation, createToken, createUser, type TestToken, type TestUser } from "@/test/fixtures";
import { type ApiAnswer, api, serverDatabase } from "@/test/http/api";
import { sharedServer } from "@/test/http/server";
import { whenThereIsRoom } from "@/test/wait";

const PATH = "/iam/v3/access-tokens/";
const DAY_MS = 24 * 60 * 60 * 1000;
const daysAhead = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString();
const PART = 'Content-Disposition: form-data; name="label"';
const FORM_IN_PARTS = `--x\r\n${PART}\r\n\r\na\r\n--x--\r\n`;
const FORM_WITH_FILE = `--x\r\n${PART}; filename="a.txt"\r\n\r\na\r\n--x--\r\n`;
const UNKNOWN_UUID = "019379a0-0000-7000-8000-000000000000";

let db: Kysely<Database>;
let user: TestUser;
let full: TestToken;
let stranger: TestToken;

beforeAll(async () => {
  db = serverDatabase();
  stranger = await createToken(db, await createUser(db));
});
afterAll(() => db.destroy());

// A user for each test, so that counts and lists are its own.
beforeEach(async () => {
  user = await createUser(db);
  full = await createToken(db, user, { label: "full" });
});

const create = (body: unknown, token = full.secret) => api(PATH, { method: "POST", token, body });
const edit = (uuid: string, body: unknown, token = full.secret) =>
  api(`${PATH}${uuid}/`, { method: "PATCH", token, body });
const tokensOf = async (owner: { id: string }) =>
  await db.selectFrom("access_token").selectAll().where("user_id", "=", owner.id).orderBy("id").execute();

function expectProblem(answer: ApiAnswer, status: number, code: string) {
  expect({ status: answer.status, code: answer.json?.code }).toEqual({ status, code });
  expect(answer.headers["content-type"]).toBe("application/problem+json");
}

describe("POST", () => {
  test("makes a token that works at once, shows its secret this once, and stores none of it", async () => {
    const answer = await create({
      label: "deploy 🚀",
      purpose: "ci_pipeline",
      description: "from main",
      scopes: ["deployments:write", "deployments:read"],
      expiration_date: daysAhead(30),
    });
    expect(answer.status).toBe(201);
    expect(answer.json).toEqual({
      ...NO_TEXTS,
      uuid: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-7/),
      label: "deploy 🚀",
      purpose: "ci_pipeline",
      description: "from main",
      status: "active",
      kind: "pat",
      hint: expect.stringMatching(/^lk_pat_…\w{4}$/),
      owner: { type: "user", uuid: user.id, name: "Mira Okafor" },
      scopes: ["deployments:write"],
      limits: null,
      acts_as: null,
      team: null,
      application: null,
      workflow: null,
      allowed_networks: null,
      may_rotate_itself: false,
      created_at: expect.any(String),
      imported_at: null,
      expiration_date: expect.any(String),
      last_used_at: null,
      revoked_at: null,
      rotation: { pending: null, retiring: null, retires_at: null },
      access_token: expect.stringMatching(/^lk_pat_[0-9A-Za-z]{36}$/),
    });
    expect(answer.headers.location).toBe(`${sharedServer().url}${PATH}${answer.json.uuid}/`);

    const secret = answer.json.access_token;
    expect((await api("/iam/v3/me/", { token: secret })).json.token.uuid).toBe(answer.json.uuid);
    expect((await api(`${PATH}${answer.json.uuid}/`, { token: full.secret })).text).not.toContain(secret);
    expect((await api(PATH, { token: full.secret })).text).not.toContain(secret.slice(7, 37));
    expect(linesWithSecret(await dumpDatabase(db), secret)).toEqual([]);
    expect(linesWithSecret(sharedServer().logs().split("\n"), secret)).toEqual([]);
  });

  test("gives what is left out as a full-access caller has it: everything, without expiration", async () => {
    const { json } = await create({ label: "like Divio's" });
    expect(json).toMatchObject({ scopes: ["all"], limits: null, expiration_date: null, purpose: "other" });
  });

  test("gives what is left out from the caller's own, and never more", async () => {
    const organisation = await createOrganisation(db, { members: [{ user, role: "member" }] });
    const expiresAt = new Date(Date.now() + DAY_MS);
    const limits = [{ organisation_id: organisation.id, application_id: null, environment_id: null }];
    const weak = await createToken(db, user, { scopes: ["tokens:write", "deployments:read"], expiresAt, limits });

    const heir = await create({ label: "heir" }, weak.secret);
    expect(heir.status).toBe(201);
    expect(heir.json).toMatchObject({
      scopes: ["tokens:write", "deployments:read"],
      expiration_date: expiresAt.toISOString(),
      limits: [{ organisation: organisation.id }],
    });

    const before = await tokensOf(user);
    const tries: [string, Record<string, unknown>][] = [
      ["scopes", { scopes: ["all"] }],
      ["scopes", { scopes: ["deployments:write"] }],
      ["expiration_date", { expiration_date: null }],
      ["expiration_date", { expiration_date: new Date(expiresAt.getTime() + 1).toISOString() }],
      ["limits", { limits: null }],
      ["may_rotate_itself", { may_rotate_itself: true }],
    ];
    for (const [field, more] of tries) {
      const answer = await create({ label: "stronger", ...more }, weak.secret);
      expectProblem(answer, 403, "exceeds_caller");
      expect(Object.keys(answer.json.errors)).toEqual([field]);
      expect(answer.headers["www-authenticate"]).toContain('error="insufficient_scope"');
    }
    expect(await tokensOf(user)).toEqual(before);
  });

  test("inherits limits also when the owner has left what they name", async () => {
    const organisation = await createOrganisation(db);
    const limits = [{ organisation_id: organisation.id, application_id: null, environment_id: null }];
    const limited = await createToken(db, user, { limits });
    const heir = await create({ label: "heir" }, limited.secret);
    expect(heir.status).toBe(201);
    expect(heir.json.limits).toEqual([{ organisation: organisation.id }]);
  });

  test("without tokens:write: 403 that names the scope, the token and the page that mends it", async () => {
    const weak = await createToken(db, user, { scopes: ["tokens:read"], label: "read only" });
    const answer = await create({ label: "x" }, weak.secret);
    expectProblem(answer, 403, "insufficient_scope");
    expect(answer.json).toMatchObject({
      required_scope: "tokens:write",
      resource: expect.stringMatching(/\/iam\/v3\/access-tokens\/?$/),
      token: { uuid: weak.id, label: "read only" },
      fix_url: `${sharedServer().url}/account/access-tokens/${weak.id}?edit=1&add_scopes=tokens:write`,
    });
    expect(answer.headers["www-authenticate"]).toContain('scope="tokens:write"');
  });

  test.each([
    ["a label of 0 characters", { label: "" }, "label"],
    ["a label of 256 characters", { label: "x".repeat(256) }, "label"],
    ["a label with NUL", { label: "a\0b" }, "label"],
    ["no label", {}, "label"],
    ["an expiration date in the past", { label: "a", expiration_date: daysAhead(-1) }, "expiration_date"],
    ["an expiration date six years ahead", { label: "a", expiration_date: daysAhead(6 * 366) }, "expiration_date"],
    ["an unknown scope", { label: "a", scopes: ["everything"] }, "scopes"],
    ["the scope verify", { label: "a", scopes: ["verify"] }, "scopes"],
    ["an unknown purpose", { label: "a", purpose: "fun" }, "purpose"],
    ["an unknown field", { label: "a", owner: "me" }, "owner"],
    ["a field called status", { label: "a", status: "active" }, "status"],
    ["an organisation one is not in", { label: "a", limits: [{ organisation: UNKNOWN_UUID }] }, "limits"],
    ["a list", [], "body"],
    ["null", null, "body"],
    ["text", '"label"', "body"],
  ])("with %s: 400 that names the field, and nothing written", async (_what, body, field) => {
    const before = await tokensOf(user);
    const answer = await api(PATH, {
      method: "POST",
      token: full.secret,
      body,
      ...(typeof body === "string" ? { headers: { "Content-Type": "application/json" } } : {}),
    });
    expectProblem(answer, 400, "invalid_request");
    expect(Object.keys(answer.json.errors)).toEqual([field]);
    // As Django REST clients read it; the six members of the problem itself keep their names.
    if (field === "status") expect(answer.json.status).toBe(400);
    else expect(answer.json[field]).toEqual(answer.json.errors[field]);
    expect(await tokensOf(user)).toEqual(before);
  });

  test.each([
    ["malformed JSON", '{"label": "a"', "application/json", 400, "invalid_request"],
    ["no JSON at all", "", "application/json", 400, "invalid_request"],
    ["a form", "label=a", "application/x-www-form-urlencoded", 201, undefined],
    ["a form with an unknown field", "label=a&owner=me", "application/x-www-form-urlencoded", 400, "invalid_request"],
    [
      "a form of 65 KiB",
      `label=a&x=${"x".repeat(65 * 1024)}`,
      "application/x-www-form-urlencoded",
      413,
      "body_too_large",
    ],
    ["a form in parts", FORM_IN_PARTS, "multipart/form-data; boundary=x", 201, undefined],
    ["a form with a file", FORM_WITH_FILE, "multipart/form-data; boundary=x", 415, "unsupported_media_type"],
    ["text", '{"label": "a"}', "text/plain", 415, "unsupported_media_type"],
    ["no content type", '{"label": "a"}', undefined, 415, "unsupported_media_type"],
    ["JSON with a charset", '{"label": "a"}', "application/json; charset=utf-8", 201, undefined],
    [
      "1 MB",
      JSON.stringify({ label: "a", description: "x".repeat(1_000_000) }),
      "application/json",
      413,
      "body_too_large",
    ],
    ["64 KiB and a byte", `{"label": "a"}`.padEnd(64 * 1024 + 1), "application/json", 413, "body_too_large"],
    ["64 KiB", `{"label": "a"}`.padEnd(64 * 1024), "application/json", 201, undefined],
  ])("with a body that is %s", async (_what, body, contentType, status, code) => {
    const answer = await api(PATH, {
      method: "POST",
      token: full.secret,
      body,
      headers: contentType === undefined ? {} : { "Content-Type": contentType },
    });
    expect({ status: answer.status, code: answer.json?.code }).toEqual({ status, code });
    expect(await tokensOf(user)).toHaveLength(status === 201 ? 2 : 1);
  });

  test("takes the same from a form: lists, booleans, null and limits", async () => {
    const organisation = await createOrganisation(db, { members: [{ user, role: "owner" }] });
    const answer = await api(PATH, {
      method: "POST",
      token: full.secret,
      headers: { "Content-Type": "application/x-www-form-urlencoded" },
      body: String(
        new URLSearchParams([
          ["label", "1 & 2 = ä"],
          ["scopes", "deployments:read"],
          ["scopes", "tokens:read"],
          ["expiration_date", ""],
          ["may_rotate_itself", "false"],
          ["limits", JSON.stringify([{ organisation: organisation.id }])],
        ]),
      ),
    });
    expect(answer.json).toMatchObject({
      label: "1 & 2 = ä",
      scopes: ["tokens:read", "deployments:read"],
      expiration_date: null,
      may_rotate_itself: false,
      limits: [{ organisation: organisation.id }],
    });
  });

  test("the 101st active token is refused with a sentence, also when 40 requests race for two places", async () => {
    for (let i = 0; i < 87; i++) await createToken(db, user);
    const callers = await Promise.all(Array.from({ length: 10 }, () => createToken(db, user)));
    // As many of each as one token may have under way at a time.
    const racers = callers.flatMap(({ secret }) => Array.from({ length: 4 }, () => secret));
    // Whoever has waited for its turn too long comes again.
    const answers = await Promise.all(
      racers.map((secret, i) => whenThereIsRoom(() => create({ label: `racer ${i}` }, secret))),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(2);
    const refused = answers.find(({ status }) => status !== 201);
    if (refused === undefined) throw new Error("nobody was refused");
    expectProblem(refused, 409, "token_limit_reached");
    expect(refused.json.detail).toMatch(/100 active tokens/);
    expect(await tokensOf(user)).toHaveLength(100);
  });

  test.each(["<img src=x onerror=alert(1)>", "🔑👩‍👩‍👧‍👦", "\u200fמפתח API", "漢".repeat(255)])(
    "keeps the label %j as it is",
    async (label) => {
      expect((await create({ label })).json.label).toBe(label);
      expect((await tokensOf(user)).at(-1)?.label).toBe(label);
    },
  );
});

describe("GET the list", () => {
  const list = (query: string, token = full.secret) => api(`${PATH}?${query}`, { token });
  const labels = (answer: ApiAnswer) => answer.json.results.map(({ label }: { label: string }) => label);

  beforeEach(async () => {
    await createToken(db, user, {
      label: "alpha",
      purpose: "ci_pipeline",
      createdAt: new Date("2026-01-01T00:00:00Z"),
    });
    await createToken(db, user, {
      label: "beta",
      purpose: "ci_pipeline",
      createdAt: new Date("2026-01-02T00:00:00Z"),
      expiresAt: new Date("2026-02-01T00:00:00Z"),
    });
    await createToken(db, user, {
      label: "gamma",
      createdAt: new Date("2026-01-03T00:00:00Z"),
      revoked: { at: new Date("2026-02-01T00:00:00Z") },
    });
  });

  test("shows one's own tokens, newest first, and nobody else's", async () => {
    const answer = await list("");
    expect(answer.status).toBe(200);
    expect(answer.json).toMatchObject({ count: 4, next: null, previous: null });
    expect(labels(answer)).toEqual(["full", "gamma", "beta", "alpha"]);
    expect(answer.text).not.toContain("access_token");
  });

  test.each([
    ["status=active", ["full", "alpha"]],
    ["status=expired", ["beta"]],
    ["status=revoked", ["gamma"]],
    ["purpose=ci_pipeline", ["beta", "alpha"]],
    ["label=alpha", ["alpha"]],
    ["label=alph", []],
    ["o=label", ["alpha", "beta", "full", "gamma"]],
    ["o=-label", ["gamma", "full", "beta", "alpha"]],
    ["o=expiration_date&status=expired", ["beta"]],
    [`organisation=${UNKNOWN_UUID}`, []],
    ["status=expired&status=revoked", ["gamma", "beta"]],
    ["label=alpha&label=beta&status=active", ["alpha"]],
    ["page_size=1000", ["full", "gamma", "beta", "alpha"]],
  ])("with %s", async (query, expected) => {
    expect(labels(await list(query))).toEqual(expected);
  });

  test("comes in pages whose links are absolute and lead through all of it", async () => {
    const seen: string[] = [];
    let path: string | null = `${PATH}?page_size=3&o=label`;
    while (path !== null) {
      const answer: ApiAnswer = await api(path, { token: full.secret, headers: { Host: "evil.example" } });
      expect(answer.json.count).toBe(4);
      seen.push(...labels(answer));
      const next: string | null = answer.json.next;
      if (next !== null) expect(next.startsWith(`${sharedServer().url}${PATH}?`)).toBe(true);
      path = next === null ? null : next.slice(sharedServer().url.length);
    }
    expect(seen).toEqual(["alpha", "beta", "full", "gamma"]);
    expectProblem(await list("page=3&page_size=3"), 404, "not_found");
  });

  test.each([
    "page=0",
    "page=x",
    "page=1.5",
    "page_size=0",
    "o=secret",
    "status=live",
    "purpose=fun",
    "organisation=x",
    "colour=red",
    "page=1&page=2",
    "page_size=1&page_size=2",
    "o=label&o=label",
  ])("with %s: 400 that names the parameter", async (query) => {
    const answer = await list(query);
    expectProblem(answer, 400, "invalid_request");
    expect(Object.keys(answer.json.errors)).toEqual([query.split("=")[0]]);
  });

  test("needs tokens:read, which tokens:write includes", async () => {
    for (const [scopes, status] of [
      [["deployments:write"], 403],
      [["tokens:read"], 200],
      [["tokens:write"], 200],
    ] as const) {
      const token = await createToken(db, user, { scopes: [...scopes] });
      expect((await list("", token.secret)).status).toBe(status);
    }
  });

  test("shows a token only what is within it: in rows, counts, look-ups and pages alike", async () => {
    const organisation = await createOrganisation(db, { members: [{ user, role: "owner" }] });
    const limits = [{ organisation_id: organisation.id, application_id: null, environment_id: null }];
    const expiresAt = new Date(Date.now() + 10 * DAY_MS);
    const caller = await createToken(db, user, { label: "caller", scopes: ["tokens:write"], limits, expiresAt });
    const within = await createToken(db, user, { label: "within", scopes: ["tokens:read"], limits: [], expiresAt });
    const beyond = [
      await createToken(db, user, { label: "more scopes", scopes: ["deployments:read"], limits, expiresAt }),
      await createToken(db, user, { label: "more reach", scopes: ["tokens:read"], expiresAt }),
      await createToken(db, user, { label: "lives longer", scopes: ["tokens:read"], limits }),
    ];
    const answer = await list("o=label", caller.secret);
    expect(labels(answer)).toEqual(["caller", "within"]);
    expect(answer.json.count).toBe(2);
    expect((await api(`${PATH}${within.id}/`, { token: caller.secret })).status).toBe(200);
    for (const { id } of beyond) {
      for (const method of ["GET", "PATCH", "DELETE"]) {
        const hidden = await api(`${PATH}${id}/`, {
          method,
          token: caller.secret,
          ...(method === "PATCH" ? { body: {} } : {}),
        });
        expectProblem(hidden, 404, "not_found");
      }
    }
  });
});

describe("one token", () => {
  test.each([
    ["somebody else's", () => stranger.id],
    ["an unknown one", () => UNKNOWN_UUID],
    ["no uuid at all", () => "1"],
    ["an encoded path", () => "..%2f..%2fme"],
  ])("%s is 404 for GET, PATCH and DELETE, without a difference", async (_what, uuid) => {
    for (const method of ["GET", "PATCH", "DELETE"]) {
      const answer = await api(`${PATH}${uuid()}/`, {
        method,
        token: full.secret,
        ...(method === "PATCH" ? { body: { label: "mine now" } } : {}),
      });
      expectProblem(answer, 404, "not_found");
    }
    expect((await api("/iam/v3/me/", { token: stranger.secret })).status).toBe(200);
  });

  test("is read, with and without the trailing slash, and with a body {}", async () => {
    const token = await createToken(db, user, { label: "read me" });
    for (const path of [`${PATH}${token.id}/`, `${PATH}${token.id}`]) {
      const answer = await api(path, { token: full.secret, body: {} });
      expect(answer.status).toBe(200);
      expect(answer.json).toMatchObject({ uuid: token.id, label: "read me" });
    }
  });

  test("is edited in place: only what is named, null and absent differing", async () => {
    const token = await createToken(db, user, { label: "old", expiresAt: new Date(daysAhead(3)) });
    expect((await edit(token.id, { label: "new" })).json).toMatchObject({
      label: "new",
      expiration_date: expect.any(String),
      scopes: ["all"],
    });
    expect((await edit(token.id, { expiration_date: null })).json.expiration_date).toBeNull();
    expect((await edit(token.id, {})).status).toBe(200);
    expect((await api("/iam/v3/me/", { token: token.secret })).status).toBe(200);
  });

  test("is edited by PUT just as by PATCH: what is absent stays", async () => {
    const token = await createToken(db, user, { label: "old", scopes: ["tokens:read"] });
    const put = (body: unknown, type: string) =>
      api(`${PATH}${token.id}/`, { method: "PUT", token: full.secret, body, headers: { "Content-Type": type } });
    const form = await put("description=by+form", "application/x-www-form-urlencoded");
    expect(form.json).toMatchObject({ label: "old", description: "by form", scopes: ["tokens:read"] });
    const json = await put({ label: "new" }, "application/json");
    expect(json.json).toMatchObject({ label: "new", description: "by form", scopes: ["tokens:read"] });
    expectProblem(await put({ uuid: UNKNOWN_UUID }, "application/json"), 400, "invalid_request");
  });

  test("narrowed scopes hold from the next request on", async () => {
    const token = await createToken(db, user, { scopes: ["tokens:read"] });
    expect((await api(PATH, { token: token.secret })).status).toBe(200);
    expect((await edit(token.id, { scopes: ["deployments:read"] })).status).toBe(200);
    expect((await api(PATH, { token: token.secret })).status).toBe(403);
  });

  test("cannot be made stronger by one that is weaker, nor by itself", async () => {
    const weak = await createToken(db, user, { scopes: ["tokens:write"], expiresAt: new Date(daysAhead(5)) });
    const target = await createToken(db, user, { scopes: ["tokens:read"], expiresAt: new Date(daysAhead(1)) });
    for (const uuid of [weak.id, target.id]) {
      for (const body of [
        { scopes: ["all"] },
        { expiration_date: null },
        { expiration_date: daysAhead(6) },
        { may_rotate_itself: true },
      ]) {
        expectProblem(await edit(uuid, body, weak.secret), 403, "exceeds_caller");
      }
    }
    expect((await edit(target.id, { expiration_date: daysAhead(4) }, weak.secret)).status).toBe(200);
  });

  test.each([
    ["a bad label", { label: "" }, "label"],
    ["an unknown field", { uuid: UNKNOWN_UUID }, "uuid"],
    ["the past", { expiration_date: daysAhead(-1) }, "expiration_date"],
  ])("%s is 400, and nothing is written", async (_what, body, field) => {
    const before = await tokensOf(user);
    const answer = await edit(full.id, body);
    expectProblem(answer, 400, "invalid_request");
    expect(Object.keys(answer.json.errors)).toEqual([field]);
    expect(await tokensOf(user)).toEqual(before);
  });

  test("is revoked with 204, also the second time; it stops, and the others go on", async () => {
    const [token, other] = [await createToken(db, user), await createToken(db, user)];
    const revoke = () => api(`${PATH}${token.id}/?reason=lost%20laptop`, { method: "DELETE", token: full.secret });
    expect((await revoke()).status).toBe(204);
    const refused = await api("/iam/v3/me/", { token: token.secret });
    expectProblem(refused, 401, "token_revoked");
    expect((await revoke()).status).toBe(204);
    expect((await api("/iam/v3/me/", { token: other.secret })).status).toBe(200);
    expect((await api(`${PATH}${token.id}/`, { token: full.secret })).json.status).toBe("revoked");
    const row = (await tokensOf(user)).find(({ id }) => id === token.id);
    expect(row).toMatchObject({ revoke_kind: "by_owner", revoke_reason: "lost laptop", revoked_by_user_id: user.id });
  });

  test("with a reason of 501 characters or an unknown parameter is not revoked", async () => {
    for (const query of [`reason=${"x".repeat(501)}`, "reason=a%00b", "because=x"]) {
      const answer = await api(`${PATH}${full.id}/?${query}`, { method: "DELETE", token: full.secret });
      expectProblem(answer, 400, "invalid_request");
    }
    expect((await api("/iam/v3/me/", { token: full.secret })).status).toBe(200);
  });

  test("with a body that would be ignored is not revoked, and is told where a leak is reported; with an empty one it is", async () => {
    const token = await createToken(db, user);
    const revoke = (body: unknown) => api(`${PATH}${token.id}/`, { method: "DELETE", token: full.secret, body });
    const answer = await revoke({ leaked: true });
    expectProblem(answer, 400, "invalid_request");
    expect(answer.json.detail).toContain("To report a leak, send the secret to POST /iam/v3/access-tokens/leaked/");
    expect((await api("/iam/v3/me/", { token: token.secret })).status).toBe(200);
    expect((await revoke({})).status).toBe(204);
    expectProblem(await api("/iam/v3/me/", { token: token.secret }), 401, "token_revoked");
  });
});

describe("the token in use", () => {
  test("reads and revokes itself, whatever its scopes", async () => {
    const token = await createToken(db, user, { scopes: ["deployments:read"] });
    for (const path of [`${PATH}self/`, `${PATH}self`]) {
      expect((await api(path, { token: token.secret })).json.uuid).toBe(token.id);
    }
    expect((await api(`${PATH}self/`, { method: "DELETE", token: token.secret })).status).toBe(204);
    expectProblem(await api(`${PATH}self/`, { token: token.secret }), 401, "token_revoked");
    expect((await tokensOf(user)).find(({ id }) => id === token.id)?.revoke_kind).toBe("self");
  });

  test("is shown as used, with the newest time, without the request waiting for it", async () => {
    const token = await createToken(db, user);
    const asked = Date.now();
    await api("/iam/v3/me/", { token: token.secret, headers: { "User-Agent": "deployer/1.0" } });
    const lastUse = () =>
      db.selectFrom("access_token_last_use").selectAll().where("token_id", "=", token.id).executeTakeFirst();
    await expect.poll(lastUse).toMatchObject({ user_agent: "deployer/1.0" });
    const shown = await api(`${PATH}${token.id}/`, { token: full.secret });
    expect(Math.abs(Date.parse(shown.json.last_used_at) - asked)).toBeLessThan(60_000);
  });

  test("with a deactivated owner answers 401 from the next request on", async () => {
    expect((await api("/iam/v3/me/", { token: full.secret })).status).toBe(200);
    await db.updateTable("user").set({ deactivated_at: new Date() }).where("id", "=", user.id).execute();
    expectProblem(await api("/iam/v3/me/", { token: full.secret }), 401, "owner_deactivated");
  });
});
