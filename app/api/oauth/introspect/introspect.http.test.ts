import type { Kysely } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Database } from "@/db/schema";
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
import { type ApiRequest, api, serverDatabase } from "@/test/http/api";
import { sharedServer } from "@/test/http/server";

const PATH = "/oauth/introspect";

let db: Kysely<Database>;
let world: Awaited<ReturnType<typeof makeWorld>>;
beforeAll(async () => {
  db = serverDatabase();
  world = await makeWorld();
});
afterAll(() => db.destroy());

async function platformOf() {
  const found = await db.selectFrom("organisation").selectAll().where("is_platform", "=", true).executeTakeFirst();
  return found ?? (await createOrganisation(db, { name: "Platform", isPlatform: true }));
}

async function makeWorld() {
  const [user, guest, outsider] = [await createUser(db), await createUser(db), await createUser(db)];
  const platform = await platformOf();
  const ours = await createOrganisation(db, { name: "Ours", members: [{ user, role: "admin" }] });
  const theirs = await createOrganisation(db, { name: "Theirs", members: [{ user, role: "owner" }] });
  await addMember(db, ours, guest, "guest");
  await addMember(db, theirs, outsider, "member");
  const [site, shop] = [await createApplication(db, ours), await createApplication(db, ours, { name: "Shop" })];
  await addToApplication(db, ours, site, guest, "read");
  const limit = (organisation: { id: string }, application: { id: string } | null = null) => ({
    organisation_id: organisation.id,
    application_id: application?.id ?? null,
    environment_id: null,
  });
  const scopes = ["verify"];
  return {
    user,
    platform,
    ours,
    theirs,
    site,
    shop,
    clients: {
      platform: await createOrganisationToken(db, platform, { scopes }),
      platformAsGuest: await createOrganisationToken(db, platform, { scopes, actsAs: "guest" }),
      ours: await createOrganisationToken(db, ours, { scopes }),
      ofShop: await createOrganisationToken(db, ours, { scopes, limits: [limit(ours, shop)] }),
      ofNothing: await createOrganisationToken(db, ours, { scopes, limits: [] }),
      without: await createOrganisationToken(db, ours, { scopes: ["all"] }),
      // Nothing makes such a one: its row alone grants nothing.
      persons: await createToken(db, user, { scopes: ["all", "verify"] }),
      revoked: await createOrganisationToken(db, ours, { scopes, revoked: { at: new Date() } }),
    },
    tokens: {
      persons: await createToken(db, user, {
        scopes: ["deployments:write"],
        expiresAt: new Date("2029-03-04T05:06:07Z"),
      }),
      inTheirs: await createToken(db, user, { limits: [limit(theirs)] }),
      inSite: await createToken(db, user, { limits: [limit(ours, site), limit(theirs)] }),
      guests: await createToken(db, guest),
      outsiders: await createToken(db, outsider),
      ofOurs: await createOrganisationToken(db, ours, { scopes: ["applications:read"] }),
      ofTheirs: await createOrganisationToken(db, theirs),
      expired: await createToken(db, user, { createdAt: new Date(0), expiresAt: new Date(1) }),
      revoked: await createToken(db, user, { revoked: { at: new Date() } }),
      orphaned: await createToken(db, await createUser(db, { deactivatedAt: new Date() })),
      inNetwork: await createToken(db, user, { allowedNetworks: ["203.0.113.0/24"] }),
      pending: await createToken(db, user),
    },
  };
}

type Client = keyof Awaited<ReturnType<typeof makeWorld>>["clients"];
type Token = keyof Awaited<ReturnType<typeof makeWorld>>["tokens"];

const basic = (user: string, password: string) => `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`;
const form = (fields: Record<string, string>, given: ApiRequest = {}) => ({
  method: "POST",
  body: new URLSearchParams(fields).toString(),
  ...given,
  headers: { "Content-Type": "application/x-www-form-urlencoded", ...given.headers },
});
const introspect = (client: Client, secret: string, more: Record<string, string> = {}) =>
  api(PATH, form({ token: secret, ...more }, { token: world.clients[client].secret }));
const asked = async (client: Client, token: Token, more?: Record<string, string>) =>
  (await introspect(client, world.tokens[token].secret, more)).json;

