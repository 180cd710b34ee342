import { connect as connectTo } from "node:net";
import { type Kysely, sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connect } from "@/db/database";
import type { Database } from "@/db/schema";
import { generateSecret } from "@/lib/access-token/secret/secret";
import { linesWithSecret } from "@/test/database/dump";
import { createOrganisation, createOrganisationToken, createToken, createUser } from "@/test/fixtures";
import { type ApiRequest, api, serverDatabase } from "@/test/http/api";
import { type StartedServer, sharedServer, startServer } from "@/test/http/server";

const FORM = { "Content-Type": "application/x-www-form-urlencoded" };
const LIMITS = { RATE_LIMIT_PER_MINUTE: "5", AUTH_FAILURES_PER_MINUTE: "3", TRUSTED_PROXIES: "127.0.0.1,::1" };

describe.each([
  ["ahead of the framework", {}],
  ["through it", { API_THROUGH_NEXT: "yes" }],
])("rate limits, %s", (_way, env) => {
  let server: StartedServer;
  let db: Kysely<Database>;
  let user: Awaited<ReturnType<typeof createUser>>;
  beforeAll(async () => {
    server = await startServer({ env: { ...LIMITS, ...env } });
    db = connect(server.databaseUrl);
    user = await createUser(db);
  });
  afterAll(async () => {
    await db.destroy();
    await server.stop();
  });

  const ask = (path: string, request: ApiRequest = {}) => api(path, { url: server.url, ...request });
  const from = (address: string, request: ApiRequest = {}) =>
    ask("/iam/v3/me/", { ...request, headers: { "X-Forwarded-For": address } });
  const unknown = () => generateSecret("lk", "pat");
  const leftOf = ({ headers }: { headers: Record<string, string | undefined> }) =>
    /^"default";r=(\d+);t=([1-9]|[1-5]\d|60)$/.exec(headers.ratelimit ?? "")?.[1];

  test("each answer to a token says what is left, and the one beyond the limit when there is more", async () => {
    const { secret: token } = await createToken(db, user, { scopes: ["tokens:write"] });
    const answers = [
      await ask("/iam/v3/me/", { token }),
      await ask("/iam/v3/access-tokens/?page=no", { token }),
      await ask("/iam/v3/organisations/", { token }),
      await ask("/iam/v3/nothing/", { token }),
      await ask("/iam/v3/access-tokens/", { token, method: "POST", body: { label: "Another" } }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 400, 403, 404, 201]);
    expect(answers.map(leftOf)).toEqual(["4", "3", "2", "1", "0"]);
    expect(answers.map(({ headers }) => headers["ratelimit-policy"])).toEqual(Array(5).fill('"default";q=5;w=60'));
    for (const path of ["/iam/v3/me/", "/iam/v3/access-tokens/", "/iam/v3/nothing/"]) {
      const { status, headers, json } = await ask(path, { token });
      expect([status, json.code, leftOf({ headers })]).toEqual([429, "rate_limited", "0"]);
      expect(headers["retry-after"]).toMatch(/^([1-9]|[1-5]\d|60)$/);
    }
    const { secret: other } = await createToken(db, user);
    expect((await ask("/iam/v3/me/", { token: other })).status).toBe(200);
    // It is no worse a token for that.
    expect((await ask("/api/verify", { token })).status).toBe(200);
    // Whoever floods with a stolen secret keeps nobody from ending it.
    expect((await ask("/iam/v3/access-tokens/self/", { token, method: "DELETE" })).status).toBe(204);
  });

  test("the same endpoint over and over is counted once for each request", async () => {
    const { secret: token } = await createToken(db, user);
    const answers = [];
    for (let n = 0; n < 6; n++) answers.push(await ask("/iam/v3/me/", { token }));
    expect(answers.map(leftOf)).toEqual(["4", "3", "2", "1", "0", "0"]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 429]);
  });

  test("successful answers of verification and introspection do not count, and refusals there do", async () => {
    const { secret: token } = await createToken(db, user, { scopes: ["deployments:read"] });
    const organisation = await createOrganisation(db, { members: [{ user, role: "member" }] });
    const { secret: client } = await createOrganisationToken(db, organisation, { scopes: ["verify"] });
    const introspect = (body: string) =>
      ask("/oauth/introspect", { token: client, method: "POST", headers: FORM, body });
    for (let n = 0; n < 7; n++) {
      const answers = [await ask("/api/verify", { token }), await introspect(`token=${unknown()}`)];
      expect(answers.map(({ status, headers }) => [status, headers.ratelimit])).toEqual([
        [200, undefined],
        [200, undefined],
      ]);
    }
    const refusals = [];
    for (let n = 0; n < 6; n++) refusals.push(await ask("/api/verify?scope=tokens:read", { token }));
    expect(refusals.map(leftOf)).toEqual(["4", "3", "2", "1", "0", "0"]);
    const last = refusals.at(-1);
    expect([last?.status, last?.json.code]).toEqual([401, "rate_limited"]);
    const wrong = [];
    for (let n = 0; n < 6; n++) wrong.push(await introspect("no_token=1"));
    expect(wrong.map(({ status }) => status)).toEqual([400, 400, 400, 400, 400, 429]);
    expect(wrong.at(-1)?.json).toMatchObject({ error: "temporarily_unavailable" });
    expect((await introspect(`token=${token}`)).json.active).toBe(true);
  });

  test("too many failures from an address are told to wait, and a live token there never is", async () => {
    const { secret: live } = await createToken(db, user);
    const { secret: expired } = await createToken(db, user, {
      createdAt: new Date(0),
      expiresAt: new Date("2026-01-02"),
    });
    const failures = [
      await from("192.0.2.1", { token: unknown() }),
      await from("192.0.2.1", { token: expired }),
      await from("192.0.2.1", { token: "mistyped" }),
    ];
    expect(failures.map(({ status }) => status)).toEqual([401, 401, 401]);
    const refused = await from("192.0.2.1", { token: unknown() });
    expect([refused.status, refused.json.code]).toEqual([429, "rate_limited"]);
    expect(refused.headers["retry-after"]).toMatch(/^([1-9]|[1-5]\d|60)$/);
    expect(refused.headers.ratelimit).toMatch(/^"failed-authentication";r=0;t=/);
    const verified = await ask("/api/verify", { token: expired, headers: { "X-Forwarded-For": "192.0.2.1" } });
    expect([verified.status, verified.json.code]).toEqual([401, "rate_limited"]);
    expect((await from("192.0.2.1", { token: live })).status).toBe(200);
    // Who brings none is asked for one.
    expect((await from("192.0.2.1")).json.code).toBe("credentials_missing");
    expect((await from("192.0.2.2", { token: unknown() })).status).toBe(401);
  });

  test("too many logins that are begun from an address, and guesses at their codes, are told to wait, and a login under way never is", async () => {
    const headers = { ...FORM, "X-Forwarded-For": "192.0.2.11" };
    const client = "client_id=latchkey-cli";
    const begin = () => ask("/oauth/device_authorization", { method: "POST", headers, body: client });
    const take = (code: string) =>
      ask("/oauth/token", {
        method: "POST",
        headers,
        body: `${client}&grant_type=urn:ietf:params:oauth:grant-type:device_code&device_code=${code}`,
      });
    const begun = [await begin(), await begin(), await begin(), await begin()];
    expect(begun.map(({ status }) => status)).toEqual([200, 200, 200, 429]);
    expect(begun[3]?.json.error).toBe("temporarily_unavailable");
    expect(begun[3]?.headers["retry-after"]).toMatch(/^([1-9]|[1-5]\d|60)$/);
    expect(begun[3]?.headers.ratelimit).toMatch(/^"device-login";r=0;t=/);
    const guesses = [await take("one"), await take("two"), await take("three"), await take("four")];
    expect(guesses.map(({ status }) => status)).toEqual([400, 400, 400, 429]);
    expect((await take(begun[0]?.json.device_code)).json.error).toBe("authorization_pending");
    const elsewhere = { ...FORM, "X-Forwarded-For": "192.0.2.12" };
    const other = { method: "POST", headers: elsewhere, body: client };
    expect((await ask("/oauth/device_authorization", other)).status).toBe(200);
  });

  test("addresses of one IPv6 network are one, and those of another are not", async () => {
    for (let n = 1; n <= 3; n++) expect((await from(`2001:db8::${n}`, { token: unknown() })).status).toBe(401);
    expect((await from("2001:db8::ffff:1", { token: unknown() })).status).toBe(429);
    expect((await from("2001:db8:0:1::1", { token: unknown() })).status).toBe(401);
  });
});

