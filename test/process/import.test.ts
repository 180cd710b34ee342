import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Kysely, sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { connect } from "@/db/database";
import type { Database } from "@/db/schema";
import { addJob } from "@/lib/work/queue";
import { databaseUrl, dropDatabase, runStatement } from "@/test/database/postgres";
import { createOrganisation, createOrganisationToken, createToken, createUser, type TestUser } from "@/test/fixtures";
import { api } from "@/test/http/api";
import { type StartedServer, startServer } from "@/test/http/server";
import { TEST_SECRET } from "@/test/secret";
import { waitFor } from "@/test/wait";
import { endLeftovers, launch } from "./launch";

const folder = mkdtempSync(path.join(tmpdir(), "latchkey-import-"));
const file = path.join(folder, "tokens.csv");
let servers: StartedServer[] = [];
let db: Kysely<Database>;
let user: TestUser;
beforeAll(async () => {
  const ahead = await startServer();
  const through = await startServer({ env: { DATABASE_URL: ahead.databaseUrl, API_THROUGH_NEXT: "yes" } });
  servers = [through, ahead];
  db = connect(ahead.databaseUrl);
  user = await createUser(db);
});
afterAll(async () => {
  await endLeftovers();
  await db.destroy();
  for (const server of servers) await server.stop();
  rmSync(folder, { recursive: true });
});

const secretOf = (n: number) => createHash("sha1").update(`imported ${n}`).digest("hex");
const runImport = (...args: string[]) => runImportOn(servers[0]?.databaseUrl ?? "", ...args);
const runImportOn = (url: string, ...args: string[]) =>
  launch({ DATABASE_URL: url, DATA_DIR: folder, APP_SECRET: TEST_SECRET }, [
    process.execPath,
    "scripts/import.mjs",
    ...args,
  ]);
const imported = async () =>
  Number(
    (await sql<{ count: string }>`select count(*) from access_token where imported_at is not null`.execute(db)).rows[0]
      ?.count,
  );

test("an import is tried, killed in the middle, and goes on where it was; every tenth line is broken and listed", async () => {
  const lines = Array.from({ length: 10_000 }, (_, n) => {
    const email = n % 10 === 9 ? "nobody@example.com" : user.email;
    return `${email},${secretOf(n)},Old ${n}`;
  });
  writeFileSync(file, `\ufeffemail,secret,label\r\n${lines.join("\r\n")}\r\n`);
  const tried = await runImport(file, "--dry-run");
  expect([await tried.ended(), await imported()]).toEqual([1, 0]);
  expect(tried.output()).toContain("9,000 tokens would be imported, 1,000 lines rejected: see");

  const killed = await runImport(file);
  await waitFor(async () => (await imported()) > 0, "the first tokens");
  killed.kill("SIGKILL");
  await killed.ended();
  const before = await imported();
  expect(before).toBeGreaterThan(0);
  expect(before).toBeLessThan(9_000);

  const again = await runImport(file);
  expect(await again.ended()).toBe(1);
  const count = (number: number) => number.toLocaleString("en");
  expect(again.output()).toContain(`${count(9_000 - before)} tokens imported, ${count(before)} already imported`);
  expect(await imported()).toBe(9_000);
  const rejected = readFileSync(path.join(folder, "tokens.rejected.csv"), "utf8").split("\r\n");
  expect(rejected).toHaveLength(1_002);
  expect(rejected[1]).toBe('11,"There is no account with this e-mail address."');
  for (const run of [tried, killed, again]) {
    // No bar where there is no terminal.
    expect(run.output()).not.toMatch(/[█\r]/);
    expect(run.output()).not.toContain(secretOf(0));
  }
  expect(rejected.join()).not.toContain(secretOf(9));
});

test("a dry run on data of an older version changes nothing there and says what to do", async () => {
  const [url, name] = [servers[0]?.databaseUrl ?? "", "latchkey_import_older"];
  await runStatement(url, `create database ${name}`);
  try {
    const older = databaseUrl(url, name);
    const tried = await runImportOn(older, file, "--dry-run");
    expect([await tried.ended(), tried.output()]).toEqual([
      1,
      expect.stringContaining("start the server with this version first"),
    ]);
    const other = connect(older);
    const { rows } = await sql`select from pg_class where relnamespace = 'public'::regnamespace`.execute(other);
    await other.destroy();
    expect(rows).toEqual([]);
  } finally {
    await dropDatabase(url, name);
  }
});

