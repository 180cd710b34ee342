import type { Kysely } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Database } from "@/db/schema";
import { generateSecret } from "@/lib/access-token/secret/secret";
import { createToken, createUser, type TestToken, type TestUser } from "@/test/fixtures";
import { type ApiAnswer, api, serverDatabase } from "@/test/http/api";
import { sharedServer } from "@/test/http/server";

const HOUR_MS = 60 * 60 * 1000;
const SOME_UUID = "019379a0-0000-7000-8000-000000000000";

/** Every method of every path that needs a token. */
const ENDPOINTS: [method: string, path: string][] = [
  ["GET", "/iam/v3/me/"],
  ["GET", "/iam/v3/access-tokens/"],
  ["POST", "/iam/v3/access-tokens/"],
  ["GET", `/iam/v3/access-tokens/${SOME_UUID}/`],
  ["PATCH", `/iam/v3/access-tokens/${SOME_UUID}/`],
  ["DELETE", `/iam/v3/access-tokens/${SOME_UUID}/`],
  ["GET", `/iam/v3/access-tokens/${SOME_UUID}/usage/`],
  ["GET", "/iam/v3/access-tokens/self/"],
  ["DELETE", "/iam/v3/access-tokens/self/"],
  ["GET", "/iam/v3/there-is-no-such-path/"],
];
const OPEN: string[] = [
  ...["/iam/v3/", "/api/health", "/api/health/ready", "/api/openapi.json", "/apps/v3/schema.json"],
  ...["/.well-known/oauth-protected-resource", "/.well-known/oauth-authorization-server"],
];

let db: Kysely<Database>;
let user: TestUser;
let live: TestToken;
let expired: TestToken;
let revoked: TestToken;
let retired: TestToken;
let orphaned: TestToken;
let elsewhere: TestToken;

beforeAll(async () => {
  db = serverDatabase();
  user = await createUser(db);
  live = await createToken(db, user);
  expired = await createToken(db, user, { createdAt: new Date(0), expiresAt: new Date("2026-01-02T03:04:05Z") });
  revoked = await createToken(db, user, { revoked: { at: new Date("2026-02-03T04:05:06Z") } });
  retired = await createToken(db, user);
  await db
    .updateTable("access_token_secret")
    .set({ state: "retiring", retires_at: new Date("2026-03-04T05:06:07Z") })
    .where("token_id", "=", retired.id)
    .execute();
  orphaned = await createToken(db, await createUser(db, { deactivatedAt: new Date() }));
  elsewhere = await createToken(db, user);
  await db
    .updateTable("access_token")
    .set({ allowed_networks: ["203.0.113.0/24"] })
    .where("id", "=", elsewhere.id)
    .execute();
});
afterAll(() => db.destroy());

/** What every answer of the API owes. */
function expectApiHeaders(answer: ApiAnswer) {
  expect(answer.headers["x-request-id"]).toMatch(/^[0-9a-f-]{36}$/);
  expect(answer.headers["cache-control"]).toBe("no-store");
}

function expectProblem(answer: ApiAnswer, status: number, code: string, path: string) {
  expectApiHeaders(answer);
  expect(answer.headers["content-type"]).toBe("application/problem+json");
  expect({ status: answer.status, code: answer.json.code }).toEqual({ status, code });
  expect(answer.json).toMatchObject({
    type: `${sharedServer().url}/docs/errors#${code}`,
    status,
    instance: path.startsWith("/api") ? path : expect.stringContaining(path.split("?")[0] ?? path),
  });
  expect(answer.json.title).toBeTruthy();
  expect(answer.text.startsWith(`{"detail":${JSON.stringify(answer.json.detail)}`)).toBe(true);
  expect(answer.json.non_field_errors).toEqual([answer.json.detail]);
}

