import { type Kysely, sql } from "kysely";
import * as oauth from "oauth4webapi";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Database } from "@/db/schema";
import { CLIENT_ID, DEVICE_GRANT } from "@/lib/device-login/input";
import { createOrganisation, createOrganisationToken, createToken, createUser, type TestUser } from "@/test/fixtures";
import { type ApiRequest, api, serverDatabase } from "@/test/http/api";
import { sharedServer } from "@/test/http/server";
import { sessionHeaderOf } from "@/test/http/session-cookie";
import { form, loginForm } from "@/test/matrix/actions";
import { callAction, serverActions } from "@/test/matrix/server-action";

let db: Kysely<Database>;
let user: TestUser;
let cookie: string;
beforeAll(async () => {
  db = serverDatabase();
  user = await createUser(db);
  await createOrganisation(db, { members: [{ user, role: "owner" }] });
  cookie = await sessionHeaderOf(db, user);
});
afterAll(() => db.destroy());

const send = (path: string, fields: Record<string, string> | string[][], more: Partial<ApiRequest> = {}) =>
  api(path, {
    method: "POST",
    body: new URLSearchParams(fields).toString(),
    headers: { "Content-Type": "application/x-www-form-urlencoded" },
    ...more,
  });
const start = (more: Record<string, string> = {}) =>
  send("/oauth/device_authorization", { client_id: CLIENT_ID, device_name: "build-host", ...more });
const ask = (device_code: string, path = "/oauth/token") =>
  send(path, { client_id: CLIENT_ID, grant_type: DEVICE_GRANT, device_code });
const letTimePass = () =>
  db
    .updateTable("device_login")
    .set({ polled_at: sql`polled_at - interval '1 hour'` })
    .where("device_name", "=", "build-host")
    .execute();

/** Press a button of /device, as somebody who is signed in, or as nobody. */
async function press(name: "findLogin" | "allowLogin" | "refuseLogin", args: unknown[], as: string | null = cookie) {
  const action = serverActions().find((one) => one.name === `app/(dashboard)/device/actions.ts#${name}Action`);
  if (action === undefined) throw new Error(`there is no action ${name}`);
  return await callAction(action, { address: "/device", args, ...(as === null ? {} : { cookie: as }) });
}

