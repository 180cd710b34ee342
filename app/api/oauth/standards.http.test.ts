import type { Kysely } from "kysely";
import * as oauth from "oauth4webapi";
import * as openid from "openid-client";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Database } from "@/db/schema";
import { generateSecret } from "@/lib/access-token/secret/secret";
import {
  createOrganisation,
  createOrganisationToken,
  createToken,
  createUser,
  type TestToken,
  type TestUser,
} from "@/test/fixtures";
import { type ApiRequest, api, serverDatabase } from "@/test/http/api";
import { sharedServer } from "@/test/http/server";

// What unmodified clients of the standards make of this server. They ask over http:// here, which both refuse unless told.
const insecure = { [oauth.allowInsecureRequests]: true };

let db: Kysely<Database>;
let user: TestUser;
let client: TestToken;
let issuer: URL;
beforeAll(async () => {
  db = serverDatabase();
  user = await createUser(db);
  const organisation = await createOrganisation(db, { name: "Proxies", members: [{ user, role: "owner" }] });
  client = await createOrganisationToken(db, organisation, { actsAs: "admin", scopes: ["verify"] });
  issuer = new URL(sharedServer().url);
});
afterAll(() => db.destroy());

const form = (fields: Record<string, string>): ApiRequest => ({
  method: "POST",
  body: new URLSearchParams(fields).toString(),
  headers: { "Content-Type": "application/x-www-form-urlencoded" },
});
const revoke = (token: string, more: Partial<ApiRequest> = {}) => api("/oauth/revoke", { ...form({ token }), ...more });
const statusOf = async (secret: string) => (await api("/iam/v3/me/", { token: secret })).status;
const codeOf = async (secret: string) => (await api("/iam/v3/me/", { token: secret })).json.code;

async function discovered(): Promise<oauth.AuthorizationServer> {
  const answer = await oauth.discoveryRequest(issuer, { algorithm: "oauth2", ...insecure });
  return await oauth.processDiscoveryResponse(issuer, answer);
}

describe("oauth4webapi", () => {
  test("learns from a refusal which server a resource has, and from that one which endpoints there are", async () => {
    const answer = await fetch(new URL("/iam/v3/me/", issuer));
    const [challenge] = challengesOf(answer);
    expect(challenge?.scheme).toBe("bearer");
    const metadata = new URL(challenge?.parameters.resource_metadata ?? "");
    expect(metadata.href).toBe(`${issuer.origin}/.well-known/oauth-protected-resource`);
    const resource = await oauth.processResourceDiscoveryResponse(
      issuer,
      await oauth.resourceDiscoveryRequest(issuer, insecure),
    );
    expect(resource.authorization_servers).toEqual([issuer.origin]);
    const server = await discovered();
    const grant_types_supported = ["urn:ietf:params:oauth:grant-type:device_code"];
    expect(server).toMatchObject({ issuer: issuer.origin, response_types_supported: [], grant_types_supported });
    // Each that it names is there: a bare request is refused for what it lacks.
    for (const [name, address] of Object.entries(server)) {
      if (!name.endsWith("_endpoint")) continue;
      expect((await fetch(String(address), { method: "GET" })).status, name).toBe(405);
    }
  });

  test("introspects with the uuid and the secret of a token, and with its secret alone", async () => {
    const { secret, id } = await createToken(db, user);
    const as = await discovered();
    const basic = oauth.ClientSecretBasic(client.secret);
    const asked = await oauth.introspectionRequest(as, { client_id: client.id }, basic, secret, insecure);
    const told = await oauth.processIntrospectionResponse(as, { client_id: client.id }, asked);
    expect(told).toMatchObject({ active: true, client_id: id, iss: issuer.origin });
  });

  test("is told by its own error that another uuid is no client", async () => {
    const as = await discovered();
    const other = { client_id: user.id };
    const basic = oauth.ClientSecretBasic(client.secret);
    const asked = await oauth.introspectionRequest(as, other, basic, client.secret, insecure);
    await expect(oauth.processIntrospectionResponse(as, other, asked)).rejects.toMatchObject({
      name: "WWWAuthenticateChallengeError",
      status: 401,
    });
  });

  test("revokes a token by its secret, with any client authentication or none", async () => {
    const as = await discovered();
    for (const way of [oauth.None(), oauth.ClientSecretBasic("nothing"), oauth.ClientSecretBasic(client.secret)]) {
      const { secret } = await createToken(db, user);
      const asked = await oauth.revocationRequest(as, { client_id: client.id }, way, secret, insecure);
      await oauth.processRevocationResponse(asked);
      expect(await codeOf(secret)).toBe("token_revoked");
    }
  });
});

