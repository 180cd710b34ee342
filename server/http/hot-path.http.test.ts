import type { Kysely } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Database } from "@/db/schema";
import { createOrganisation, createOrganisationToken, createToken, createUser } from "@/test/fixtures";
import { api, serverDatabase } from "@/test/http/api";
import { waitFor } from "@/test/wait";

let db: Kysely<Database>;
beforeAll(() => {
  db = serverDatabase();
});
afterAll(() => db.destroy());

const PATHS = ["/iam/v3/me/", "/api/iam/v3/me", "/api/verify", "/api/verify/"];

test("each request with a known token is counted, by its client, and none twice", async () => {
  const { id, secret } = await createToken(db, await createUser(db));
  for (const agent of ["one", "two", "one"]) {
    for (const path of PATHS) {
      for (let n = 0; n < 3; n++) {
        const answer = await api(path, { token: secret, headers: { "User-Agent": agent } });
        expect(answer.status, path).toBe(200);
      }
    }
  }
  const counted = async () => {
    const rows = await db.selectFrom("access_token_usage").selectAll().where("token_id", "=", id).execute();
    return rows.reduce((sum, { requests }) => sum + Number(requests), 0);
  };
  await waitFor(async () => (await counted()) >= 36, "what was counted");
  expect(await counted()).toBe(36);
  const sources = await db
    .selectFrom("access_token_source as source")
    .innerJoin("access_token_secret as secret", "secret.id", "source.secret_id")
    .select(["source.user_agent", "source.requests", "source.refused"])
    .where("secret.token_id", "=", id)
    .orderBy("source.user_agent")
    .execute();
  expect(sources.map(({ user_agent, requests, refused }) => [user_agent, Number(requests), Number(refused)])).toEqual([
    ["one", 24, 0],
    ["two", 12, 0],
  ]);
});

test("a known token is told apart from the next one on the same connection, and is over once it is revoked", async () => {
  const user = await createUser(db);
  const [one, other] = [await createToken(db, user), await createToken(db, user)];
  for (let n = 0; n < 3; n++) {
    for (const token of [one, other]) {
      expect((await api("/iam/v3/me/", { token: token.secret })).json.token.uuid).toBe(token.id);
      expect((await api("/api/verify", { token: token.secret })).headers["x-token-id"]).toBe(token.id);
    }
  }
  expect((await api("/iam/v3/access-tokens/self/", { method: "DELETE", token: one.secret })).status).toBe(204);
  for (const path of PATHS) {
    expect((await api(path, { token: one.secret })).status, path).toBe(401);
    expect((await api(path, { token: other.secret })).status, path).toBe(200);
  }
});

test("what is more than a plain request is answered all the same", async () => {
  const { secret } = await createToken(db, await createUser(db));
  for (let n = 0; n < 2; n++) {
    expect((await api("/iam/v3/me/", { token: secret, body: {} })).status).toBe(200);
    expect((await api("/iam/v3/me/?x=1", { token: secret })).status).toBe(200);
    expect((await api("/iam/v3/me/", { token: secret, method: "HEAD" })).text).toBe("");
    expect((await api("/iam/v3/me/", { token: secret, scheme: "Token" })).status).toBe(200);
    expect((await api("/iam/v3/me/", { token: secret, headers: { "X-First-Hop": "x" } })).status).toBe(200);
    expect((await api("/api/verify", { token: secret, method: "POST", body: {} })).status).toBe(200);
    expect((await api("/api/verify?scope=verify", { token: secret })).status).toBe(403);
  }
});

const INTROSPECTION = ["/oauth/introspect", "/oauth/introspect/", "/api/oauth/introspect"];

async function makeClients() {
  const user = await createUser(db);
  const ours = await createOrganisation(db, { name: "Ours", members: [{ user, role: "admin" }] });
  const theirs = await createOrganisation(db, { name: "Theirs", members: [{ user, role: "owner" }] });
  const scopes = ["verify"];
  return {
    ours,
    theirs,
    asked: await createToken(db, user),
    ofOurs: await createOrganisationToken(db, ours, { scopes }),
    ofTheirs: await createOrganisationToken(db, theirs, { scopes }),
  };
}