describe("a login", () => {
  test.each(["", "/api"])(
    "is begun, allowed and taken at %s/oauth/…, and its token ends like any other",
    async (root) => {
      const begun = await send(`${root}/oauth/device_authorization/`, {
        client_id: CLIENT_ID,
        device_name: "build-host",
      });
      expect(begun.status).toBe(200);
      expect(begun.headers["cache-control"]).toBe("no-store");
      const { origin } = new URL(sharedServer().url);
      expect(begun.json).toEqual({
        device_code: expect.stringMatching(/^[\w-]{43}$/),
        user_code: expect.stringMatching(/^[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}$/),
        verification_uri: `${origin}/device`,
        verification_uri_complete: `${origin}/device?user_code=${begun.json.user_code}`,
        expires_in: 900,
        interval: 5,
      });
      const { device_code, user_code } = begun.json;
      expect((await ask(device_code, `${root}/oauth/token`)).json.error).toBe("authorization_pending");
      expect((await ask(device_code, `${root}/oauth/token`)).json.error).toBe("slow_down");
      expect((await press("findLogin", [form({ user_code })])).outcome).toBe("found");
      expect((await press("allowLogin", [loginForm(user_code)])).outcome).toBe("allowed");
      await letTimePass();
      const taken = await ask(device_code, `${root}/oauth/token`);
      expect([taken.status, taken.headers["cache-control"]]).toEqual([200, "no-store"]);
      expect(taken.json).toEqual({
        access_token: expect.stringMatching(/^lk_cli_/),
        token_type: "Bearer",
        expires_in: 90 * 86_400,
        scope: "all",
      });
      const token = taken.json.access_token;
      expect((await api("/iam/v3/me/", { token })).json.token.label).toBe("build-host");
      for (const secret of [token, device_code]) expect(sharedServer().logs()).not.toContain(secret);
      await letTimePass();
      expect((await ask(device_code)).json.error).toBe("invalid_grant");
      expect((await api("/iam/v3/access-tokens/self/", { method: "DELETE", token })).status).toBe(204);
      expect((await api("/iam/v3/me/", { token })).json.code).toBe("token_revoked");
    },
  );

  test("is allowed by no address, by nobody who is signed out, and by no form that does not say that the codes are the same", async () => {
    const { device_code, user_code, verification_uri_complete } = (await start()).json;
    const { pathname, search } = new URL(verification_uri_complete);
    const page = await api(pathname + search, { headers: { Cookie: cookie } });
    expect([page.status, page.text.includes(user_code), page.text.includes("build-host")]).toEqual([200, true, false]);
    const away = await api(pathname + search);
    expect(away.headers.location).toBe(`/login?callbackUrl=${encodeURIComponent(pathname + search)}`);
    expect((await press("allowLogin", [loginForm(user_code)], null)).outcome).toBe("led to /login");
    const notCompared = loginForm(user_code);
    notCompared.delete("compared");
    expect((await press("allowLogin", [notCompared])).outcome).toBe("invalid");
    // A form without a reach is not taken for one of everything.
    const noReach = loginForm(user_code);
    noReach.delete("reach");
    expect((await press("allowLogin", [noReach])).outcome).toBe("invalid");
    // Another site's form brings its cookie, and another origin.
    const foreign = await fetch(sharedServer().url + pathname, {
      method: "POST",
      redirect: "manual",
      headers: {
        Cookie: cookie,
        Origin: "https://evil.example",
        "Next-Action": serverActions().find(({ name }) => name.endsWith("#allowLoginAction"))?.id ?? "",
      },
      body: loginForm(user_code),
    });
    expect(foreign.status).toBeGreaterThanOrEqual(400);
    expect((await ask(device_code)).json.error).toBe("authorization_pending");
    expect((await press("refuseLogin", [user_code])).outcome).toBe("refused_login");
    expect((await ask(device_code)).json.error).toBe("access_denied");
    expect((await ask(device_code)).json.error).toBe("access_denied");
  });

  test.each<[what: string, error: string, fields: Record<string, string> | string[][]]>([
    ["without a client", "invalid_request", {}],
    ["as another client", "invalid_client", { client_id: "evil-cli" }],
    ["for a scope that does not exist", "invalid_scope", { client_id: CLIENT_ID, scope: "tokens:read nothing" }],
    ["for verify", "invalid_scope", { client_id: CLIENT_ID, scope: "verify" }],
    ["with a name of two lines", "invalid_request", { client_id: CLIENT_ID, device_name: "build\nhost" }],
    ["with a name that turns the text", "invalid_request", { client_id: CLIENT_ID, device_name: "\u202ebuild" }],
    ["with a name without an end", "invalid_request", { client_id: CLIENT_ID, device_name: "x".repeat(256) }],
    [
      "with a client twice",
      "invalid_request",
      [
        ["client_id", CLIENT_ID],
        ["client_id", CLIENT_ID],
      ],
    ],
  ])("begun %s is refused: %s", async (_, error, fields) => {
    const answer = await send("/oauth/device_authorization", fields);
    expect([answer.status, answer.json.error]).toEqual([400, error]);
    expect(Object.keys(answer.json)).toEqual(["error", "error_description"]);
  });

  const asked = { client_id: CLIENT_ID, grant_type: DEVICE_GRANT, device_code: "x" };
  test.each<[what: string, error: string, fields: Record<string, string>]>([
    ["another grant", "unsupported_grant_type", { ...asked, grant_type: "client_credentials" }],
    ["no grant", "invalid_request", { client_id: CLIENT_ID, device_code: "x" }],
    ["another client", "invalid_client", { ...asked, client_id: "evil-cli" }],
    ["no code", "invalid_request", { client_id: CLIENT_ID, grant_type: DEVICE_GRANT }],
    ["an empty code", "invalid_request", { ...asked, device_code: "" }],
    ["a code of nobody's", "invalid_grant", asked],
    ["a code without an end", "invalid_request", { ...asked, device_code: "x".repeat(2_000) }],
    ["the code that is for people", "invalid_grant", { ...asked, device_code: "WDJB-MJHT" }],
  ])("its token, asked for with %s, is not given: %s", async (_, error, fields) => {
    const answer = await send("/oauth/token", fields);
    expect([answer.status, answer.json.error]).toEqual([400, error]);
  });

  test("is not begun by another method, nor as JSON", async () => {
    for (const path of ["/oauth/device_authorization", "/oauth/token"]) {
      expect((await api(path)).status).toBe(405);
      expect((await send(path, {}, { body: {}, headers: {} })).status).toBe(400);
    }
  });
});