describe.each(ENDPOINTS)("%s %s", (method, path) => {
  const call = (given: Parameters<typeof api>[1] = {}) => api(path, { method, ...given });
  const realm = () => {
    const { url } = sharedServer();
    return `Bearer realm="${new URL(url).host}", resource_metadata="${url}/.well-known/oauth-protected-resource"`;
  };

  test("without credentials: 401 and a bare challenge", async () => {
    const none: Record<string, string>[] = [{}, { Authorization: "" }, { Authorization: "Basic dXNlcjpwYXNz" }];
    for (const headers of none) {
      const answer = await call({ headers });
      expectProblem(answer, 401, "credentials_missing", path);
      expect(answer.headers["www-authenticate"]).toBe(realm());
    }
  });

  test.each([
    ["Bearer", "malformed"],
    ["Bearer two words", "malformed"],
    ['Token "quoted"', "malformed"],
  ])("with the header %j: 400", async (Authorization) => {
    expectProblem(await call({ headers: { Authorization } }), 400, "invalid_request", path);
  });

  test.each<[string, () => string, string, RegExp]>([
    [
      "a mistyped one",
      () => live.secret.slice(0, -1) + (live.secret.endsWith("A") ? "B" : "A"),
      "invalid_token",
      /checksum/,
    ],
    ["one that was never made", () => generateSecret("lk", "pat"), "invalid_token", /does not exist/],
    ["no secret at all", () => "hunter2", "invalid_token", /not an access token/],
    ["an expired one", () => expired.secret, "token_expired", /2026-01-02T03:04:05Z/],
    ["a revoked one", () => revoked.secret, "token_revoked", /2026-02-03T04:05:06Z/],
    ["a retired one", () => retired.secret, "token_retired", /2026-03-04T05:06:07Z/],
    ["one of a deactivated owner", () => orphaned.secret, "owner_deactivated", /deactivated/],
  ])("with %s: 401 that says so, in both schemes", async (_what, secret, code, detail) => {
    for (const scheme of ["Bearer", "Token", "bEaReR", "TOKEN"]) {
      const answer = await call({ token: secret(), scheme });
      expectProblem(answer, 401, code, path);
      expect(answer.json.detail).toMatch(detail);
      expect(answer.headers["www-authenticate"]).toMatch(/error="invalid_token", error_description="[^"\\]+"$/);
      expect(answer.text + JSON.stringify(answer.headers)).not.toContain(secret());
    }
  });

  test("from another network than the token's: 403", async () => {
    const answer = await call({ token: elsewhere.secret });
    expectProblem(answer, 403, "network_not_allowed", path);
    expect(answer.headers["www-authenticate"]).toContain('error="insufficient_scope"');
    expect(answer.json.token).toEqual({ uuid: elsewhere.id, label: elsewhere.label });
    // A forwarding header is no passport.
    const forged = { "X-Forwarded-For": "203.0.113.9", "X-Real-IP": "203.0.113.9", Forwarded: "for=203.0.113.9" };
    expectProblem(await call({ token: elsewhere.secret, headers: forged }), 403, "network_not_allowed", path);
  });

  test("with a token in the URL: 400, whether it is live or not, and it is not echoed", async () => {
    for (const name of ["access_token", "token"]) {
      const answer = await api(`${path}?${name}=${live.secret}`, { method, token: live.secret });
      expectProblem(answer, 400, "token_in_url", path);
      expect(answer.text + JSON.stringify(answer.headers)).not.toContain(live.secret);
    }
    expect(sharedServer().logs()).not.toContain(live.secret);
  });

  test("with forged internal headers: nothing that it would not get without", async () => {
    const forged = {
      "X-Middleware-Subrequest": "proxy:proxy:proxy:proxy:proxy",
      "X-Middleware-Next": "1",
      "X-Middleware-Rewrite": "/api/health",
      "X-Middleware-Override-Headers": "authorization",
      "X-Middleware-Request-Authorization": `Bearer ${live.secret}`,
      "X-Invoke-Path": "/api/health",
      "X-Invoke-Status": "200",
      "X-Matched-Path": "/api/health",
      "X-Nextjs-Data": "1",
      "X-Original-URL": "/api/health",
      "X-Rewrite-URL": "/api/health",
      "X-Http-Method-Override": "GET",
      "X-Latchkey-Principal": user.id,
    };
    expectProblem(await call({ headers: forged }), 401, "credentials_missing", path);
    for (const [name, value] of Object.entries(forged)) {
      expectProblem(await call({ headers: { [name]: value } }), 401, "credentials_missing", path);
    }
  });
});

describe.each(OPEN)("GET %s", (path) => {
  test("answers everybody, and hides behind no redirect", async () => {
    for (const form of [path.replace(/\/$/, ""), `${path.replace(/\/$/, "")}/`]) {
      const answer = await api(form);
      expect(answer.status).toBe(200);
      expectApiHeaders(answer);
    }
  });
  test("refuses a token in its URL all the same", async () => {
    expect((await api(`${path}?token=x`)).json.code).toBe("token_in_url");
  });
});