describe("the platform's client", () => {
  test("learns of a person's token whose it is, and all that it may do", async () => {
    const { tokens, user, ours, theirs } = world;
    const now = Date.now() / 1000;
    const answer = await introspect("platform", tokens.persons.secret);
    expect(answer.headers).toMatchObject({ "cache-control": "no-store", "content-type": "application/json" });
    expect(answer.json).toEqual({
      active: true,
      scope: "deployments:read deployments:write",
      client_id: tokens.persons.id,
      username: user.email,
      token_type: "Bearer",
      exp: Date.parse("2029-03-04T05:06:07Z") / 1000,
      iat: expect.any(Number),
      sub: user.id,
      aud: sharedServer().url,
      iss: sharedServer().url,
      jti: tokens.persons.id,
      organisations: expect.arrayContaining([
        { uuid: ours.id, role: "admin" },
        { uuid: theirs.id, role: "owner" },
      ]),
      limits: expect.arrayContaining([{ organisation: ours.id }, { organisation: theirs.id }]),
    });
    expect(Math.abs(answer.json.iat - now)).toBeLessThan(600);
  });

  test("learns of every other token too, and of a guest's what the guest was added to", async () => {
    expect(await asked("platform", "outsiders")).toMatchObject({ active: true });
    expect(await asked("platform", "ofTheirs")).toMatchObject({ active: true, sub: world.theirs.id });
    expect(await asked("platform", "ofTheirs")).not.toHaveProperty("username");
    expect(await asked("platform", "guests")).toMatchObject({
      limits: [{ organisation: world.ours.id, application: world.site.id }],
    });
  });

  test("that acts as a guest is one of an ordinary organisation", async () => {
    expect(await asked("platformAsGuest", "outsiders")).toEqual({ active: false });
  });
});

describe("an ordinary organisation's client", () => {
  test("learns of tokens with access to its organisation, and only what concerns that", async () => {
    const { ours, theirs, site, user } = world;
    const persons = await introspect("ours", world.tokens.persons.secret);
    expect(persons.json).toMatchObject({
      active: true,
      username: user.email,
      organisations: [{ uuid: ours.id, role: "admin" }],
      limits: [{ organisation: ours.id }],
    });
    const limited = await introspect("ours", world.tokens.inSite.secret);
    expect(limited.json.limits).toEqual([{ organisation: ours.id, application: site.id }]);
    expect(persons.text + limited.text).not.toContain(theirs.id);
    expect(await asked("ours", "ofOurs")).toMatchObject({ active: true, sub: ours.id, scope: "applications:read" });
    expect(await asked("ours", "guests")).toMatchObject({
      active: true,
      organisations: [{ uuid: ours.id, role: "guest" }],
    });
  });

  test.each<Token>(["inTheirs", "outsiders", "ofTheirs"])(
    "does not learn that the token %s is there",
    async (token) => {
      const answer = await introspect("ours", world.tokens[token].secret);
      expect([answer.status, answer.text]).toEqual([200, '{"active":false}']);
    },
  );

  test("that is limited itself learns of what lies within its limits", async () => {
    const { ours, shop } = world;
    expect((await asked("ofShop", "persons")).limits).toEqual([{ organisation: ours.id, application: shop.id }]);
    expect(await asked("ofShop", "inSite")).toEqual({ active: false });
    expect(await asked("ofNothing", "persons")).toEqual({ active: false });
  });

  test("learns no more of a token from the moment that its access is withdrawn", async () => {
    const { ours, user } = world;
    const token = await createToken(db, user);
    expect((await introspect("ours", token.secret)).json.active).toBe(true);
    await db
      .insertInto("access_token_organisation")
      .values({
        token_id: token.id,
        organisation_id: ours.id,
        state: "withdrawn",
        reason: null,
        decided_by_user_id: user.id,
      })
      .execute();
    expect((await introspect("ours", token.secret)).json).toEqual({ active: false });
    expect((await introspect("platform", token.secret)).json.organisations).toHaveLength(1);
  });
});

test.each<Token>(["expired", "revoked", "orphaned"])(
  "a token that is %s is inactive, and nothing says why",
  async (token) => {
    for (const client of ["platform", "ours"] as const) {
      const answer = await introspect(client, world.tokens[token].secret);
      expect([answer.status, answer.text]).toEqual([200, '{"active":false}']);
    }
  },
);

test("what was never a token is inactive", async () => {
  const { secret } = world.tokens.persons;
  const never = [
    generateSecret("lk", "pat"),
    secret.slice(0, -1),
    `${secret}x`,
    "x",
    "Basic abc",
    `${secret} ${secret}`,
    "\0",
    "é",
  ];
  for (const token of never) {
    const answer = await introspect("platform", token);
    expect([token, answer.status, answer.text]).toEqual([token, 200, '{"active":false}']);
  }
});