test("openid-client discovers, introspects and revokes", async () => {
  const { secret } = await createToken(db, user);
  const config = await openid.discovery(issuer, client.id, {}, openid.ClientSecretBasic(client.secret), {
    algorithm: "oauth2",
    execute: [openid.allowInsecureRequests],
  });
  expect(await openid.tokenIntrospection(config, secret)).toMatchObject({ active: true });
  await openid.tokenRevocation(config, secret, { token_type_hint: "access_token" });
  expect(await openid.tokenIntrospection(config, secret)).toEqual({ active: false });
  expect(await codeOf(secret)).toBe("token_revoked");
});

describe("POST /oauth/revoke", () => {
  test("is final, recorded as the token's own doing, and the same again", async () => {
    const { secret, id } = await createToken(db, user);
    // The first as curl reads it from a file.
    for (const given of [`${secret}\n`, secret]) expect(await revoke(given)).toMatchObject({ status: 200, text: "" });
    const row = await db.selectFrom("access_token").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
    expect(row).toMatchObject({ revoke_kind: "self", revoke_reason: null });
    const entries = await db.selectFrom("activity").selectAll().where("target_id", "=", id).execute();
    expect(entries.map(({ type, actor_token_id }) => [type, actor_token_id])).toEqual([["access_token.revoked", id]]);
    expect(JSON.stringify([row, entries])).not.toContain(secret);
  });

  test("answers 200 for what is no token of anybody's, and says nothing of it", async () => {
    const mistyped = `${client.secret.slice(0, -1)}${client.secret.endsWith("A") ? "B" : "A"}`;
    for (const token of ["x", generateSecret("lk", "pat"), mistyped, "é\u0000 ", "a".repeat(4096)]) {
      expect(await revoke(token)).toMatchObject({ status: 200, text: "" });
    }
    expect(await statusOf(client.secret)).toBe(200);
  });

  test("ends one that could not be used, and not one whose secret retired", async () => {
    const past = { createdAt: new Date(0), expiresAt: new Date("2026-01-02T03:04:05Z") };
    const elsewhere = await createToken(db, user, { allowedNetworks: ["192.0.2.0/24"] });
    const expired = await createToken(db, user, past);
    const retired = await createToken(db, user);
    await db
      .updateTable("access_token_secret")
      .set({ state: "retiring", retires_at: new Date(Date.now() - 1000) })
      .where("token_id", "=", retired.id)
      .execute();
    const orphaned = await createToken(db, await createUser(db, { deactivatedAt: new Date() }));
    for (const { secret } of [elsewhere, expired, retired, orphaned]) expect((await revoke(secret)).status).toBe(200);
    const kinds = await db
      .selectFrom("access_token")
      .select(["id", "revoke_kind"])
      .where("id", "in", [elsewhere.id, expired.id, retired.id, orphaned.id])
      .execute();
    const kindOf = ({ id }: TestToken) => kinds.find((row) => row.id === id)?.revoke_kind;
    expect([elsewhere, expired, retired, orphaned].map(kindOf)).toEqual(["self", "self", null, "self"]);
  });

  test.each<[string, ApiRequest, number]>([
    ["without a token", form({ token_type_hint: "access_token" }), 400],
    ["with an empty one", form({ token: "" }), 400],
    ["as JSON", { method: "POST", body: { token: "x" } }, 400],
    ["with two", { ...form({}), body: "token=a&token=b" }, 400],
    ["with bytes that are no UTF-8", { ...form({}), body: "token=%ff" }, 400],
    ["by GET", { method: "GET" }, 405],
    ["with a body of a megabyte", { ...form({}), body: `token=${"x".repeat(1_100_000)}` }, 413],
  ])("%s is refused in the words of the RFC", async (_what, given, status) => {
    const answer = await api("/oauth/revoke", given);
    expect([answer.status, Object.keys(answer.json)]).toEqual([status, ["error", "error_description"]]);
  });
});