describe("a secret anywhere in a URL", () => {
  const escaped = (text: string) => text.replaceAll("_", "%5F");
  test.each<[string, (secret: string) => string]>([
    ["in a path", (secret) => `/iam/v3/access-tokens/${secret}/`],
    ["in a path that is not there", (secret) => `/billing/v3/${secret}/`],
    ["in an open path", (secret) => `/iam/v3/?x=${secret}`],
    ["in a filter", (secret) => `/iam/v3/access-tokens/?label=${secret}`],
    ["in a parameter that is ignored", (secret) => `/apps/v3/applications/?anything=Bearer+${secret}`],
    ["in the name of a parameter", (secret) => `/iam/v3/me/?${secret}`],
    ["escaped", (secret) => `/iam/v3/access-tokens/${escaped(secret)}/?q=1`],
    ["escaped twice", (secret) => `/iam/v3/me/?q=${encodeURIComponent(escaped(secret))}`],
    ["escaped twice, in a path", (secret) => `/iam/v3/access-tokens/${encodeURIComponent(escaped(secret))}/usage/`],
  ])("%s is refused, whosever it is, and echoed nowhere", async (_where, path) => {
    const mistyped = `${live.secret.slice(0, -1)}${live.secret.endsWith("A") ? "B" : "A"}`;
    for (const secret of [live.secret, mistyped, generateSecret("former", "org")]) {
      for (const token of [undefined, live.secret]) {
        for (const method of ["GET", "POST", "OPTIONS"]) {
          const answer = await api(path(secret), { method, ...(token === undefined ? {} : { token }) });
          expect([answer.status, answer.json.code]).toEqual([400, "token_in_url"]);
          expect(answer.text + JSON.stringify(answer.headers)).not.toContain(secret.slice(-30));
        }
      }
    }
    expect(sharedServer().logs()).not.toContain(live.secret.slice(-30));
  });

  test("is refused by the handler too, where the proxy missed it", async () => {
    const { GET } = await import("./me/route");
    const answer: Response = await GET(new Request(`http://localhost/api/iam/v3/me/${live.secret}`), {
      params: Promise.resolve({}),
    });
    expect(answer.status).toBe(400);
    expect(await answer.text()).not.toContain(live.secret);
  });
});

describe("the same resource", () => {
  test.each(["/iam/v3/me/", "/iam/v3/me", "/api/iam/v3/me/", "/api/iam/v3/me"])(
    "is at %s, without a redirect, in both schemes, and with the body {} that Divio's client sends",
    async (path) => {
      for (const scheme of ["Bearer", "Token", "token"]) {
        for (const body of [undefined, {}]) {
          const answer = await api(path, { token: live.secret, scheme, body });
          expect(answer.status).toBe(200);
          expectApiHeaders(answer);
          expect(answer.json).toEqual({
            uuid: user.id,
            email: user.email,
            first_name: user.firstName,
            last_name: user.lastName,
            timezone: "UTC",
            created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
            token: { uuid: live.id, label: live.label, scopes: ["all"], limits: null, expiration_date: null },
          });
        }
      }
    },
  );

  test("answers Basic with a secret in it, as curl -u and .netrc send it, and offers no browser a prompt", async () => {
    const basic = (credentials: string) => ({ Authorization: `Basic ${Buffer.from(credentials).toString("base64")}` });
    for (const credentials of [`token:${live.secret}`, `:${live.secret}`, `${live.secret}:`]) {
      expect((await api("/iam/v3/me/", { headers: basic(credentials) })).json.token.uuid).toBe(live.id);
    }
    const dead = await api("/iam/v3/me/", { headers: basic(`token:${revoked.secret}`) });
    expectProblem(dead, 401, "token_revoked", "/iam/v3/me/");
    const other = await api("/iam/v3/me/", { headers: { Authorization: "Digest username=hunter2" } });
    expectProblem(other, 401, "credentials_missing", "/iam/v3/me/");
    expect(other.json.detail).toMatch(/Bearer.*Token.*Basic.*"Digest"/);
    for (const { text, headers } of [dead, other]) {
      expect(headers["www-authenticate"]).not.toMatch(/basic/i);
      expect(text).not.toMatch(/hunter2|lk_pat_/);
    }
  });

  test("HEAD answers as GET, without a body; OPTIONS names the methods", async () => {
    const head = await api("/iam/v3/me/", { method: "HEAD", token: live.secret });
    expect(head.status).toBe(200);
    expect(head.text).toBe("");
    const options = await api("/iam/v3/access-tokens/", { method: "OPTIONS", token: live.secret });
    expect(options.status).toBe(204);
    expect(options.headers.allow).toBe("GET, POST, HEAD, OPTIONS");
  });
});

test.each([
  ["PUT", "/iam/v3/me/", "GET, HEAD, OPTIONS"],
  ["POST", "/iam/v3/me/", "GET, HEAD, OPTIONS"],
  ["PUT", "/iam/v3/access-tokens/", "GET, POST, HEAD, OPTIONS"],
  ["DELETE", "/iam/v3/access-tokens/", "GET, POST, HEAD, OPTIONS"],
  ["POST", `/iam/v3/access-tokens/${SOME_UUID}/`, "GET, PUT, PATCH, DELETE, HEAD, OPTIONS"],
])("%s %s is 405 and says what is allowed", async (method, path, allow) => {
  const answer = await api(path, { method, token: live.secret, body: {} });
  expectProblem(answer, 405, "method_not_allowed", path);
  expect(answer.headers.allow).toBe(allow);
});