test("a token with networks is active from one of them alone, and from nowhere if nobody says where", async () => {
  expect(await asked("platform", "inNetwork", { client_address: "203.0.113.9" })).toMatchObject({ active: true });
  expect(await asked("platform", "inNetwork", { client_address: "198.51.100.9" })).toEqual({ active: false });
  expect(await asked("platform", "inNetwork")).toEqual({ active: false });
  // The address of the service that asks, which is ours here, is not the client's.
  const here = await createToken(db, world.user, { allowedNetworks: ["127.0.0.0/8", "::1/128"] });
  expect((await introspect("platform", here.secret)).json).toEqual({ active: false });
});

test("a policy with networks lets nobody in whose address nobody says", async () => {
  const { user, clients } = world;
  const strict = await createOrganisation(db, { name: "Strict", members: [{ user, role: "member" }] });
  await db
    .insertInto("organisation_policy")
    .values({
      id: crypto.randomUUID(),
      organisation_id: strict.id,
      allowed_networks: ["203.0.113.0/24"],
      created_by_user_id: user.id,
      enforced_from: new Date(Date.now() - 60_000),
    })
    .execute();
  const token = await createToken(db, user, {
    limits: [{ organisation_id: strict.id, application_id: null, environment_id: null }],
  });
  const organisationsFrom = async (more: Record<string, string>) =>
    (await api(PATH, form({ token: token.secret, ...more }, { token: clients.platform.secret }))).json.organisations;
  expect(await organisationsFrom({ client_address: "203.0.113.9" })).toEqual([{ uuid: strict.id, role: "member" }]);
  expect(await organisationsFrom({})).toEqual([]);
  expect(await organisationsFrom({ client_address: "198.51.100.9" })).toEqual([]);
});

