import { hash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Kysely } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Database } from "@/db/schema";
import { generateSecret } from "@/lib/access-token/secret/secret";
import { readGuide } from "@/lib/docs/guide";
import { createToken, createUser, type TestUser } from "@/test/fixtures";
import { GITHUB } from "@/test/github";
import { fencesOf } from "@/test/guide/fences";
import { absent, runShell } from "@/test/guide/run-shell";
import { type ApiAnswer, type ApiRequest, api, serverDatabase } from "@/test/http/api";
import { sharedServer } from "@/test/http/server";
import { settled } from "@/test/http/settled";
import { waitFor } from "@/test/wait";

const LEAKED = "/iam/v3/access-tokens/leaked/";
const BY_GITHUB = `${LEAKED}github/`;
const LOOKUP = "/iam/v3/access-tokens/lookup/";

let db: Kysely<Database>;
let user: TestUser;
beforeAll(async () => {
  db = serverDatabase();
  user = await createUser(db);
});
afterAll(() => db.destroy());

const post = (path: string, body: unknown, more: ApiRequest = {}) => api(path, { method: "POST", body, ...more });
const report = (...tokens: unknown[]) => post(LEAKED, { tokens });
const byGithub = (matches: unknown, headers?: Record<string, string>) => {
  const body = JSON.stringify(matches);
  return post(BY_GITHUB, body, { headers: { ...GITHUB.headersFor(body), ...headers } });
};
const isRevoked = async (secret: string) =>
  (await api("/iam/v3/me/", { token: secret })).json?.code === "token_revoked";
/** All of an answer but what is another one each time. */
const plain = ({ status, text, headers: { date, "x-request-id": id, ...headers } }: ApiAnswer) => {
  expect([date, id]).toEqual([expect.any(String), expect.any(String)]);
  return { status, text, headers };
};

test("whatever secrets are reported, the answer is the same to the byte, and the live ones end soon after", async () => {
  const [live, other] = [(await createToken(db, user)).secret, (await createToken(db, user)).secret];
  const dead = (await createToken(db, user, { revoked: { at: new Date() } })).secret;
  const first = plain(await report(live));
  expect(first).toMatchObject({ status: 202, headers: { "cache-control": "no-store" } });
  for (const found of [[dead], [generateSecret("lk", "org")], ["x", "🔑"], [], Array(100).fill(other)]) {
    expect(plain(await report(...found))).toEqual(first);
  }
  await waitFor(async () => (await isRevoked(live)) && (await isRevoked(other)), "the end of both tokens");
  expect(plain(await report(live))).toEqual(first);
  // As a form, below /api, and whatever header comes with it.
  const form = { "Content-Type": "application/x-www-form-urlencoded", Authorization: "Bearer nobody" };
  expect(plain(await post(`/api${LEAKED}`, `tokens=${live}`, { headers: form }))).toEqual(first);
});

const SECRET = generateSecret("lk", "pat");
test.each<[string, unknown, number, RegExp]>([
  ["no list", { tokens: SECRET }, 400, /must be a list/],
  ["no tokens", {}, 400, /must be a list/],
  ["101 of them", { tokens: Array(101).fill(SECRET) }, 400, /at most 100/],
  ["a number among them", { tokens: [SECRET, 1] }, 400, /item 2: A token must be text/],
  ["another field", { tokens: [], [SECRET]: 1 }, 400, /field does not exist/],
  ["a list alone", [SECRET], 400, /JSON object/],
  ["no JSON", `{"tokens":["${SECRET}`, 400, /valid JSON/],
  ["a text of 1 MiB", { tokens: ["x".repeat(1024 * 1024 - 20)] }, 413, /64 KiB/],
])("%s is refused by both that take secrets, without an echo", async (_what, body, status, detail) => {
  const { secret: token } = await createToken(db, user);
  const headers: Record<string, string> = typeof body === "string" ? { "Content-Type": "application/json" } : {};
  for (const answer of [await post(LEAKED, body, { headers }), await post(LOOKUP, body, { headers, token })]) {
    expect(answer.status).toBe(status);
    expect(answer.json.detail).toMatch(detail);
    expect(answer.text).not.toContain(SECRET.slice(8));
  }
});

test("GitHub's signed report ends a token, keeps where it was found, and is told of each match whether it is ours", async () => {
  const { secret, id } = await createToken(db, user);
  const url = "https://github.example/agency/site/blob/main/.env";
  const match = { token: secret, type: "latchkey_access_token", url, source: "content", since: "tomorrow" };
  const wrong = { token: `${secret}x`, type: "latchkey_access_token", url: "" };
  const answer = await byGithub([match, wrong, match]);
  expect(answer.status).toBe(200);
  const told = { token_hash: hash("sha256", secret), token_type: "latchkey_access_token", label: "true_positive" };
  expect(answer.json).toEqual([
    told,
    { ...told, token_hash: hash("sha256", `${secret}x`), label: "false_positive" },
    told,
  ]);
  await waitFor(() => isRevoked(secret), "the end of the token");
  const { revoke_reason: reason } = await db
    .selectFrom("access_token")
    .select("revoke_reason")
    .where("id", "=", id)
    .executeTakeFirstOrThrow();
  expect(reason).toBe(`Reported as leaked, found at ${url}`);
  // What became of it does not make it anybody else's.
  expect((await byGithub([match])).json).toEqual([told]);
  // As many as GitHub finds at once: the body may be as long as the server takes.
  const many = Array.from({ length: 1_000 }, () => wrong);
  expect((await byGithub(many)).json.length).toBe(1_000);
});

