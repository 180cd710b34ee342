/** How long the command line client takes to begin, beside Node.js with nothing to do: `npx tsx bench/client.ts`. */
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { buildClient } from "../cli/build.mjs";
import { median } from "./report";

const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 21);
// What it may cost to begin.
const MOST_TIMES_NODE = 2;

const folder = mkdtempSync(path.join(tmpdir(), "latchkey-bench-client-"));
try {
  const client = await buildClient(path.join(folder, "latchkey.mjs"));
  const taken = { node: [] as number[], version: [] as number[] };
  // In turn, so that whatever else the machine does is in both.
  for (let round = 0; round < ROUNDS; round++) {
    taken.node.push(timeOf(["--eval", "0"]));
    taken.version.push(timeOf([client, "--version"]));
  }
  const [node, version] = [median(taken.node), median(taken.version)];
  const ratio = version / node;
  console.log(
    `node --eval 0: ${node.toFixed(0)} ms; latchkey --version: ${version.toFixed(0)} ms, ${ratio.toFixed(2)} times.`,
  );
  console.log(`latchkey whoami: ${await requestsOfWhoami(client)} request.`);
  if (ratio > MOST_TIMES_NODE) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function timeOf(args: readonly string[]): number {
  const begun = performance.now();
  const { status } = spawnSync(process.execPath, args);
  if (status !== 0) throw new Error(`${args.join(" ")} ended with ${status}`);
  return performance.now() - begun;
}

async function requestsOfWhoami(client: string): Promise<number> {
  let asked = 0;
  const server = createServer((_, response) => {
    asked++;
    const token = { uuid: "0", label: "Bench", scopes: ["all"], limits: null, expiration_date: null };
    response.end(JSON.stringify({ uuid: "0", email: "a@b.example", first_name: "A", last_name: "B", token }));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const host = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
  const env = { ...process.env, XDG_CONFIG_HOME: folder, LATCHKEY_HOST: host, LATCHKEY_TOKEN: "lk_pat_bench" };
  const [code] = await once(spawn(process.execPath, [client, "whoami"], { env, stdio: "ignore" }), "close");
  server.closeAllConnections();
  server.close();
  if (code !== 0) throw new Error(`whoami ended with ${code}`);
  return asked;
}
