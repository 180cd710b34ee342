import { once } from "node:events";
import { type IncomingMessage, request } from "node:http";
import type { Kysely } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Database } from "@/db/schema";
import { rotateToken } from "@/lib/access-token/rotation/rotate";
import { generateSecret } from "@/lib/access-token/secret/secret";
import {
  addMember,
  addToApplication,
  createApplication,
  createOrganisation,
  createOrganisationToken,
  createToken,
  createUser,
} from "@/test/fixtures";
import { type ApiAnswer, type ApiRequest, api, serverDatabase } from "@/test/http/api";
import { sharedServer } from "@/test/http/server";
import { callerWith } from "@/test/session";

const UNKNOWN = "019379a0-0000-7000-8000-000000000000";

let db: Kysely<Database>;
let world: Awaited<ReturnType<typeof makeWorld>>;
beforeAll(async () => {
  db = serverDatabase();
  world = await makeWorld();
});
afterAll(() => db.destroy());

async function makeWorld() {
  const user = await createUser(db);
  const guest = await createUser(db);
  const ours = await createOrganisation(db, { name: "Ours", members: [{ user, role: "member" }] });
  const theirs = await createOrganisation(db, { name: "Theirs" });
  await addMember(db, ours, guest, "guest");
  const site = await createApplication(db, ours);
  const shop = await createApplication(db, ours, { name: "Shop" });
  const foreign = await createApplication(db, theirs);
  await addToApplication(db, ours, site, guest, "read");
  const limitTo = (application: string | null, environment: string | null = null) => [
    { organisation_id: ours.id, application_id: application, environment_id: environment },
  ];
  return {
    user,
    ours,
    theirs,
    site,
    shop,
    foreign,
    tokens: {
      full: await createToken(db, user),
      deployer: await createToken(db, user, { scopes: ["deployments:write"] }),
      ofSite: await createToken(db, user, { limits: limitTo(site.id) }),
      ofTest: await createToken(db, user, { limits: limitTo(site.id, site.environments.test) }),
      ofNothing: await createToken(db, user, { limits: [] }),
      guests: await createToken(db, guest),
      ofOurs: await createOrganisationToken(db, ours, { scopes: ["deployments:read"] }),
      expired: await createToken(db, user, { createdAt: new Date(0), expiresAt: new Date("2026-01-02T03:04:05Z") }),
      revoked: await createToken(db, user, { revoked: { at: new Date() } }),
      elsewhere: await createToken(db, user, { allowedNetworks: ["203.0.113.0/24"] }),
      orphaned: await createToken(db, await createUser(db, { deactivatedAt: new Date() })),
    },
  };
}

type Name = keyof Awaited<ReturnType<typeof makeWorld>>["tokens"];
const ask = (query: string, token?: Name, given: ApiRequest = {}) =>
  api(`/api/verify${query}`, { ...(token === undefined ? {} : { token: world.tokens[token].secret }), ...given });

