import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeEach, expect, test } from "vitest";
import { barrierEverywhere } from "@/db/barrier";
import { startWorkers } from "@/server/workers/start";
import { expectConsoleError } from "../../console";
import { waitFor } from "../../wait";
import { childrenOf, cleanUp, makeDataDir } from "../launch";

const folder = makeDataDir();
const log = path.join(folder, "barriers");
let stop = async () => {};
process.env.BARRIER_LOG = log;
const add = async ({ run }: { run: () => Promise<void> }) => {
  stop = run;
};
const service = startWorkers(3, { add }, path.resolve(import.meta.dirname, "barrier-worker.mjs"));
await service.listen();
await service.prepare();
await service.open();
afterAll(async () => {
  await stop();
  await cleanUp(folder);
});
beforeEach(() => writeFileSync(log, ""));

const workers = () => childrenOf(process.pid, "barrier-worker");
const words = () => readFileSync(log, "utf8").trim().split("\n").sort();
const waited = (pid: number) => words().includes(`waited ${pid}`);

test("one that waits for all has each of the others catch up, and is told when they have", async () => {
  const [asker = 0, ...others] = workers();
  process.kill(asker, "SIGUSR2");
  await waitFor(() => waited(asker), "the worker to have waited");
  expect(words()).toEqual(
    [asker, ...others]
      .map((pid) => `caught-up ${pid}`)
      .concat(`waited ${asker}`)
      .sort(),
  );
});

test("the main process has all of them catch up", async () => {
  await barrierEverywhere();
  expect(words()).toEqual(
    workers()
      .map((pid) => `caught-up ${pid}`)
      .sort(),
  );
});

test("one that hangs is waited for some two seconds, and one that is killed no longer than it lives", async () => {
  expectConsoleError(/^Workers: process \d+ was ended by SIGKILL; starting another one/);
  const [asker = 0, hangs = 0] = workers();
  process.kill(hangs, "SIGSTOP");
  const begun = Date.now();
  process.kill(asker, "SIGUSR2");
  await waitFor(() => waited(asker), "the worker to have waited");
  const wait = Date.now() - begun;
  expect(wait).toBeGreaterThan(2_000);
  writeFileSync(log, "");
  const again = Date.now();
  process.kill(asker, "SIGUSR2");
  process.kill(hangs, "SIGKILL");
  await waitFor(() => waited(asker), "the worker to have waited");
  expect(Date.now() - again).toBeLessThan(wait);
});
