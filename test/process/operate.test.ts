import { afterAll, afterEach, expect, test } from "vitest";
import { cleanUp, endLeftovers, launch, launchReady, makeDataDir, postgresOf } from "./launch";

const dataDir = makeDataDir();
const settings = { DATA_DIR: dataDir };
afterEach(endLeftovers);
afterAll(() => cleanUp(dataDir));

const admin = (args: string[], input = "") =>
  launch(settings, [process.execPath, "scripts/admin.mjs", ...args], `${input}\n`);

test("an operator makes the first account before the server ever ran, and nothing runs on afterwards", async () => {
  const command = await admin(["user:create", "ada@example.com"], "seven-lanterns-on-the-quay");
  expect([await command.ended(), command.output()]).toEqual([
    0,
    expect.stringContaining("ada@example.com was created"),
  ]);
  expect(command.output()).not.toContain("lanterns");
  expect(postgresOf(dataDir)).toBeUndefined();
});

test("while the server runs, an operator's command uses its database and leaves it running", async () => {
  const server = await launchReady(settings);
  expect(server.output()).not.toContain("/setup");
  const command = await admin(["user:password", "ada@example.com"], "eight-lanterns-on-the-quay");
  expect(await command.ended()).toBe(0);
  expect((await fetch(`${server.url}/api/health`)).status).toBe(200);
  server.kill("SIGTERM");
  expect(await server.ended()).toBe(0);
});

test("a command that is not understood is explained without a database", async () => {
  const command = await admin(["user:destroy", "ada@example.com"]);
  expect([await command.ended(), command.output()]).toEqual([2, expect.stringContaining("Usage:")]);
  expect(postgresOf(dataDir)).toBe(undefined);
});

test("db:reset asks, and then removes everything", async () => {
  const reset = (...options: string[]) => launch(settings, [process.execPath, "scripts/db.mjs", "reset", ...options]);
  const asked = await reset();
  expect([await asked.ended(), asked.output()]).toEqual([1, expect.stringContaining("Nothing was changed")]);
  const told = await reset("--yes");
  expect([await told.ended(), told.output()]).toEqual([0, expect.stringContaining("The database is now empty")]);
  const server = await launchReady(settings);
  await server.until(/\/setup\?code=/);
});
