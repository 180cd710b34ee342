import { randomBytes } from "node:crypto";
import { expect } from "vitest";
import type { Db } from "@/db/database";
import { test } from "@/test/database/test";
import { createToken } from "@/test/fixtures";
import { signedInAs } from "@/test/principal";
import { findDailyRequests, findSources, findUsage } from "./read";

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);

async function addUsage(
  db: Db,
  tokenId: string,
  rows: [daysBefore: number, outcome: string, scope: string, requests: number][],
) {
  await db
    .insertInto("access_token_usage")
    .values(
      rows.map(([days, outcome, scope, requests]) => ({
        token_id: tokenId,
        day: daysAgo(days),
        outcome,
        scope,
        requests,
      })),
    )
    .execute();
}

test("use is told by day, by scope and by refusal, and a day without requests is a day too", async ({ db, mira }) => {
  const token = await createToken(db, mira);
  await addUsage(db, token.id, [
    [0, "success", "tokens:read", 7],
    [0, "success", "", 2],
    [0, "insufficient_scope", "deployments:write", 3],
    [2, "success", "tokens:read", 1],
    [2, "success", "applications:read", 50],
    [89, "token_expired", "", 4],
    [90, "success", "deployments:read", 1_000],
  ]);
  const usage = await findUsage(db, signedInAs(mira), token.id);
  expect(usage?.days).toHaveLength(90);
  expect(usage?.days.at(-1)).toEqual({ date: daysAgo(0), requests: 9, refused: 3 });
  expect(usage?.days.at(-2)).toEqual({ date: daysAgo(1), requests: 0, refused: 0 });
  expect(usage?.days[0]).toEqual({ date: daysAgo(89), requests: 0, refused: 4 });
  expect(usage?.scopes_used).toEqual([
    { scope: "applications:read", requests: 50, last_day: daysAgo(2) },
    { scope: "tokens:read", requests: 8, last_day: daysAgo(0) },
  ]);
  expect(usage?.refusals).toEqual([
    { outcome: "token_expired", requests: 4 },
    { outcome: "insufficient_scope", requests: 3 },
  ]);
});

test("counts beyond 32 bits are told to the last request", async ({ db, mira }) => {
  const token = await createToken(db, mira);
  await addUsage(db, token.id, [[0, "success", "", 9_007_199_254_740]]);
  expect((await findUsage(db, signedInAs(mira), token.id, 1))?.days).toEqual([
    { date: daysAgo(0), requests: 9_007_199_254_740, refused: 0 },
  ]);
  expect((await findDailyRequests(db, signedInAs(mira), [token.id], 2)).get(token.id)).toEqual([0, 9_007_199_254_740]);
});

test("sources are told for each secret by itself, the latest first, with the state of the secret", async ({
  db,
  mira,
}) => {
  const token = await createToken(db, mira);
  const secret = await db
    .selectFrom("access_token_secret")
    .selectAll()
    .where("token_id", "=", token.id)
    .executeTakeFirstOrThrow();
  const former = {
    ...secret,
    id: "019379a0-0000-7000-8000-00000000aaaa",
    digest: randomBytes(32),
    hint: "lk_pat_…0old",
    state: "retired" as const,
    retires_at: new Date(),
  };
  await db.insertInto("access_token_secret").values(former).execute();
  const source = (secretId: string, minute: number) => ({
    secret_id: secretId,
    digest: randomBytes(16),
    address: "2001:db8::7",
    user_agent: "curl/8.5.0",
    route: "GET /iam/v3/me/",
    requests: minute,
    refused: 0,
    first_seen_at: new Date("2026-05-01T00:00:00Z"),
    last_seen_at: new Date(Date.UTC(2026, 4, 2, 0, minute)),
  });
  await db
    .insertInto("access_token_source")
    .values([source(secret.id, 1), source(former.id, 2), source(secret.id, 3)])
    .execute();

  const found = await findSources(db, signedInAs(mira), token.id);
  expect(found?.map(({ hint, state, sources }) => [hint, state, sources.map(({ requests }) => requests)])).toEqual([
    [token.hint, "current", [3, 1]],
    ["lk_pat_…0old", "retired", [2]],
  ]);
  expect(found?.[0]?.sources[0]).toEqual({
    address: "2001:db8::7",
    user_agent: "curl/8.5.0",
    client: "curl 8.5.0",
    route: "GET /iam/v3/me/",
    requests: 3,
    refused: 0,
    first_seen_at: "2026-05-01T00:00:00.000Z",
    last_seen_at: "2026-05-02T00:03:00.000Z",
  });
  expect((await findUsage(db, signedInAs(mira), token.id))?.sources.map(({ requests }) => requests)).toEqual([3, 2, 1]);
});

test("nobody is told of the use of another person’s token", async ({ db, mira, noor }) => {
  const [own, others] = [await createToken(db, mira), await createToken(db, noor)];
  await addUsage(db, others.id, [[0, "success", "", 1]]);
  expect(await findUsage(db, signedInAs(mira), others.id)).toBeUndefined();
  expect(await findSources(db, signedInAs(mira), others.id)).toBeUndefined();
  const daily = await findDailyRequests(db, signedInAs(mira), [own.id, others.id], 3);
  expect([...daily]).toEqual([[own.id, [0, 0, 0]]]);
});
