import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { FAILED_TITLE } from "@/lib/failed-page";
import { createTestDatabase, type TestDatabase } from "@/test/database/database";
import { createToken, createUser, type TestToken } from "@/test/fixtures";
import { wordsOf } from "@/test/http/page-text";
import { type StartedServer, startServer } from "@/test/http/server";
import { sessionHeaderOf } from "@/test/http/session-cookie";
import { type Relay, relayTo } from "@/test/mail/relay";

let database: TestDatabase;
let relay: Relay;
let server: StartedServer;
let token: TestToken;

beforeAll(async () => {
  database = await createTestDatabase();
  token = await createToken(database.db, await createUser(database.db));
  const url = new URL(database.url);
  relay = await relayTo(Number(url.port));
  url.port = String(relay.port);
  server = await startServer({ env: { DATABASE_URL: url.href } });
});
afterAll(async () => {
  await server.stop();
  await relay.cut();
  await database.destroy();
});

const call = async (path: string, secret = token.secret) => {
  const started = performance.now();
  const answer = await fetch(server.url + path, { headers: { Authorization: `Bearer ${secret}` } });
  const body = await answer.json();
  return { status: answer.status, code: body.code, headers: answer.headers, ms: performance.now() - started };
};

test("without its database the API says 503 and when to come again, never that the token is bad, and recovers by itself", async () => {
  expect((await call("/iam/v3/me/")).status).toBe(200);
  expect((await call("/api/health/ready")).status).toBe(200);

  await relay.cut();
  // What was verified just before is answered for two seconds at most, and no longer than it takes to notice.
  await expect.poll(async () => (await call("/iam/v3/me/")).status, { interval: 5 }).toBe(503);
  for (let i = 0; i < 5; i++) {
    const answer = await call("/iam/v3/me/");
    expect({ status: answer.status, code: answer.code }).toEqual({ status: 503, code: "unavailable" });
    expect(Number(answer.headers.get("Retry-After"))).toBeGreaterThan(0);
    // The connection is refused at once, so this is the promise of a second with room for a busy machine.
    expect(answer.ms).toBeLessThan(3_000);
  }
  expect((await call("/api/health/ready")).status).toBe(503);
  expect((await call("/api/health")).status).toBe(200);
  expect(await call("/api/verify")).toMatchObject({ status: 503, code: "unavailable" });
  expect((await call("/api/verify/a")).headers.get("Retry-After")).toBe("1");
  const body = new URLSearchParams({ token: token.secret });
  const headers = { Authorization: `Bearer ${token.secret}` };
  const introspection = await fetch(`${server.url}/oauth/introspect`, { method: "POST", body, headers });
  expect([introspection.status, (await introspection.json()).error]).toEqual([503, "temporarily_unavailable"]);
  expect(Number(introspection.headers.get("Retry-After"))).toBeGreaterThan(0);
  // What needs no database is still said: a typo is a typo.
  expect((await call("/iam/v3/me/", token.secret.slice(0, -1))).status).toBe(401);

  await relay.mend();
  await expect.poll(async () => (await call("/iam/v3/me/")).status).toBe(200);
  expect((await call("/api/health/ready")).status).toBe(200);
});

test("without its database a browser is told neither that nobody is signed in nor that its session has ended", async () => {
  const headers = { cookie: await sessionHeaderOf(database.db, await createUser(database.db)) };
  const ask = async (path: string) => {
    const answer = await fetch(server.url + path, { headers });
    return [answer.status, answer.headers.getSetCookie()];
  };
  const paths = ["/login/again", "/api/auth/session"];
  await relay.cut();
  for (const path of paths) expect(await ask(path)).toEqual([503, []]);
  await relay.mend();
  for (const path of paths) await expect.poll(async () => (await ask(path))[0]).toBe(200);
});

test("without its database a page says in words that it failed, also where no script runs", async () => {
  const cookie = await sessionHeaderOf(database.db, await createUser(database.db));
  await relay.cut();
  for (const encoding of ["identity", "gzip"]) {
    const answer = await fetch(`${server.url}/account/access-tokens`, {
      headers: { cookie, "Accept-Encoding": encoding },
    });
    const [, words = ""] = /<body[^>]*><noscript>(.*?)<\/noscript>/s.exec(await answer.text()) ?? [];
    expect([answer.status, wordsOf(words)]).toEqual([500, expect.stringContaining(FAILED_TITLE)]);
    const [, reference = "none"] = /<code>(\d+)</.exec(words) ?? [];
    expect(server.logs()).toContain(reference);
  }
  await relay.mend();
});

test("a use that could not be written while the database was away is written when it is back", async () => {
  const lastUse = async () => {
    const row = await database.db
      .selectFrom("access_token_last_use")
      .select("used_at")
      .where("token_id", "=", token.id)
      .executeTakeFirst();
    return row?.used_at.getTime() ?? 0;
  };
  await expect.poll(lastUse).toBeGreaterThan(0);
  const before = await lastUse();
  expect((await call("/iam/v3/me/")).status).toBe(200);
  await relay.cut();
  await expect.poll(() => server.logs()).toContain("token use: the database is away");
  await relay.mend();
  await expect.poll(lastUse).toBeGreaterThan(before);
});

test("a page that fails is logged with the lines of our files, not of what was built from them", async () => {
  await sql`alter table "user" rename to renamed`.execute(database.db);
  const { status } = await fetch(`${server.url}/login`);
  await sql`alter table renamed rename to "user"`.execute(database.db);
  expect(status).toBe(500);
  expect(server.logs()).toMatch(/^ +at .*\(app\/\(auth\)\/login\/page\.tsx:\d+:\d+\)/m);
});
