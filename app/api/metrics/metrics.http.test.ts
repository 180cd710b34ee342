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
