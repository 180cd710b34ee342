import type { Kysely } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Database } from "@/db/schema";
import { createOrganisation, createOrganisationToken, createToken, createUser, type TestToken } from "@/test/fixtures";
import { api, serverDatabase } from "@/test/http/api";

const DAY_MS = 24 * 60 * 60_000;
const inDays = (days: number) => new Date(Date.now() + days * DAY_MS);

let db: Kysely<Database>;
let platform: { id: string };
let watcher: TestToken;
beforeAll(async () => {
  db = serverDatabase();
  platform =
    (await db.selectFrom("organisation").select("id").where("is_platform", "=", true).executeTakeFirst()) ??
    (await createOrganisation(db, { name: "Platform", isPlatform: true }));
  watcher = await createOrganisationToken(db, platform, { scopes: ["verify"] });
});
afterAll(() => db.destroy());

/** The value of a series; undefined where there is none. */
async function countOf(series: string): Promise<number | undefined> {
  const { text } = await api("/metrics", { token: watcher.secret });
  const line = text.split("\n").find((one) => one.startsWith(`${series} `));
  return line === undefined ? undefined : Number(line.slice(series.length + 1));
}

test("a token of the platform that expires soon is there with its label, its organisation and the moment", async () => {
  const expiresAt = inDays(9);
  const label = String.raw`Say "hello" \ and go`;
  const soon = await createOrganisationToken(db, platform, { label, expiresAt });
  const user = await createUser(db);
  const personal = await createToken(db, user, { label: "Laptop", expiresAt });
  const later = await createToken(db, user, { label: "Later", expiresAt: inDays(31) });
  const { status, headers, text } = await api("/metrics", { token: watcher.secret });
  expect([status, headers["content-type"]]).toEqual([200, "text/plain; version=0.0.4; charset=utf-8"]);
  const { name } = await db
    .selectFrom("organisation")
    .select("name")
    .where("id", "=", platform.id)
    .executeTakeFirstOrThrow();
  const seconds = expiresAt.getTime() / 1000;
  expect(text.split("\n")).toEqual(
    expect.arrayContaining([
      String.raw`latchkey_token_expires_at_seconds{uuid="${soon.id}",label="Say \"hello\" \\ and go",organisation="${platform.id}",organisation_name="${name}"} ${seconds}`,
      `latchkey_token_expires_at_seconds{uuid="${personal.id}",label="Laptop",organisation="",organisation_name=""} ${seconds}`,
    ]),
  );
  expect(text).not.toContain(later.id);
  for (const { secret, hint } of [soon, personal, watcher]) {
    expect(text).not.toContain(secret);
    expect(text).not.toContain(hint);
  }
});

test("requests are counted by kind and status, on either way to an answer, and refusals by their code", async () => {
  const user = await createUser(db);
  const { secret } = await createToken(db, user);
  const series = [
    'latchkey_requests_total{kind="verify",status="200"}',
    'latchkey_requests_total{kind="api",status="404"}',
    'latchkey_refusals_total{code="not_found"}',
    'latchkey_token_lookups_total{result="recalled"}',
  ];
  const before = await Promise.all(series.map(countOf));
  for (let n = 0; n < 3; n++) await api("/api/verify", { token: secret });
  // Not the shape that is answered at once.
  await api("/api/verify?scope=tokens:read", { token: secret });
  await api("/iam/v3/access-tokens/0198f2b4-22bb-7c41-8d55-6a0f3c9b1e27/", { token: secret });
  const after = await Promise.all(series.map(countOf));
  const more = after.map((value, n) => (value ?? 0) - (before[n] ?? 0));
  expect(more.slice(0, 3)).toEqual([4, 1, 1]);
  expect(more[3]).toBeGreaterThanOrEqual(4);
});

test("nobody else is told", async () => {
  const user = await createUser(db);
  const customer = await createOrganisation(db, { members: [{ user, role: "owner" }] });
  const theirs = await createOrganisationToken(db, customer, { scopes: ["verify"], actsAs: "admin" });
  const plain = await createOrganisationToken(db, platform, { scopes: ["all"], actsAs: "admin" });
  const ask = async (path: string, token?: string) => {
    const { status, json } = await api(path, token === undefined ? {} : { token });
    return [status, json.code];
  };
  expect(await ask("/metrics")).toEqual([401, "credentials_missing"]);
  for (const path of ["/metrics", "/metrics/", "/api/metrics", "/METRICS"]) {
    expect(await ask(path, theirs.secret)).toEqual([403, "role_required"]);
    expect(await ask(path, plain.secret)).toEqual([403, "insufficient_scope"]);
  }
});
