import { randomUUID } from "node:crypto";
import type { Kysely } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Database } from "@/db/schema";
import { createToken, createUser, type TestToken, type TestUser } from "@/test/fixtures";
import { api, serverDatabase } from "@/test/http/api";
import { dayBefore } from "@/test/usage";

let db: Kysely<Database>;
let mira: TestUser;
let reader: TestToken;
beforeAll(async () => {
  db = serverDatabase();
  mira = await createUser(db);
  reader = await createToken(db, mira, { scopes: ["all"] });
});
afterAll(() => db.destroy());

const usage = async (token: TestToken, by = reader) =>
  await api(`/iam/v3/access-tokens/${token.id}/usage/`, { token: by.secret });

type Day = { date: string; requests: number; refused: number };

/** What was counted on all days: the first request may be made before midnight, and the last one after it. */
function sumOf(days: readonly Day[]) {
  const sum = (of: "requests" | "refused") => days.reduce((total, day) => total + day[of], 0);
  return { requests: sum("requests"), refused: sum("refused") };
}

/** Waits for the batches that have this many requests in them. */
async function recorded(token: TestToken, requests: number) {
  await expect
    .poll(
      async () => {
        const sum = sumOf((await usage(token)).json.days);
        return sum.requests + sum.refused;
      },
      { interval: 500 },
    )
    .toBe(requests);
  return (await usage(token)).json;
}

test("each request is counted once, by day, scope, refusal and source", async () => {
  const token = await createToken(db, mira, { scopes: ["tokens:read", "deployments:read"] });
  const days = [dayBefore(0)];
  const headers = { "User-Agent": "deploy-bot/2.1" };
  for (let i = 0; i < 3; i++) expect((await api("/iam/v3/me/", { token: token.secret, headers })).status).toBe(200);
  expect((await api("/api/iam/v3/access-tokens?page_size=1", { token: token.secret, headers })).status).toBe(200);
  // Malformed, and not there: the token was allowed all the same.
  expect((await api("/iam/v3/access-tokens/?page=0", { token: token.secret, headers })).status).toBe(400);
  expect((await api(`/iam/v3/access-tokens/${randomUUID()}/`, { token: token.secret, headers })).status).toBe(404);
  const body = { label: "More" };
  const refused = await api("/iam/v3/access-tokens/", { method: "POST", token: token.secret, headers, body });
  expect(refused.json.code).toBe("insufficient_scope");

  const json = await recorded(token, 7);
  days.push(dayBefore(0));
  const today = expect.toBeOneOf(days);
  expect(json.days).toHaveLength(90);
  expect(json.days.at(-1).date).toEqual(today);
  expect(sumOf(json.days)).toEqual({ requests: 6, refused: 1 });
  expect(sumOf(json.days.filter(({ date }: Day) => days.includes(date)))).toEqual({ requests: 6, refused: 1 });
  expect(json.scopes_used).toEqual([{ scope: "tokens:read", requests: 3, last_day: today }]);
  expect(json.refusals).toEqual([{ outcome: "insufficient_scope", requests: 1 }]);
  expect(json.sources).toEqual([
    {
      address: expect.stringMatching(/^(127\.0\.0\.1|::1)$/),
      user_agent: "deploy-bot/2.1",
      route: "POST /iam/v3/access-tokens/",
      requests: 6,
      refused: 1,
      first_seen_at: expect.stringMatching(/Z$/),
      last_seen_at: expect.stringMatching(/Z$/),
    },
  ]);
  expect(JSON.stringify(json)).not.toContain(token.secret);
});

test("a token that only a revoked secret was tried of shows refusals, no last use, and one row of activity", async () => {
  const token = await createToken(db, mira, { revoked: { at: new Date() } });
  for (let i = 0; i < 4; i++) {
    expect((await api(`/iam/v3/access-tokens/${randomUUID()}/`, { token: token.secret })).json.code).toBe(
      "token_revoked",
    );
  }
  const json = await recorded(token, 4);
  expect(sumOf(json.days)).toEqual({ requests: 0, refused: 4 });
  expect(json.sources).toMatchObject([{ route: "GET /iam/v3/access-tokens/{uuid}/", requests: 0, refused: 4 }]);
  const { json: shown } = await api(`/iam/v3/access-tokens/${token.id}/`, { token: reader.secret });
  expect(shown.last_used_at).toBeNull();
  const activity = await db.selectFrom("activity").selectAll().where("target_id", "=", token.id).execute();
  expect(activity).toMatchObject([
    { type: "access_token.refused", user_id: mira.id, actor_user_id: null, after: { reason: "token_revoked" } },
  ]);
  expect(JSON.stringify(activity)).not.toContain(token.secret);
});

test("usage needs tokens:read, and is nobody else's to see", async () => {
  const noor = await createUser(db);
  const others = await createToken(db, noor, { scopes: ["tokens:read"] });
  const without = await createToken(db, mira, { scopes: ["deployments:read"] });
  expect(await usage(reader, without)).toMatchObject({ status: 403, json: { required_scope: "tokens:read" } });
  expect(await usage(others)).toMatchObject({ status: 404, json: { code: "not_found" } });
  expect(await usage(reader, others)).toMatchObject({ status: 404, json: { code: "not_found" } });
  // Stronger than the caller: as if it did not exist.
  const weak = await createToken(db, mira, { scopes: ["tokens:read"] });
  expect((await usage(reader, weak)).status).toBe(404);
  expect((await usage(weak, weak)).status).toBe(200);
  expect((await api(`/iam/v3/access-tokens/${reader.id}/usage/`)).status).toBe(401);
  expect((await api("/iam/v3/access-tokens/not-a-uuid/usage/", { token: reader.secret })).status).toBe(404);
  expect(
    (await api(`/iam/v3/access-tokens/${reader.id}/usage/`, { method: "POST", token: reader.secret })).status,
  ).toBe(405);
});
