import type { Kysely } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Database } from "@/db/schema";
import { createToken, createUser, type GivenToken } from "@/test/fixtures";
import { type ApiAnswer, api, serverDatabase } from "@/test/http/api";
import { sessionHeaderOf } from "@/test/http/session-cookie";
import { addUsage } from "@/test/usage";

const MINUTE_MS = 60_000;

let db: Kysely<Database>;
beforeAll(() => {
  db = serverDatabase();
});
afterAll(() => db.destroy());

/** A person, and what they get below the page of a token. */
async function visitor() {
  const user = await createUser(db);
  const headers = { Cookie: await sessionHeaderOf(db, user) };
  const get = async (token: { id: string }, path = ""): Promise<ApiAnswer> =>
    await api(`/account/access-tokens/${token.id}${path}`, { headers });
  /** What there is to read on the page of a new token of this person, as the server renders it. */
  const pageOf = async (given: GivenToken, requests?: Parameters<typeof addUsage>[2]): Promise<string> => {
    const token = await createToken(db, user, given);
    if (requests !== undefined) await addUsage(db, token.id, requests);
    const { status, text } = await get(token);
    expect(status).toBe(200);
    const words = text.replace(/<script.*?<\/script>/gs, "").replace(/<[^>]*>/g, "");
    // The page of the token, and all of it: this is its end.
    expect(words).toContain("Nothing has been recorded.");
    return words;
  };
  return { get, pageOf };
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
  expect(narrow).toContain("It is as narrow as its use");
  expect(narrow).not.toContain(offer);
  const revoked = await pageOf({ scopes: ["all"], revoked: { at: new Date() } }, { scope: "deployments:read" });
  expect(revoked).toContain("1 request in 90 days");
  expect(revoked).not.toContain("Scopes in use");
});