type Token = { id: string; secret: string };
function ask(client: Token, secret: string, { path = "/oauth/introspect", headers = {}, more = "" } = {}) {
  const Authorization = `Bearer ${client.secret}`;
  const all = { Authorization, "Content-Type": "application/x-www-form-urlencoded", ...headers };
  return api(path, { method: "POST", headers: all, body: `token=${secret}${more}` });
}

test("each introspection is counted, of the client and of the token that it asked about, and none twice", async () => {
  const { asked, ofOurs } = await makeClients();
  const basic = `Basic ${Buffer.from(`${ofOurs.id}:${ofOurs.secret}`).toString("base64")}`;
  for (const agent of ["one", "two"]) {
    for (const path of INTROSPECTION) {
      for (const more of ["", "&client_address=203.0.113.9", "&unknown=x"]) {
        for (const Authorization of [`Bearer ${ofOurs.secret}`, basic]) {
          const answer = await ask(ofOurs, asked.secret, {
            path,
            more,
            headers: { "User-Agent": agent, Authorization },
          });
          expect([answer.status, answer.json.client_id], path).toEqual([200, asked.id]);
        }
      }
    }
  }
  const counted = async ({ id }: Token) => {
    const rows = await db.selectFrom("access_token_usage").selectAll().where("token_id", "=", id).execute();
    const sums: Record<string, number> = {};
    // One row for each day: midnight may pass.
    for (const { scope, outcome, requests } of rows) {
      const what = `${outcome} ${scope}`;
      sums[what] = (sums[what] ?? 0) + Number(requests);
    }
    return sums;
  };
  await waitFor(async () => (await counted(asked))["success "] === 36, "what was counted of the token");
  await waitFor(async () => (await counted(ofOurs))["success verify"] === 36, "what was counted of the client");
  expect(await counted(asked)).toEqual({ "success ": 36 });
  expect(await counted(ofOurs)).toEqual({ "success verify": 36 });
  const sources = await db
    .selectFrom("access_token_source as source")
    .innerJoin("access_token_secret as secret", "secret.id", "source.secret_id")
    .select(["source.user_agent", "source.address", "source.requests", "source.route"])
    .where("secret.token_id", "=", asked.id)
    .orderBy("source.user_agent")
    .orderBy("source.address")
    .execute();
  expect(sources.map((one) => [one.user_agent, one.address, Number(one.requests), one.route])).toEqual(
    ["one", "two"].flatMap((agent) => [
      [agent, "203.0.113.9", 6, "POST /oauth/introspect"],
      [agent, null, 12, "POST /oauth/introspect"],
    ]),
  );
});

test("clients that ask about one token in turns are each told what they may know, until something changes", async () => {
  const { ours, theirs, asked, ofOurs, ofTheirs } = await makeClients();
  const told = async (client: Token) => (await ask(client, asked.secret)).json;
  for (let n = 0; n < 3; n++) {
    expect((await told(ofOurs)).organisations).toEqual([{ uuid: ours.id, role: "admin" }]);
    expect((await told(ofTheirs)).organisations).toEqual([{ uuid: theirs.id, role: "owner" }]);
  }
  const another = await ask(ofOurs, asked.secret, {
    headers: { Authorization: `Basic ${Buffer.from(`${ofTheirs.id}:${ofOurs.secret}`).toString("base64")}` },
  });
  expect([another.status, another.json.error]).toEqual([401, "invalid_client"]);
  await db.updateTable("membership").set({ role: "member" }).where("organisation_id", "=", ours.id).execute();
  expect((await told(ofOurs)).organisations).toEqual([{ uuid: ours.id, role: "member" }]);
  await db.deleteFrom("membership").where("organisation_id", "=", ours.id).execute();
  expect(await told(ofOurs)).toEqual({ active: false });
  expect((await told(ofTheirs)).active).toBe(true);
  await db
    .updateTable("access_token")
    .set({ scopes: ["all"] })
    .where("id", "=", ofTheirs.id)
    .execute();
  expect((await ask(ofTheirs, asked.secret)).status).toBe(403);
  expect((await api("/iam/v3/access-tokens/self/", { method: "DELETE", token: asked.secret })).status).toBe(204);
  expect(await told(ofOurs)).toEqual({ active: false });
  await db
    .updateTable("access_token")
    .set({ revoked_at: new Date(), revoke_kind: "by_owner" })
    .where("id", "=", ofOurs.id)
    .execute();
  expect((await ask(ofOurs, asked.secret)).status).toBe(401);
});