test("oauth4webapi logs in as a device, told by the metadata where", async () => {
  const insecure = { [oauth.allowInsecureRequests]: true };
  const issuer = new URL(sharedServer().url);
  const server = await oauth.processDiscoveryResponse(
    issuer,
    await oauth.discoveryRequest(issuer, { algorithm: "oauth2", ...insecure }),
  );
  const client: oauth.Client = { client_id: CLIENT_ID };
  const authorization = await oauth.processDeviceAuthorizationResponse(
    server,
    client,
    await oauth.deviceAuthorizationRequest(
      server,
      client,
      oauth.None(),
      new URLSearchParams({ scope: "tokens:read", device_name: "build-host" }),
      insecure,
    ),
  );
  const token = async () =>
    await oauth.processDeviceCodeResponse(
      server,
      client,
      await oauth.deviceCodeGrantRequest(server, client, oauth.None(), authorization.device_code, insecure),
    );
  await expect(token()).rejects.toMatchObject({ error: "authorization_pending" });
  await expect(token()).rejects.toMatchObject({ error: "slow_down" });
  const allowed = form({ user_code: authorization.user_code, compared: "on", reach: "everything", expiration: "90d" });
  allowed.append("scopes", "tokens:read");
  expect((await press("allowLogin", [allowed])).outcome).toBe("allowed");
  await letTimePass();
  expect(await token()).toMatchObject({ token_type: "bearer", scope: "tokens:read", expires_in: 90 * 86_400 });
});

test("over the API, too, a token of the client revokes what outlives it, and changes nothing of that", async () => {
  const expiresAt = new Date(Date.now() + 90 * 86_400_000);
  const { secret: token } = await createToken(db, user, { kind: "cli", scopes: ["all"], expiresAt });
  const { id } = await createToken(db, user, { label: "never expires", expiresAt: null });
  const path = `/iam/v3/access-tokens/${id}/`;
  const list = await api("/iam/v3/access-tokens/?label=never+expires", { token });
  expect(list.json.results.map(({ uuid }: { uuid: string }) => uuid)).toContain(id);
  expect((await api(path, { token })).status).toBe(200);
  expect((await api(`${path}usage/`, { token })).status).toBe(200);
  const tries: [string, string, unknown][] = [
    ["PATCH", path, { label: "mine" }],
    ["PUT", path, { expiration_date: new Date(Date.now() + 86_400_000).toISOString() }],
    ["PATCH", path, { scopes: ["tokens:read"] }],
    ["POST", `${path}rotate/`, {}],
    ["POST", `${path}rotate/`, { replace_now: true }],
    ["PATCH", `${path}retiring/`, { retires_at: new Date(Date.now() + 3_600_000).toISOString() }],
    ["DELETE", `${path}retiring/`, undefined],
  ];
  for (const [method, address, body] of tries) {
    const answer = await api(address, { method, token, ...(body === undefined ? {} : { body }) });
    expect([method, address, answer.status, answer.json?.code]).toEqual([method, address, 403, "exceeds_caller"]);
  }
  const organisation = await createOrganisation(db, { members: [{ user, role: "owner" }] });
  const organisations = await createOrganisationToken(db, organisation, { scopes: ["tokens:read"], expiresAt: null });
  for (const method of ["GET", "DELETE"]) {
    expect((await api(`/iam/v3/access-tokens/${organisations.id}/`, { method, token })).status).toBe(404);
  }
  expect((await api(path, { method: "DELETE", token })).status).toBe(204);
});
