/**
 * How long a start takes until the server answers, on an empty folder and on one that is there already: `npx tsx bench/start.ts`.
 * Builds first, if the build is stale, and counts that to nobody.
 */
import { spawnSync } from "node:child_process";
import { cleanUp, endLeftovers, launch, launchReady, makeDataDir } from "@/test/process/launch";
import { ensureBuild } from "../scripts/prepare.mjs";
import { report } from "./report";

const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 5);
process.once("exit", endLeftovers);

const measured = [
  { name: "node, with nothing to do", run: nothing, rates: [] as number[] },
  { name: "npm start on a folder that is there", run: again, rates: [] as number[] },
  { name: "npm start on an empty folder", run: first, rates: [] as number[] },
];
await ensureBuild();
const dataDir = makeDataDir();
try {
  await stop(await launchReady({ DATA_DIR: dataDir }));
  for (let round = 0; round < ROUNDS; round++) {
    for (const { run, rates } of measured) rates.push(1000 / (await run()));
  }
  for (const { name, rates } of measured) {
    console.log(`${name}: ${rates.map((rate) => `${Math.round(1000 / rate)} ms`).join(", ")}`);
  }
  console.log(report(measured));
} finally {
  cleanUp(dataDir);
}

async function nothing(): Promise<number> {
  const begun = performance.now();
  spawnSync(process.execPath, ["--eval", "0"]);
  return performance.now() - begun;
}

async function again(): Promise<number> {
  return await start(dataDir);
}

async function first(): Promise<number> {
  const folder = makeDataDir();
  try {
    return await start(folder);
  } finally {
    cleanUp(folder);
  }
}

/** @returns the milliseconds until the server says that it is ready */
async function start(folder: string): Promise<number> {
  const begun = performance.now();
  const server = await launch({ DATA_DIR: folder }, ["npm", "start"]);
  await server.until(/^Ready /m);
  const took = performance.now() - begun;
  await stop(server);
  return took;
}

async function stop(server: Awaited<ReturnType<typeof launch>>): Promise<void> {
  server.kill("SIGTERM");
  await server.ended();
}
