import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "@/test/http/server";

const FOLDER = path.resolve(import.meta.dirname, "../next-bare");
const NEXT = path.resolve(import.meta.dirname, "../../node_modules/next/dist/bin/next");
const PATIENCE_MS = 30_000;

/** Yardstick: an application of Next.js with a route handler and a page that do nothing. Built once. */
export async function startBareNext(): Promise<{ pid: number; port: number; stop(): Promise<void> }> {
  build();
  const port = await freePort();
  const child = spawn(process.execPath, [NEXT, "start", FOLDER, "--port", String(port), "--hostname", "127.0.0.1"], {
    env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const orphaned = () => child.kill("SIGKILL");
  process.once("exit", orphaned);
  await answering(`http://127.0.0.1:${port}/handler`, child);
  const stop = async () => {
    process.removeListener("exit", orphaned);
    if (child.exitCode !== null) return;
    const ended = once(child, "exit");
    child.kill("SIGTERM");
    await ended;
  };
  return { pid: child.pid ?? 0, port, stop };
}

function build(): void {
  const stampFile = path.join(FOLDER, ".next", "bench-build");
  const stamp = inputsHash();
  if (existsSync(stampFile) && readFileSync(stampFile, "utf8") === stamp) return;
  console.log("Building the bare application of Next.js.");
  const env = { ...process.env, NODE_ENV: "production" as const, NEXT_TELEMETRY_DISABLED: "1" };
  const { status, stdout, stderr } = spawnSync(process.execPath, [NEXT, "build", FOLDER], { env, encoding: "utf8" });
  if (status !== 0) throw new Error(`the bare application could not be built:\n${stdout}${stderr}`);
  writeFileSync(stampFile, stamp);
}

function inputsHash(): string {
  const hash = createHash("sha256").update(readFileSync(path.resolve(NEXT, "../../../package.json")));
  for (const entry of readdirSync(FOLDER, { recursive: true, withFileTypes: true })) {
    const file = path.join(entry.parentPath, entry.name);
    if (entry.isFile() && !file.includes(`${path.sep}.next${path.sep}`)) hash.update(readFileSync(file));
  }
  return hash.digest("hex");
}

async function answering(url: string, child: ChildProcess): Promise<void> {
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await sleep(50)) {
    if (child.exitCode !== null) throw new Error(`the bare application ended with exit code ${child.exitCode}`);
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok) return;
  }
  throw new Error("the bare application did not answer");
}