test("what GitHub did not sign does nothing, and what it signed has to be a report", async () => {
  const { secret } = await createToken(db, user);
  const matches = [{ token: secret, type: "t", url: "" }];
  const body = JSON.stringify(matches);
  const unsigned = await post(BY_GITHUB, body, { headers: { "Content-Type": "application/json" } });
  expect(unsigned).toMatchObject({ status: 403, json: { code: "invalid_signature" } });
  // No token is of any use here.
  expect(unsigned.headers["www-authenticate"]).toBeUndefined();
  const others = GITHUB.headersFor(`${body} `);
  expect(await post(BY_GITHUB, body, { headers: others })).toMatchObject({ json: { code: "invalid_signature" } });
  for (const [wrong, status] of [
    [{ tokens: [secret] }, 400],
    [[secret], 400],
    [[{ token: 1, type: "t" }], 400],
    [[{ type: "t" }], 400],
    [null, 400],
  ] as const) {
    expect((await byGithub(wrong)).status).toBe(status);
  }
  expect((await byGithub(matches, { "Content-Type": "text/plain" })).status).toBe(415);
  expect(await isRevoked(secret)).toBe(false);
});

test("a live token looks secrets up, is told one word for each, and leaves no trace of a use", async () => {
  const { secret: token, id: caller } = await createToken(db, user, { scopes: ["applications:read"] });
  const others = await createUser(db);
  const asked = await createToken(db, others);
  const dead = await createToken(db, others, { revoked: { at: new Date() } });
  const tokens = [asked.secret, dead.secret, "x", asked.secret];
  const answer = await post(LOOKUP, { tokens }, { token });
  expect(answer).toMatchObject({ status: 200, json: { statuses: ["active", "revoked", "unknown", "active"] } });
  expect(await post(LOOKUP, { tokens })).toMatchObject({ status: 401, json: { code: "credentials_missing" } });
  // Use is written in batches: that of the caller is there when any of the others would be.
  const usesOf = async (id: string) =>
    await db.selectFrom("access_token_usage").selectAll().where("token_id", "=", id).execute();
  await waitFor(async () => (await usesOf(caller)).length > 0, "the use of the caller");
  expect([await usesOf(asked.id), await usesOf(dead.id)]).toEqual([[], []]);
});

test.skipIf(absent.length > 0)(
  "the lines for the shell look up and report what stands in a folder, as they are printed",
  async () => {
    const [working, dead] = [await createToken(db, user), await createToken(db, user, { revoked: { at: new Date() } })];
    const folder = mkdtempSync(path.join(tmpdir(), "latchkey-scan-"));
    writeFileSync(path.join(folder, "deploy.log"), `TOKEN_${working.secret}_x ${dead.secret}\n"${working.secret}"`);
    const { secret: token } = await createToken(db, user);
    await settled(sharedServer().url);
    const variables = { LATCHKEY_HOST: sharedServer().url, LATCHKEY_TOKEN: token };
    const lines = fencesOf(readGuide("scanning")).filter(({ language }) => language === "sh");
    const answers: Awaited<ReturnType<typeof runShell>>[] = [];
    // In turn: the second ends what the first finds.
    for (const { code } of lines)
      answers.push(await runShell(["bash", "-euo", "pipefail"], code, { folder, variables }));
    const [lookUp, reporting] = answers;
    rmSync(folder, { recursive: true });
    expect(lookUp?.complaints).toBe("");
    expect(JSON.parse(lookUp?.output ?? "").statuses.sort()).toEqual(["active", "revoked"]);
    expect(JSON.parse(reporting?.output ?? "").message).toMatch(/^Thank you/);
    await waitFor(() => isRevoked(working.secret), "the end of the token");
  },
);

test("no secret that was reported or looked up is in the log", async () => {
  const secrets = [generateSecret("lk", "pat"), (await createToken(db, user)).secret];
  const { secret: token } = await createToken(db, user);
  await report(...secrets);
  await byGithub(secrets.map((secret) => ({ token: secret, type: "t", url: `https://x.example/${secret}` })));
  await post(LOOKUP, { tokens: secrets }, { token });
  await waitFor(() => isRevoked(secrets[1] ?? ""), "the end of the token");
  for (const secret of secrets) expect(sharedServer().logs()).not.toContain(secret);
});