describe("a challenge", () => {
  const forged = { "X-Forwarded-Host": "evil.example", Host: "evil.example" };
  const places: [string, string, Partial<ApiRequest>][] = [
    ["the API without a token", "/iam/v3/me/", {}],
    ["a path that is not there", "/apps/v3/nothing/", {}],
    ["introspection without a client", "/oauth/introspect", form({ token: "x" })],
    ["introspection with a wrong one", "/oauth/introspect", { ...form({ token: "x" }), token: "x" }],
    ["verification without a token", "/api/verify", {}],
    ["verification of a request with a secret in its address", `/api/verify/?x=${generateSecret("lk", "pat")}`, {}],
    ["verification of what is no proper request", "/api/verify/%E0%A4%A", {}],
  ];
  test.each(places)("of %s says where to learn more, whatever host was asked for", async (_what, path, given) => {
    const answer = await api(path, { ...given, headers: { ...given.headers, ...forged } });
    expect([401, 403]).toContain(answer.status);
    const { url } = sharedServer();
    const challenge = answer.headers["www-authenticate"];
    expect(challenge).toContain(`resource_metadata="${url}/.well-known/oauth-protected-resource"`);
    expect(challenge).not.toContain("evil");
  });

  test("names every scope that a request needs, and the page adds the missing ones", async () => {
    const { secret } = await createToken(db, user, { scopes: ["applications:read"] });
    const path = "/api/verify?scope=applications:read&scope=deployments:read&scope=tokens:write";
    const answer = await api(path, { token: secret });
    expect(answer.status).toBe(403);
    expect(answer.json.required_scope).toBe("applications:read deployments:read tokens:write");
    expect(answer.headers["www-authenticate"]).toContain('scope="applications:read deployments:read tokens:write"');
    expect(answer.json.fix_url).toMatch(/add_scopes=deployments:read,tokens:write$/);
    expect(answer.json.detail).toContain("the scopes deployments:read and tokens:write");
  });
});

test("the metadata are of this instance, whatever host was asked for", async () => {
  for (const name of ["oauth-protected-resource", "oauth-authorization-server"]) {
    const plain = await api(`/.well-known/${name}`);
    const forged = await api(`/.well-known/${name}/`, { headers: { "X-Forwarded-Host": "evil.example" } });
    expect(forged.text).toBe(plain.text);
    expect(plain.headers["content-type"]).toBe("application/json");
  }
});

/** The challenges of an answer, as the standard client reads them. */
function challengesOf(answer: Response) {
  const parsed: { scheme: string; parameters: Record<string, string> }[] = [];
  for (const one of answer.headers.get("www-authenticate")?.split(/,\s*(?=\w+\s\w+=)/) ?? []) {
    const [, scheme = "", rest = ""] = /^(\w+)\s(.*)$/.exec(one) ?? [];
    const parameters = Object.fromEntries(
      [...rest.matchAll(/(\w+)="([^"]*)"/g)].map(([, name, value]) => [name, value]),
    );
    parsed.push({ scheme: scheme.toLowerCase(), parameters });
  }
  return parsed;
}
