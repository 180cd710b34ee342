import { statSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { startEmbeddedPostgres } from "@/postgres/start";
import { runStatement } from "../database/postgres";
import { launch, launchReady, postgresOf } from "./launch";
import { beginStory, healthOf } from "./story";

const { dataDir, settings, stopped, logOf } = beginStory();

/** What a start and a stop in which nothing goes wrong do not write. */
const TROUBLE = /\blost\b|could not|too long|failed|^\s+at /m;

// These tell one story on one data folder, in order.

test("a first start on an empty folder says what it does and prints a link to /setup that works", async () => {
  const server = await launchReady(settings);
  const output = server.output();
  expect(output).toMatch(/^Database +Creating the database/m);
  expect(output).toMatch(/^Database +PostgreSQL 17\.\d+, with its data in /m);
  expect(output).toMatch(/^Schema +brought up to date: /m);
  const [, link = ""] = await server.until(/^Next .* (http:\S+\/setup\?code=\S+)$/m);
  const page = await fetch(link);
  expect([page.status, await page.text()]).toEqual([200, expect.stringContaining("<form")]);
  expect(await healthOf(server)).toBe(200);
  await stopped(server);
  expect(logOf()).toMatch(/database system is shut down\n$/);
});

test("what is secret in the data folder is its owner's alone", () => {
  for (const name of ["app-secret", "postgres-password", "postgres.log"]) {
    expect(statSync(path.join(dataDir, name)).mode & 0o777).toBe(0o600);
  }
  expect(statSync(path.join(dataDir, "postgres")).mode & 0o777).toBe(0o700);
});

// How long it takes is what bench/start.ts measures.
test("a second start keeps the data, and makes the account that it is told of", async () => {
  const account = { SETUP_EMAIL: "ada@example.com", SETUP_PASSWORD: "seven-lanterns-on-the-quay" };
  const server = await launch({ ...settings, ...account }, ["npm", "start"]);
  await server.until(/^Ready /m);
  expect(await healthOf(server)).toBe(200);
  expect(server.output()).toMatch(/^Account +created the first one, ada@example.com/m);
  expect(server.output()).toMatch(/^Schema +up to date/m);
  await stopped(server);
});

test("a second start on the same data while it runs says so, and disturbs nothing", async () => {
  const server = await launchReady(settings);
  const second = await launch(settings);
  expect(await second.ended()).toBe(1);
  expect(second.output()).toContain(
    `already running with the data in ${dataDir}: process ${server.pid}, ${server.url}`,
  );
  expect(await healthOf(server)).toBe(200);
  const reset = await launch(settings, [process.execPath, "scripts/db.mjs", "reset", "--yes"]);
  expect(await reset.ended()).toBe(1);
  expect(reset.output()).toContain("A server is using this data");
  expect(await healthOf(server)).toBe(200);
  await stopped(server);
});

test("Ctrl-C in a terminal reaches everything at once, and PostgreSQL still stops last and cleanly", async () => {
  const server = await launch(settings, ["npm", "start"]);
  await server.until(/^Ready /m);
  const begun = Date.now();
  process.kill(-server.pid, "SIGINT");
  expect(await server.ended()).toBe(0);
  expect(Date.now() - begun).toBeLessThan(5000);
  expect(server.output()).toMatch(/^Stopped\.$/m);
  expect(server.output()).not.toMatch(TROUBLE);
  expect(postgresOf(dataDir)).toBeUndefined();
  expect(logOf()).toMatch(/received fast shutdown request.*database system is shut down\n$/s);
});

test("SIGTERM to npm stops the server before npm ends", async () => {
  const server = await launch(settings, ["npm", "start"]);
  await server.until(/^Ready /m);
  await stopped(server);
  expect(server.output()).toMatch(/^Stopped\.$/m);
  expect(server.output()).not.toMatch(TROUBLE);
});

test("a signal in the middle of the start stops it as well", async () => {
  const server = await launch(settings);
  await server.until(/^Database /m);
  await stopped(server, "SIGINT");
});

test("without its secret the data is not served, and PostgreSQL is stopped again", async () => {
  const server = await launch({ ...settings, APP_SECRET: "another-secret-that-is-long-enough" });
  expect(await server.ended()).toBe(1);
  expect(server.output()).toContain("APP_SECRET is not the one this data was created with");
  expect(server.output()).not.toContain("another-secret");
  expect(postgresOf(dataDir)).toBeUndefined();
});

test("a taken port is named, and PostgreSQL is stopped again", async () => {
  const { createServer } = await import("node:net");
  const other = createServer().listen(0);
  const port = Number(JSON.parse(JSON.stringify(other.address())).port);
  const server = await launch({ ...settings, PORT: String(port) });
  expect(await server.ended()).toBe(1);
  expect(server.output()).toContain(`Port ${port} is in use by another program`);
  expect(postgresOf(dataDir)).toBeUndefined();
  other.close();
});

test("a PostgreSQL of its own that cannot serve is named, and stopped again", async () => {
  const postgres = await startEmbeddedPostgres({ dataDir });
  await runStatement(postgres.url, "alter database latchkey set default_transaction_read_only = on");
  await postgres.stop();
  const server = await launch(settings);
  expect(await server.ended()).toBe(1);
  expect(server.output()).toMatch(/^The database at 127\.0\.0\.1:\d+ is read-only for latchkey: /m);
  expect(server.output()).not.toMatch(TROUBLE);
  expect(postgresOf(dataDir)).toBeUndefined();
});