function expectRefusal(answer: ApiAnswer, status: number, code: string) {
  expect([answer.status, answer.json?.code, answer.json?.status]).toEqual([status, code, status]);
  expect(answer.headers["content-type"]).toBe("application/problem+json");
  expect(answer.headers["cache-control"]).toBe("no-store");
  if (status !== 503) expect(answer.headers["www-authenticate"]).toMatch(/^Bearer realm="/);
}

describe("a live token", () => {
  test.each(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"])(
    "passes by %s, at the path and below it, and its headers say whose it is",
    async (method) => {
      for (const path of ["", "/", "/a", "/a/b/../c/?x=1", "/%C3%A9/"]) {
        const answer = await ask(path, "deployer", { method });
        expect([path, answer.status, answer.text]).toEqual([path, 200, ""]);
        expect(answer.headers).toMatchObject({
          "x-token-id": world.tokens.deployer.id,
          "x-user-id": world.user.id,
          "x-user-email": world.user.email,
          "x-organisation-ids": world.ours.id,
          "x-scopes": "deployments:read deployments:write",
          "cache-control": "no-store",
        });
      }
    },
  );

  test("of an organisation has the headers of a person, empty, whatever the request says of itself", async () => {
    const headers = { "X-User-Id": "forged", "X-User-Email": "forged", "X-Scopes": "all" };
    const answer = await ask("", "ofOurs", { headers });
    expect(answer.headers).toMatchObject({
      "x-token-id": world.tokens.ofOurs.id,
      "x-user-id": "",
      "x-user-email": "",
      "x-organisation-ids": world.ours.id,
      "x-scopes": "deployments:read",
    });
  });

  test("passes with every scheme that counts elsewhere", async () => {
    const { secret } = world.tokens.full;
    const basic = Buffer.from(`x:${secret}`).toString("base64");
    for (const Authorization of [`Token ${secret}`, `bearer ${secret}`, `Basic ${basic}`]) {
      expect((await ask("", undefined, { headers: { Authorization } })).status).toBe(200);
    }
  });
});

test.each<[Name | undefined, number, string]>([
  [undefined, 401, "credentials_missing"],
  ["expired", 401, "token_expired"],
  ["revoked", 401, "token_revoked"],
  ["orphaned", 401, "owner_deactivated"],
  ["elsewhere", 403, "network_not_allowed"],
])("with the token %s: %i %s, at the path and below it", async (token, status, code) => {
  for (const path of ["", "/", "/a?scope=all"]) {
    expectRefusal(await ask(path, token), status, code);
    expectRefusal(await ask(path, token, { method: "POST", body: {} }), status, code);
  }
});

describe("a token in the URL is a 401", () => {
  test.each<[string, (secret: string) => string]>([
    ["as access_token", (secret) => `?access_token=${secret}`],
    ["as token, whatever it is", () => "?token=x"],
    ["in a question", (secret) => `?scope=${secret}`],
    ["in the path below", (secret) => `/reset/${secret}/`],
    ["in the client's query", (secret) => `/a?x=${encodeURIComponent(secret)}`],
  ])("%s", async (_where, path) => {
    for (const token of ["full", undefined] as const) {
      const answer = await ask(path(world.tokens.full.secret), token);
      expectRefusal(answer, 401, "token_in_url");
      expect(answer.text + JSON.stringify(answer.headers)).not.toContain(world.tokens.full.secret);
      expect(answer.headers["www-authenticate"]).toContain('error="invalid_request"');
    }
    expect(sharedServer().logs()).not.toContain(world.tokens.full.secret);
  });

  test("and a parameter of the client's that is only called so is nothing", async () => {
    expect((await ask("/confirm?token=of-somebody-else&access_token=", "full")).status).toBe(200);
  });
});

describe("exactly at the path, the query asks for more", () => {
  const ids = (text: string) =>
    text
      .replaceAll("OURS", world.ours.id)
      .replaceAll("THEIRS", world.theirs.id)
      .replaceAll("SITE", world.site.id)
      .replaceAll("SHOP", world.shop.id)
      .replaceAll("FOREIGN", world.foreign.id)
      .replaceAll("TEST", world.site.environments.test ?? "")
      .replaceAll("LIVE", world.site.environments.live ?? "")
      .replaceAll("UNKNOWN", UNKNOWN);

  test.each<[Name, string]>([
    ["full", "scope=deployments:read&scope=all&organisation=OURS&application=SITE&environment=LIVE"],
    ["deployer", "scope=deployments:read&scope=deployments:write"],
    ["full", "application=SITE&application=SHOP"],
    ["full", "organisation=OURS&application=SHOP"],
    ["ofSite", "organisation=OURS&application=SITE&environment=TEST"],
    ["ofTest", "application=SITE&environment=TEST"],
    ["ofTest", "environment=TEST"],
    ["guests", "scope=deployments:read&application=SITE"],
    ["ofOurs", "organisation=OURS&application=SHOP"],
  ])("%s passes with %s", async (token, query) => {
    for (const slash of ["", "/"]) expect((await ask(`${slash}?${ids(query)}`, token)).status).toBe(200);
  });

  test.each<[Name, string, string]>([
    ["deployer", "scope=applications:read", "insufficient_scope"],
    ["deployer", "scope=deployments:read&scope=all", "insufficient_scope"],
    ["full", "scope=verify", "insufficient_scope"],
    ["full", "organisation=THEIRS", "not_found"],
    ["full", "organisation=OURS&organisation=UNKNOWN", "not_found"],
    ["full", "application=FOREIGN", "not_found"],
    ["full", "application=UNKNOWN", "not_found"],
    ["full", "organisation=THEIRS&application=SITE", "not_found"],
    ["full", "application=SHOP&environment=TEST", "not_found"],
    ["full", "environment=UNKNOWN", "not_found"],
    ["ofSite", "application=SHOP", "not_found"],
    ["ofTest", "application=SITE", "not_found"],
    ["ofTest", "environment=LIVE", "not_found"],
    ["ofTest", "application=SITE&environment=LIVE", "not_found"],
    ["ofNothing", "organisation=OURS", "not_found"],
    ["guests", "application=SHOP", "not_found"],
    ["guests", "scope=deployments:write&application=SITE", "not_found"],
    ["full", "scope=", "invalid_request"],
    ["full", "scope=deploy", "invalid_request"],
    ["full", "organisation=", "invalid_request"],
    ["full", "organisation=ours", "invalid_request"],
    ["full", "application", "invalid_request"],
    ["full", "environment=TEST,LIVE", "invalid_request"],
    ["full", "scopes=deployments:read", "invalid_request"],
    ["full", "Scope=deployments:read", "invalid_request"],
    ["full", "scope=all&next=/", "invalid_request"],
    ["full", "%", "invalid_request"],
  ])("%s with %s is 403 %s", async (token, query, code) => {
    for (const slash of ["", "/"]) expectRefusal(await ask(`${slash}?${ids(query)}`, token), 403, code);
  });

  test("and below it the query is the client's, and asks for nothing", async () => {
    expect((await ask("/a?scope=applications:read&organisation=x", "deployer")).status).toBe(200);
  });

  test("a missing scope is named, with the page that gives it", async () => {
    const answer = await ask("?scope=applications:read", "deployer");
    expect(answer.json).toMatchObject({ required_scope: "applications:read" });
    expect(answer.json.fix_url).toContain("add_scopes=applications:read");
    expect(answer.headers["www-authenticate"]).toContain('scope="applications:read"');
  });
});

test("access that was withdrawn closes the organisation, and the door for a token of the organisation itself", async () => {
  const { user, ours } = world;
  const personal = await createToken(db, user);
  const own = await createOrganisationToken(db, ours);
  for (const { id } of [personal, own]) {
    await db
      .insertInto("access_token_organisation")
      .values({
        token_id: id,
        organisation_id: ours.id,
        state: "withdrawn",
        reason: "left",
        decided_by_user_id: user.id,
      })
      .execute();
  }
  const passed = await api("/api/verify", { token: personal.secret });
  expect([passed.status, passed.headers["x-organisation-ids"]]).toEqual([200, ""]);
  const asked = await api(`/api/verify?organisation=${ours.id}`, { token: personal.secret });
  expectRefusal(asked, 403, "access_withdrawn");
  expectRefusal(await api("/api/verify", { token: own.secret }), 403, "access_withdrawn");
});

test("asking is a use: it shows at the token, with the scopes that were asked for, and begins with a new secret", async () => {
  const token = await createToken(db, world.user);
  const rotated = await rotateToken(db, await callerWith(db, world.tokens.full.secret), token.id, {
    overlapSeconds: 3600,
    replaceNow: false,
  });
  if (rotated.status !== "rotated") throw new Error(rotated.status);
  const answer = await api("/api/verify?scope=deployments:read&scope=applications:read", { token: rotated.secret });
  expect(answer.status).toBe(200);
  const usage = async () => (await api(`/iam/v3/access-tokens/${token.id}/usage/`, { token: rotated.secret })).json;
  await expect
    .poll(async () => (await usage()).scopes_used.map(({ scope }: { scope: string }) => scope).sort())
    .toEqual(expect.arrayContaining(["applications:read", "deployments:read"]));
  const current = await db
    .selectFrom("access_token_secret")
    .select("hint")
    .where("token_id", "=", token.id)
    .where("state", "=", "current")
    .execute();
  expect(current).toHaveLength(1);
  expect(current[0]?.hint).not.toBe(token.hint);
});

test("no path below leads out of it, to where nobody is asked who they are", async () => {
  for (const path of [
    "/..",
    "/../health",
    "/.%2e/..",
    "/%2e%2e/%2E./docs",
    "/a/../../../",
    "/\\..\\..",
    "//../../login",
  ]) {
    // As it stands: a URL would go that way before it is sent.
    const headers = { Authorization: `Bearer ${world.tokens.full.secret}` };
    const outgoing = request(sharedServer().url, { path: `/api/verify${path}`, headers }).end();
    const [answer]: IncomingMessage[] = await once(outgoing, "response");
    answer?.resume();
    expect([path, answer?.statusCode]).toEqual([path, 403]);
  }
});

test("whatever is sent, 200, 401, 403 or 503 comes back, and 200 for nobody", async () => {
  const { secret } = world.tokens.full;
  const paths = ["", "/", "?", "?&&", "?scope", "/%ff", "/%00", "?%ff=%ff", `?${"a=&".repeat(500)}`, "?__proto__=1"];
  const authorizations = [
    "",
    "Bearer",
    "Bearer  ",
    "Bearer two words",
    "Basic",
    "Basic !!!",
    `Basic ${Buffer.from("a:b").toString("base64")}`,
    `Digest ${"x".repeat(3000)}`,
    `Bearer ${secret.slice(0, -1)}`,
    `Bearer ${generateSecret("lk", "pat")}`,
    `Bearer ${secret},Bearer ${secret}`,
  ];
  const statuses = new Set<number>();
  for (const path of paths) {
    for (const Authorization of authorizations) {
      const answer = await ask(path, undefined, { headers: { Authorization } });
      statuses.add(answer.status);
      expect([path, Authorization, answer.status]).not.toEqual([path, Authorization, 200]);
    }
  }
  const odd: ApiRequest[] = [
    { method: "PROPFIND" },
    { method: "POST", headers: { "Content-Length": "3000000" }, body: "x".repeat(3_000_000) },
    { headers: { "Content-Type": "application/json", Expect: "nothing" } },
    { method: "POST", headers: { "Content-Type": "multipart/form-data" }, body: "--" },
  ];
  for (const given of odd) {
    statuses.add((await ask("/a", undefined, given)).status);
    statuses.add((await ask("", "full", given)).status);
  }
  expect([...statuses].filter((status) => ![200, 401, 403, 503].includes(status))).toEqual([]);
});