test("a file that cannot be read, and arguments that make no sense, are refused in a sentence", async () => {
  const missing = await runImport(path.join(folder, "none.csv"));
  expect([await missing.ended(), missing.output()]).toEqual([1, expect.stringContaining("the file does not exist")]);
  const nothing = await runImport("--dry");
  expect([await nothing.ended(), nothing.output()]).toEqual([2, expect.stringContaining("Usage:")]);
});

test("an imported secret is let in by every endpoint that takes one, both ways into the API, and ended by each that ends one", async () => {
  const organisation = await createOrganisation(db, { isPlatform: true, members: [{ user, role: "owner" }] });
  const verifier = await createOrganisationToken(db, organisation, { scopes: ["verify"] });
  const own = await createToken(db, user);
  const form = { "Content-Type": "application/x-www-form-urlencoded" };
  for (const [way, { address: url }] of servers.entries()) {
    const secret = secretOf(way * 10);
    const ask = async (given: Parameters<typeof api>[1]) => await api("/iam/v3/me/", { url, ...given });
    // Also once it is remembered, and not.
    for (const scheme of ["Bearer", "bearer", "Token", "Bearer"]) {
      expect((await ask({ token: secret, scheme })).json).toMatchObject({ uuid: user.id, token: { scopes: ["all"] } });
    }
    expect((await ask({ token: btoa(`ada:${secret}`), scheme: "Basic" })).status).toBe(200);
    expect((await ask({ token: secretOf(9) })).json).toMatchObject({ code: "invalid_token" });
    const verified = await api("/api/verify", { url, token: secret });
    expect([verified.status, verified.headers["x-user-id"]]).toEqual([200, user.id]);
    const listed = await api("/iam/v3/access-tokens/self/", { url, token: secret });
    expect(listed.json).toMatchObject({
      kind: "pat",
      hint: `imported_…${secret.slice(-4)}`,
      imported_at: expect.any(String),
    });
    for (const active of [true, true]) {
      const asked = { url, token: verifier.secret, method: "POST", headers: form, body: `token=${secret}` };
      expect((await api("/oauth/introspect", asked)).json).toMatchObject({ active, sub: user.id });
    }
    const tokens = [secret, secretOf(way * 10 + 1), secretOf(9)];
    const lookedUp = async () =>
      (await api("/iam/v3/access-tokens/lookup/", { url, token: own.secret, method: "POST", body: { tokens } })).json;
    expect(JSON.stringify(await lookedUp())).toMatch(/active.*active.*unknown/);
    await api("/oauth/revoke", { url, method: "POST", headers: form, body: `token=${secret}` });
    await api("/iam/v3/access-tokens/leaked/", { url, method: "POST", body: { tokens: [tokens[1]] } });
    await waitFor(async () => /revoked.*revoked.*unknown/.test(JSON.stringify(await lookedUp())), "both endings");
    expect((await ask({ token: secret })).json).toMatchObject({ status: 401, code: "token_revoked" });
  }
});

test("after the sunset an imported secret is refused with its date and what to do, and the others are not", async () => {
  const own = await createToken(db, user);
  const at = new Date("2026-01-31T09:00:00Z");
  for (const { address: url } of servers) {
    expect((await api("/iam/v3/me/", { url, token: secretOf(2) })).status).toBe(200);
  }
  await db.updateTable("instance").set({ sunset_at: at, sunset_set_at: at }).execute();
  await addJob(db, "apply_sunset");
  for (const { address: url } of servers) {
    const ask = async () => await api("/iam/v3/me/", { url, token: secretOf(2) });
    await waitFor(async () => (await ask()).status === 401, "the sunset");
    const { json, headers } = await ask();
    expect(json).toMatchObject({ code: "token_expired", at: "2026-01-31T09:00:00Z" });
    expect(json.detail).toMatch(
      /^Create a new access token at .*\/account\/access-tokens.* at 2026-01-31T09:00:00Z\.$/,
    );
    expect(headers["www-authenticate"]).toContain("invalid_token");
    expect((await api("/iam/v3/me/", { url, token: own.secret })).status).toBe(200);
  }
  for (const server of servers) expect(server.logs()).not.toMatch(new RegExp(`${secretOf(0)}|${secretOf(2)}`));
});