test.each([
  ["/iam/v3/nothing/here/", "See GET /iam/v3/ for"],
  ["/iam/v4/me/", "See GET /iam/v3/ for"],
  ["/iam", "See GET /iam/v3/ for"],
  ["/apps/v3/deploymnets/", "See GET /apps/v3/ for"],
  ["/api/apps/v3/applications/not/there", "See GET /apps/v3/ for"],
  ["/apps/", "See GET /apps/v3/ for"],
  ["/billing/v3/subscriptions/", "See GET /iam/v3/ and GET /apps/v3/ for"],
  ["/billing", "See GET /iam/v3/ and GET /apps/v3/ for"],
  ["/legacy/v3/websites/", "See GET /iam/v3/ and GET /apps/v3/ for"],
  ["/api", "See GET /iam/v3/ and GET /apps/v3/ for"],
  ["/api/v1/slug-to-id/x/", "See GET /iam/v3/ and GET /apps/v3/ for"],
])(
  "%s is no path: a 404 problem that names the index, for every method, and for a stranger a 401",
  async (path, index) => {
    for (const method of ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]) {
      const answer = await api(path, { method, token: live.secret });
      expectProblem(answer, 404, "not_found", path.replace(/^\/api|\/$/g, ""));
      expect(answer.json.detail).toContain(index);
    }
    expect((await api(path, { method: "HEAD", token: live.secret })).status).toBe(404);
    expectProblem(await api(path), 401, "credentials_missing", path.replace(/^\/api|\/$/g, ""));
  },
);

test.each([
  ["/iam/v3/access-tokens/self/", 400],
  [`/iam/v3/access-tokens/${SOME_UUID}/usage/`, 400],
  [`/iam/v3/organisations/${SOME_UUID}/policy/`, 400],
  ["/iam/v3/me/", 200],
  ["/apps/v3/applications/", 200],
  ["/apps/v3/regions/", 200],
  ["/iam/v3/organisations/", 200],
])("%s with an unknown parameter is %i", async (path, status) => {
  const answer = await api(`${path}?include=all&include=more`, { token: live.secret });
  expect(answer.status).toBe(status);
  if (status === 400) expect(answer.json.errors).toEqual({ include: ["This field does not exist."] });
});

test("a token that expires says when, in every answer", async () => {
  const expiresAt = new Date(Date.now() + HOUR_MS);
  const token = await createToken(db, user, { expiresAt, scopes: ["deployments:read"] });
  for (const path of ["/iam/v3/me/", "/iam/v3/access-tokens/", "/iam/v3/access-tokens/self/"]) {
    const answer = await api(path, { token: token.secret });
    expect(answer.headers["token-expires-at"]).toBe(expiresAt.toISOString());
  }
  expect((await api("/iam/v3/me/", { token: live.secret })).headers["token-expires-at"]).toBeUndefined();
});

describe("a route handler called past the proxy", () => {
  test("is closed all the same", async () => {
    process.env.DATABASE_URL = sharedServer().databaseUrl;
    const { closeDatabase } = await import("@/db/database");
    const routes: [Record<string, unknown>, Record<string, string>][] = [
      [await import("./me/route"), {}],
      [await import("./access-tokens/route"), {}],
      [await import("./access-tokens/self/route"), {}],
      [await import("./access-tokens/[uuid]/route"), { uuid: live.id }],
      [await import("../../[[...path]]/route"), {}],
    ];
    const handlers = routes.flatMap(([route, params]) =>
      (["GET", "POST", "PATCH", "DELETE"] as const).map((method) => ({ handler: route[method], method, params })),
    );
    let closed = 0;
    for (const { handler, method, params } of handlers) {
      if (typeof handler !== "function") throw new Error(`no handler for ${method}`);
      for (const authorization of [undefined, `Bearer ${generateSecret("lk", "pat")}`, `Bearer ${revoked.secret}`]) {
        const request = new Request("http://localhost/api/iam/v3/", {
          method,
          headers: authorization === undefined ? {} : { authorization },
        });
        const answer: Response = await handler(request, { params: Promise.resolve(params) });
        expect([401, 405]).toContain(answer.status);
        if (answer.status === 401) closed++;
      }
    }
    // Nine methods with an endpoint and the four of the catch-all, three times each.
    expect(closed).toBe((8 + 4) * 3);
    await closeDatabase();
  });
});