describe("an Idempotency-Key", () => {
  let db: Kysely<Database>;
  let user: Awaited<ReturnType<typeof createUser>>;
  let organisation: Awaited<ReturnType<typeof createOrganisation>>;
  let token: string;
  let tokenId: string;
  let key = 0;
  beforeAll(async () => {
    db = serverDatabase();
    user = await createUser(db);
    organisation = await createOrganisation(db, { members: [{ user, role: "owner" }] });
    ({ secret: token, id: tokenId } = await createToken(db, user));
  });
  afterAll(() => db.destroy());

  const rows = async () =>
    (
      await sql<{ row: string }>`select t::text as row from idempotency_key t where token_id = ${tokenId}`.execute(db)
    ).rows.map(({ row }) => row);
  const nextKey = () => `key-${++key}`;
  const post = (path: string, body: unknown, idempotencyKey: string, more: ApiRequest = {}) =>
    api(path, { method: "POST", token, body, headers: { "Idempotency-Key": idempotencyKey }, ...more });
  const application = (slug: string) => ({ name: "Shop", slug, organisation: organisation.id });
  const countOf = async (slug: string) => (await api(`/apps/v3/applications/?slug=${slug}`, { token })).json.count;

  test("gives the first answer again, and does nothing more, however the same is written", async () => {
    const used = nextKey();
    const first = await post("/apps/v3/applications/", application("first-shop"), used);
    expect([first.status, first.headers["idempotent-replayed"]]).toEqual([201, undefined]);
    const form = new URLSearchParams(application("first-shop")).toString();
    const repeats = [
      await post("/apps/v3/applications/", application("first-shop"), used),
      await post("/api/apps/v3/applications", application("first-shop"), used),
      await post("/apps/v3/applications/", form, used, { headers: { ...FORM, "Idempotency-Key": used } }),
    ];
    for (const { status, text, headers } of repeats) {
      expect([status, text, headers.location]).toEqual([201, first.text, first.headers.location]);
      expect(headers["idempotent-replayed"]).toBe("true");
    }
    expect(await countOf("first-shop")).toBe(1);
  });

  test("is a conflict with another body, and nothing of it is done", async () => {
    const used = nextKey();
    expect((await post("/apps/v3/applications/", application("one-shop"), used)).status).toBe(201);
    const other = await post("/apps/v3/applications/", application("other-shop"), used);
    expect([other.status, other.json.code]).toEqual([422, "idempotency_conflict"]);
    expect(await countOf("other-shop")).toBe(0);
  });

  test("belongs to one token and one path", async () => {
    const used = nextKey();
    const name = { name: "Harbour" };
    const first = await post("/iam/v3/organisations/", name, used);
    const { secret: other } = await createToken(db, user);
    const again = await post("/iam/v3/organisations/", name, used, { token: other });
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(again.json.uuid).not.toBe(first.json.uuid);
    const team = await post(`/iam/v3/organisations/${organisation.id}/teams/`, { name: "Crew" }, used);
    expect(team.status).toBe(201);
  });

  test("several at once make one thing, and get one answer", async () => {
    const used = nextKey();
    const answers = await Promise.all(
      Array.from({ length: 4 }, () => post("/apps/v3/applications/", application("busy-shop"), used)),
    );
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
    expect(new Set(answers.map(({ json }) => json.uuid)).size).toBe(1);
    expect(await countOf("busy-shop")).toBe(1);
  });

  test("never shows a secret again: a repeat names the token", async () => {
    const used = nextKey();
    const first = await post("/iam/v3/access-tokens/", { label: "Once" }, used);
    expect(first.status).toBe(201);
    const again = await post("/iam/v3/access-tokens/", { label: "Once" }, used);
    expect([again.status, again.json.code, again.json.uuid]).toEqual([409, "already_created", first.json.uuid]);
    const rotation = nextKey();
    const path = `/iam/v3/access-tokens/${first.json.uuid}/rotate/`;
    expect((await post(path, {}, rotation)).status).toBe(201);
    expect((await post(path, {}, rotation)).json).toMatchObject({ code: "already_created", uuid: first.json.uuid });
    const stored = await rows();
    expect(linesWithSecret(stored, first.json.access_token)).toEqual([]);
    // Nor what else was asked and answered: other things are sealed where they are stored.
    const readable = [used, "Once", "first-shop"].map((text) => Buffer.from(text).toString("hex"));
    for (const hex of readable) expect(stored.join()).not.toContain(hex);
  });

  test("of a request that was refused is free: it did nothing", async () => {
    const used = nextKey();
    expect((await post("/apps/v3/applications/", application("not a slug"), used)).status).toBe(400);
    expect((await post("/apps/v3/applications/", application("free-shop"), used)).status).toBe(201);
    // Refused only by the database, where it was claimed already.
    const taken = nextKey();
    const refused = await post("/apps/v3/applications/", application("free-shop"), taken);
    expect(refused.status).toBeGreaterThanOrEqual(400);
    expect((await post("/apps/v3/applications/", application("freed-shop"), taken)).status).toBe(201);
  });

  test.each([
    ["an empty one", "", 400],
    ["one of 255 characters", "k".repeat(255), 201],
    ["one of 256 characters", "k".repeat(256), 400],
    ["one of 10,000 characters", "k".repeat(10_000), 400],
    ["one beyond ASCII", "é", 400],
    ["one with a tab", "a\tb", 400],
  ])("as %s is answered %s", async (_what, given, status) => {
    const answer = await post("/iam/v3/organisations/", { name: "Bounds" }, given);
    expect(answer.status).toBe(status);
    if (status === 400) expect(answer.json.detail).toContain("Idempotency-Key");
  });

  test("with a NUL is no request", async () => {
    const { port } = new URL(sharedServer().url);
    const socket = connectTo(Number(port), "localhost");
    socket.end(`POST /iam/v3/organisations/ HTTP/1.1\r\nHost: localhost\r\nIdempotency-Key: a\0b\r\n\r\n`);
    expect(String((await socket.toArray())[0])).toMatch(/^HTTP\/1\.1 400 /);
  });
});
