import { cpSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, afterEach, expect, test } from "vitest";
import { createTestDatabase } from "../database/database";
import { databaseUrl, runStatement, testPostgres } from "../database/postgres";
import { TEST_SECRET } from "../secret";
import { cleanUp, endLeftovers, launch, launchReady, makeDataDir } from "./launch";

const dataDir = makeDataDir();
const { url, destroy } = await createTestDatabase();
const settings = { DATA_DIR: dataDir, DATABASE_URL: url, APP_SECRET: TEST_SECRET };
afterEach(endLeftovers);
afterAll(async () => {
  await cleanUp(dataDir);
  await destroy();
});

const elsewhere = (change: (url: URL) => void) => {
  const changed = new URL(testPostgres().adminUrl);
  change(changed);
  return changed.href;
};

test.each<[string, Record<string, string>, RegExp]>([
  ["a port that is none", { PORT: "99999" }, /^PORT must be between 1 and 65535\.$/m],
  ["an address of another machine", { HOST: "192.0.2.7" }, /^HOST is not an address of this machine: .*\.$/m],
  ["a host that cannot be one", { HOST: "http://localhost" }, /^HOST must be .*\.$/m],
  ["an address that is none", { APP_URL: "latchkey" }, /^APP_URL must be .*\.$/m],
  [
    "a secret that is too short",
    { APP_SECRET: "too-short-to-be-one" },
    /^APP_SECRET must be at least 32 bytes long\.$/m,
  ],
  ["proxies by name", { TRUSTED_PROXIES: "proxy.internal" }, /^TRUSTED_PROXIES must be .*\.$/m],
  ["half an account", { SETUP_EMAIL: "ada@example.com" }, /^SETUP_PASSWORD is missing: .*\.$/m],
  [
    "a password that everybody uses",
    { SETUP_EMAIL: "ada@example.com", SETUP_PASSWORD: "password1234" },
    /^SETUP_PASSWORD can't be used: /m,
  ],
  ["half a provider", { OIDC_ISSUER: "https://id.example.com" }, /^OIDC_CLIENT_ID is missing: .*\.$/m],
  [
    "a database that is not there",
    { DATABASE_URL: elsewhere((u) => (u.port = "1")) },
    /^The database at 127\.0\.0\.1:1 can't be reached \(ECONNREFUSED\): check DATABASE_URL\.$/m,
  ],
  [
    "a database of another name",
    { DATABASE_URL: databaseUrl(testPostgres().adminUrl, "nowhere") },
    /^The database "nowhere" does not exist at 127\.0\.0\.1:\d+: create it, or change DATABASE_URL\.$/m,
  ],
  [
    "a role that may not sign in",
    { DATABASE_URL: elsewhere((u) => Object.assign(u, { username: "somebody", password: "secret-word" })) },
    /^The database at 127\.0\.0\.1:\d+ denied access to "somebody": check DATABASE_URL\.$/m,
  ],
])("%s stops the start with a sentence", async (_, wrong, sentence) => {
  const server = await launch({ ...settings, ...wrong });
  expect(await server.ended()).toBe(1);
  expect(server.output()).toMatch(sentence);
  // No stack, and nothing secret of what was set.
  expect(server.output()).not.toMatch(/^\s+at /m);
  expect(server.output()).not.toMatch(/too-short|secret-word|password1234/);
});

test("a line of .env that cannot be read stops the start, before anything is installed", async () => {
  const root = path.join(dataDir, "fresh");
  const ours = path.resolve(import.meta.dirname, "../..");
  cpSync(path.join(ours, "scripts"), path.join(root, "scripts"), { recursive: true });
  for (const file of ["dotenv.mjs", "env-file.mjs"]) cpSync(path.join(ours, "lib", file), path.join(root, "lib", file));
  writeFileSync(path.join(root, ".env"), '\ufeffBRAND_NAME=Harbour\r\n   \r\nSMTP_URL="smtp://secret-word\r\n');
  const server = await launch({ DATA_DIR: dataDir }, [process.execPath, path.join(root, "scripts/start.mjs")]);
  expect(await server.ended()).toBe(1);
  expect(server.output()).toMatch(/^Line 3 of \.env can't be read: .*\.\n$/);
  expect(server.output()).not.toContain("secret-word");
});

test("several instances serve one database, and a reset waits until none does", async () => {
  const servers = await Promise.all([launchReady(settings), launchReady(settings)]);
  for (const server of servers) expect((await fetch(`${server.url}/api/health`)).status).toBe(200);
  const reset = await launch(settings, [process.execPath, "scripts/db.mjs", "reset", "--yes"]);
  expect([await reset.ended(), reset.output()]).toEqual([1, expect.stringContaining("A server is using this data")]);
  for (const server of servers) server.kill("SIGTERM");
  expect(await Promise.all(servers.map((server) => server.ended()))).toEqual([0, 0]);
});

test("another secret than the data's is refused", async () => {
  const server = await launch({ ...settings, APP_SECRET: `${TEST_SECRET}!` });
  expect(await server.ended()).toBe(1);
  expect(server.output()).toMatch(/^APP_SECRET is not the one this data was created with/m);
});

test("data that a newer version has changed is left alone", async () => {
  await runStatement(url, "insert into kysely_migration (name, timestamp) values ('9999-from-the-future', 'now')");
  const server = await launch(settings);
  expect(await server.ended()).toBe(1);
  expect(server.output()).toContain("This data was changed by a newer version of Latchkey (9999-from-the-future)");
});