describe("a client", () => {
  const { token } = { token: "x" };
  test("is let in by Basic with its uuid and its secret, and by Bearer", async () => {
    const { id, secret } = world.clients.ours;
    for (const Authorization of [`Bearer ${secret}`, basic(id, secret), basic(id.toUpperCase(), secret)]) {
      expect((await api(PATH, form({ token }, { headers: { Authorization } }))).text).toBe('{"active":false}');
    }
  });

  test.each<[string, (of: { id: string; secret: string }) => string | undefined, RegExp]>([
    ["no credentials", () => undefined, /^Basic realm="[^"]+".* charset="UTF-8", Bearer realm="[^"]+"/],
    ["another uuid", ({ secret }) => basic(world.clients.without.id, secret), /^Basic realm="/],
    ["no user name", ({ secret }) => basic("", secret), /^Basic realm="/],
    ["the secret as user name", ({ secret }) => basic(secret, ""), /^Basic realm="/],
    ["a wrong secret", ({ id }) => basic(id, generateSecret("lk", "org")), /^Basic realm="/],
    ["a wrong secret by Bearer", () => `Bearer ${generateSecret("lk", "org")}`, /^Bearer .*error="invalid_token"/],
    ["a revoked secret", () => `Bearer ${world.clients.revoked.secret}`, /^Bearer .*error="invalid_token"/],
  ])("with %s is 401 invalid_client, challenged in its scheme", async (_what, authorization, challenge) => {
    const Authorization = authorization(world.clients.ours);
    const headers: Record<string, string> = Authorization === undefined ? {} : { Authorization };
    const answer = await api(PATH, form({ token: world.tokens.persons.secret }, { headers }));
    expect([answer.status, Object.keys(answer.json)]).toEqual([401, ["error", "error_description"]]);
    expect(answer.json.error).toBe("invalid_client");
    expect(answer.headers["www-authenticate"]).toMatch(challenge);
    expect(answer.headers["cache-control"]).toBe("no-store");
    expect(answer.text).not.toMatch(/lk_(org|pat)_/);
  });

  test.each<Client>(["without", "persons"])("that is %s the scope verify of an organisation is 403", async (client) => {
    const answer = await introspect(client, world.tokens.persons.secret);
    expect([answer.status, answer.json.error]).toEqual([403, "insufficient_scope"]);
    expect(answer.headers["www-authenticate"]).toMatch(/^Bearer .*error="insufficient_scope".*scope="verify"$/);
  });
});

describe("a request", () => {
  const withBody = (body: unknown, type?: string): ApiRequest => ({
    method: "POST",
    token: world.clients.ours.secret,
    body,
    headers: type === undefined ? {} : { "Content-Type": type },
  });
  const FORM = "application/x-www-form-urlencoded";
  test.each<[string, unknown, string | undefined]>([
    ["no token", "client_address=203.0.113.9", FORM],
    ["an empty token", "token=", FORM],
    ["two tokens", "token=a&token=b", FORM],
    ["an address that is none", "token=a&client_address=localhost", FORM],
    ["no body", "", FORM],
    ["JSON", { token: "a" }, undefined],
    ["JSON as a form", '{"token": "a"}', FORM],
    ["a broken escape", "token=%ff", FORM],
  ])("with %s is 400 invalid_request", async (_what, body, type) => {
    const answer = await api(PATH, withBody(body, type));
    expect([answer.status, answer.json.error]).toEqual([400, "invalid_request"]);
    expect(answer.headers["cache-control"]).toBe("no-store");
  });

  test("ignores what it does not know, as OAuth has it", async () => {
    const answer = await api(PATH, withBody(`token=a&token_type_hint=access_token&resource=x`, FORM));
    expect(answer.status).toBe(200);
  });

  test("with a token in its URL is 400 that repeats nothing, before anybody is asked for", async () => {
    const { secret } = world.tokens.persons;
    for (const path of [`${PATH}?token=${secret}`, `${PATH}/${secret}`, `/oauth/${secret}`]) {
      const answer = await api(path, form({ token: secret }));
      expect([answer.status, answer.json.error]).toEqual([400, "invalid_request"]);
      expect(answer.text + JSON.stringify(answer.headers)).not.toContain(secret);
    }
    expect(sharedServer().logs()).not.toContain(secret);
  });

  test("of another method is 405, and one to another path closed", async () => {
    const answer = await api(PATH, { token: world.clients.ours.secret });
    expect([answer.status, answer.headers.allow, answer.json.error]).toEqual([405, "POST, OPTIONS", "invalid_request"]);
    const nowhere = await api("/oauth/nowhere", form({ token: "a" }));
    expect([nowhere.status, nowhere.json.error]).toEqual([401, "invalid_client"]);
  });

  test("is the same at /api/oauth/introspect, and with a slash behind it", async () => {
    for (const path of ["/oauth/introspect/", "/api/oauth/introspect"]) {
      const answer = await api(
        path,
        form({ token: world.tokens.persons.secret }, { token: world.clients.ours.secret }),
      );
      expect(answer.json.active).toBe(true);
    }
  });
});

test("many may ask at a time: nothing is changed by it", async () => {
  const answers = await Promise.all(Array.from({ length: 24 }, () => introspect("ours", world.tokens.persons.secret)));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
});

test("asking is a use of both tokens, with the address that the service names, and the first of a new secret", async () => {
  const { tokens, clients } = world;
  const lastUse = async (id: string) =>
    await db.selectFrom("access_token_last_use").selectAll().where("token_id", "=", id).executeTakeFirst();
  const { secret: client } = clients.platform;
  await db
    .updateTable("access_token_secret")
    .set({ state: "pending", overlap_seconds: 0 })
    .where("token_id", "=", tokens.pending.id)
    .execute();
  const answer = await api(
    PATH,
    form({ token: tokens.pending.secret, client_address: "203.0.113.77" }, { token: client }),
  );
  expect(answer.json.active).toBe(true);
  const { state } = await db
    .selectFrom("access_token_secret")
    .select("state")
    .where("token_id", "=", tokens.pending.id)
    .executeTakeFirstOrThrow();
  expect(state).toBe("current");
  await expect.poll(async () => (await lastUse(tokens.pending.id))?.address).toContain("203.0.113.77");
  await expect.poll(() => lastUse(clients.platform.id)).toBeDefined();
});

test("what a client does not learn of is not used by its asking", async () => {
  const token = await createToken(db, world.user, {
    limits: [{ organisation_id: world.theirs.id, application_id: null, environment_id: null }],
  });
  const used = await createToken(db, world.user);
  expect((await introspect("ours", token.secret)).json.active).toBe(false);
  expect((await introspect("ours", used.secret)).json.active).toBe(true);
  const isUsed = async (id: string) =>
    (await db.selectFrom("access_token_last_use").select("used_at").where("token_id", "=", id).executeTakeFirst()) !==
    undefined;
  // Uses are written in their order.
  await expect.poll(() => isUsed(used.id)).toBe(true);
  expect(await isUsed(token.id)).toBe(false);
});
