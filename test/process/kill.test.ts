import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { signal } from "@/postgres/postmaster";
import { waitFor } from "../wait";
import { cleanUp, launch, launchReady, makeDataDir, postgresOf } from "./launch";
import { beginStory, healthOf } from "./story";

const { dataDir, settings, stopped, logOf } = beginStory();

test("after a kill -9 of the server the next start uses the PostgreSQL that was left", async () => {
  const account = { SETUP_EMAIL: "ada@example.com", SETUP_PASSWORD: "seven-lanterns-on-the-quay" };
  const killed = await launchReady({ ...settings, ...account });
  const postgres = postgresOf(dataDir);
  killed.kill("SIGKILL");
  await killed.ended();
  expect(postgresOf(dataDir)).toBe(postgres);
  const server = await launchReady(settings);
  expect(postgresOf(dataDir)).toBe(postgres);
  expect(server.output()).toMatch(/^Database .*already running/m);
  // The account is still there: no link to make the first one.
  expect(server.output()).not.toContain("/setup");
  await stopped(server);
});

test("after a kill -9 of the server and of PostgreSQL the next start recovers", async () => {
  const killed = await launchReady(settings);
  const postgres = postgresOf(dataDir) ?? 0;
  signal(postgres, "SIGKILL");
  killed.kill("SIGKILL");
  await killed.ended();
  const server = await launchReady(settings);
  expect(postgresOf(dataDir)).not.toBe(postgres);
  expect(server.output()).not.toContain("/setup");
  expect(logOf()).toContain("automatic recovery in progress");
  await stopped(server);
});

test("when PostgreSQL alone is killed, the server brings it back", async () => {
  const server = await launchReady(settings);
  signal(postgresOf(dataDir) ?? 0, "SIGKILL");
  await server.until(/^Database: reconnected\.$/m);
  await waitFor(async () => (await healthOf(server)) === 200, "the server to be healthy again");
  await stopped(server);
});

test("a stop while PostgreSQL is being brought back, and takes its time, leaves none behind", async () => {
  const server = await launchReady(settings);
  const killed = postgresOf(dataDir) ?? 0;
  signal(killed, "SIGKILL");
  while ((postgresOf(dataDir) ?? killed) === killed) await sleep(1);
  // One that recovers for long looks like this: it is there, and does not answer.
  signal(postgresOf(dataDir) ?? 0, "SIGSTOP");
  await stopped(server);
});

test("when nobody reads its output any more, it serves on and stops as usual", async () => {
  const server = await launchReady(settings);
  server.stopReading();
  const postgres = postgresOf(dataDir) ?? 0;
  signal(postgres, "SIGKILL");
  // It has something to say now, and nowhere to say it.
  while ((postgresOf(dataDir) ?? postgres) === postgres) await sleep(20);
  await waitFor(async () => (await healthOf(server)) === 200, "the server to be healthy again");
  await stopped(server, "SIGHUP");
});

test("of two first starts at once one serves, and the other says so", async () => {
  const empty = makeDataDir();
  try {
    const both = await Promise.all([launch({ DATA_DIR: empty }), launch({ DATA_DIR: empty })]);
    const loser = await Promise.race(both.map((server) => server.ended().then(() => server)));
    const winner = both.find((server) => server !== loser);
    expect(loser.output()).toContain("Latchkey is already running with the data in");
    await winner?.until(/^Ready /m);
    winner?.kill("SIGTERM");
    expect(await winner?.ended()).toBe(0);
  } finally {
    await cleanUp(empty);
  }
});

test("a kill -9 in the middle of the very first start leaves nothing that hinders the next", async () => {
  const empty = makeDataDir();
  try {
    const killed = await launch({ DATA_DIR: empty });
    await killed.until(/Creating the database/);
    await sleep(150);
    killed.kill("SIGKILL");
    await killed.ended();
    const server = await launchReady({ DATA_DIR: empty });
    expect(await healthOf(server)).toBe(200);
    server.kill("SIGTERM");
    expect(await server.ended()).toBe(0);
  } finally {
    await cleanUp(empty);
  }
});
