import type { Kysely } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Database } from "@/db/schema";
import { createToken, createUser } from "@/test/fixtures";
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
