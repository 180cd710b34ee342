import type { Kysely } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Database } from "@/db/schema";
import { createRefusals } from "@/test/activity-entries";
import { createToken, createUser, type GivenToken } from "@/test/fixtures";
import { type ApiAnswer, api, serverDatabase } from "@/test/http/api";
import { sessionHeaderOf } from "@/test/http/session-cookie";
import { addUsage } from "@/test/usage";

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

let db: Kysely<Database>;
beforeAll(() => {
  db = serverDatabase();
});
afterAll(() => db.destroy());

function wordsIn(html: string): string {
  return html.replace(/<script.*?<\/script>/gs, "").replace(/<[^>]*>/g, "");
}

/** A person, and what they get below the page of a token. */
async function visitor() {
  const user = await createUser(db);
  const headers = { Cookie: await sessionHeaderOf(db, user) };
  const read = async (path: string): Promise<ApiAnswer> => await api(path, { headers });
  const get = async (token: { id: string }, path = ""): Promise<ApiAnswer> =>
    await read(`/account/access-tokens/${token.id}${path}`);
  /** What there is to read on the page of a new token of this person, as the server renders it. */
  const pageOf = async (given: GivenToken, requests?: Parameters<typeof addUsage>[2]): Promise<string> => {
    const token = await createToken(db, user, given);
    if (requests !== undefined) await addUsage(db, token.id, requests);
    const { status, text } = await get(token);
    expect(status).toBe(200);
    const words = wordsIn(text);
    // The page of the token, and all of it.
    expect(words).toContain(`Identifier${token.id}`);
    expect(text.trimEnd()).toMatch(/<\/html>$/);
    return words;
  };
  return { user, read, get, pageOf };
}

test("nobody else sees how a rotation goes, or what a token made", async () => {
  const token = await createToken(db, await createUser(db));
  for (const path of ["rotation", "made-with"]) {
    expect((await api(`/account/access-tokens/${token.id}/${path}`)).status).toBe(401);
  }
  const { get } = await visitor();
  expect((await get(token, "/rotation")).status).toBe(404);
  expect((await get(token, "/made-with")).json).toEqual({ results: [] });
});

test("nobody reads what somebody else's token did", async () => {
  const token = await createToken(db, await createUser(db));
  await addUsage(db, token.id, { requests: 5 });
  const { get } = await visitor();
  for (const path of ["/use", "/use/narrowing?days=30"]) {
    const { status, json } = await get(token, path);
    expect([status, json]).toEqual([404, { code: "not_found" }]);
    expect((await get({ id: "not-a-uuid" }, path)).status).toBe(404);
    expect((await api(`/account/access-tokens/${token.id}${path}`)).status).toBe(401);
  }
  expect((await get(token, "/use/narrowing?days=31")).status).toBe(400);
});

test("a revoke for a leak, by an administrator or by the token itself offers no undo", async () => {
  const { pageOf } = await visitor();
  expect(await pageOf({ revoked: { at: new Date(), kind: "by_owner" } })).toContain("Undo revoke");
  for (const kind of ["leaked", "by_administrator", "self"] as const) {
    const page = await pageOf({ revoked: { at: new Date(), kind } });
    expect(page).toContain("Revoked");
    expect(page).not.toContain("Undo");
  }
});

test("a revoke offers no undo any more once its hour is over", async () => {
  const { pageOf } = await visitor();
  const page = await pageOf({ revoked: { at: new Date(Date.now() - 61 * MINUTE_MS) } });
  expect(page).toContain("Revoked");
  expect(page).not.toContain("Undo");
});

test("a token of which nothing was used, and one that cannot be narrower, say so and offer nothing", async () => {
  const { pageOf } = await visitor();
  const offer = "Narrow to what is used";
  expect(await pageOf({ scopes: ["all"] }, { scope: "deployments:read" })).toContain(offer);
  const idle = await pageOf({ scopes: ["all"] }, { scope: "", requests: 9 });
  expect(idle).toContain("there is nothing to narrow it to");
  expect(idle).not.toContain(offer);
  const narrow = await pageOf({ scopes: ["deployments:read"] }, { scope: "deployments:read" });
  expect(narrow).toContain("Every scope is in use");
  expect(narrow).not.toContain(offer);
  const revoked = await pageOf({ scopes: ["all"], revoked: { at: new Date() } }, { scope: "deployments:read" });
  expect(revoked).toContain("1 request in the last 90 days");
  expect(revoked).not.toContain("Scopes in use");
});

test("the use of a token is that of the period that its address asks for, from the day it was created on", async () => {
  const { user, get } = await visitor();
  const token = await createToken(db, user, {
    createdAt: new Date(Date.now() - 40 * DAY_MS),
    lastUse: { at: new Date() },
  });
  for (const daysAgo of [1, 10, 35]) await addUsage(db, token.id, { daysAgo, requests: 100 });
  await addUsage(db, token.id, { daysAgo: 20, requests: 3, outcome: "token_expired" });
  await addUsage(db, token.id, { daysAgo: 1, requests: 2, outcome: "token_expired" });
  const read = async (query: string) => {
    const { text } = await get(token, query);
    return { words: wordsIn(text), chart: text.match(/<svg role="application".*?<\/svg>/s)?.[0] ?? "" };
  };
  const week = await read("?days=7");
  expect(week.words).toContain("102 requests in the last 7 days, 2 denied");
  expect(week.words).toMatch(/Why requests were denied2 The token had expired/);
  expect(week.words).not.toContain("Starts on the day");
  for (const query of ["", "?days=90", "?days=8", "?days=7&days=30"]) {
    const { words, chart } = await read(query);
    expect(words).toContain("305 requests in the last 90 days, 5 denied");
    expect(words).toMatch(/Why requests were denied5 The token had expired/);
    expect(words).toContain("Starts on the day the token was created");
    // Each tenth day back from today, and none before it was created.
    expect(chart.match(/<text[^>]* text-anchor="(middle|end)"/g)).toHaveLength(5);
  }
  expect((await get(token, "/use?days=30")).json).toMatchObject({ usage: { refusals: [{ requests: 5 }] } });
  expect((await get(token, "/use?days=7")).json).toMatchObject({ usage: { refusals: [{ requests: 2 }] } });
});

test("equal refusals are one entry of a token's activity and of its owner's, with their count", async () => {
  const { user, get, read } = await visitor();
  const token = await createToken(db, user, { label: "Nightly" });
  await createRefusals(db, token, user.id, 3);
  const page = wordsIn((await get(token)).text);
  expect(page.match(/the token had expired/g)).toHaveLength(1);
  expect(page).toMatch(/the token had expired 3 times/);
  expect(page).toContain("Last from 192.0.2.3");
  expect(page).not.toContain("192.0.2.2");
  // That of an account has an entry for each day, of which two can have had some.
  const log = wordsIn((await read("/account/activity")).text);
  expect(log.match(/the token had expired/g)?.length).toBeLessThan(3);
  expect(log).toMatch(/[23] times/);
});

test("a token that was never used has no empty chart, and none at all once it has ended", async () => {
  const { pageOf } = await visitor();
  const fresh = await pageOf({});
  expect(fresh).toContain("Nothing has used this token yet");
  expect(fresh).not.toContain("Days in UTC");
  const over = await pageOf({ revoked: { at: new Date() } });
  expect(over).toContain("Last usedNever");
  expect(over).not.toContain("Nothing has used this token");
});
