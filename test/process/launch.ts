import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync, statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { findPostmaster, signal } from "@/postgres/postmaster";
import { freePort, withoutSettings } from "../http/server";
import { TEST_SECRET } from "../secret";

const ROOT = path.resolve(import.meta.dirname, "../..");
const START_DEADLINE_MS = 100_000;
// Tests ask more in a minute than clients do.
const NO_LIMITS = { RATE_LIMIT_PER_MINUTE: "0", AUTH_FAILURES_PER_MINUTE: "0" };
const SETTINGS = { NODE_ENV: "production" as const, NEXT_PRELOAD: "no", DATABASE_URL: "", ...NO_LIMITS };

/** A process of ours under test, such as `npm start`. */
export interface Launched {
  readonly pid: number;
  readonly url: string;
  /** Everything it has written so far. */
  output(): string;
  /** Wait until it has written something, or fail with what it wrote instead. */
  until(pattern: RegExp): Promise<RegExpExecArray>;
  /** Wait for its end. @returns its exit code, or the signal that ended it */
  ended(): Promise<number | string>;
  kill(name: NodeJS.Signals): void;
  /** Read nothing more of what it writes, as when a terminal goes away. */
  stopReading(): void;
}

const running = new Set<ChildProcess>();

/** Start a server as `npm start` does. It leads a process group of its own, as in a terminal. */
export async function launch(
  env: Record<string, string>,
  command: readonly string[] = [process.execPath, "scripts/start.mjs"],
  input = "",
): Promise<Launched> {
  const port = env.PORT ?? String(await freePort());
  const [file = "", ...args] = command;
  const child = spawn(file, args, {
    cwd: ROOT,
    detached: true,
    stdio: ["pipe", "pipe", "pipe"],
    env: { ...withoutSettings(process.env), ...SETTINGS, PORT: port, ...env },
  });
  running.add(child);
  child.stdin.on("error", () => {});
  child.stdin.end(input);
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += chunk));
  const end = new Promise<number | string>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, signalName) => resolve(code ?? signalName ?? "nothing"));
  });
  void end.finally(() => running.delete(child)).catch(() => {});
  return {
    pid: child.pid ?? 0,
    url: `http://localhost:${port}`,
    output: () => output,
    ended: () => end,
    kill: (name) => void child.kill(name),
    stopReading: () => {
      for (const stream of [child.stdout, child.stderr]) stream.destroy();
    },
    until: async (pattern) => {
      for (const deadline = Date.now() + START_DEADLINE_MS; Date.now() < deadline; await sleep(10)) {
        const found = pattern.exec(output);
        if (found) return found;
        if (child.exitCode !== null || child.signalCode !== null) break;
      }
      throw new Error(`it did not write ${pattern}, but:\n${output}`);
    },
  };
}

/** A server that answers. */
export async function launchReady(env: Record<string, string>): Promise<Launched> {
  const server = await launch(env);
  await server.until(/^Ready /m);
  return server;
}

/** A worker that does background work, and no more. */
export async function launchWorker(env: Record<string, string>): Promise<Launched> {
  const worker = await launch({ APP_SECRET: TEST_SECRET, ...env }, [process.execPath, "test/worker.mjs"]);
  await worker.until(/^Ready/m);
  return worker;
}

/** An empty data folder. */
export function makeDataDir(): string {
  return mkdtempSync(path.join(hasRoom(MEMORY) ? MEMORY : tmpdir(), "latchkey-process-"));
}

// PostgreSQL waits for the disk when it makes a database and when it stops, which takes seconds where others are busy with it.
const MEMORY = "/dev/shm";
const ROOM_BYTES = 2 * 1024 ** 3;

function hasRoom(folder: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize > ROOM_BYTES;
  } catch {
    return false;
  }
}

/** End what a failed test left running. */
export async function endLeftovers(): Promise<void> {
  for (const child of running) signal(-(child.pid ?? 0), "SIGKILL");
  while (running.size > 0) await sleep(10);
}

/** End what runs on the data folders, and remove them. */
export async function cleanUp(...dataDirs: string[]): Promise<void> {
  await endLeftovers();
  for (const dataDir of dataDirs) {
    const postgres = postgresOf(dataDir);
    // A test may have stopped it in the sense of a terminal: then it hears of its end when it goes on.
    if (postgres) for (const name of ["SIGQUIT", "SIGCONT"] as const) signal(postgres, name);
    while (postgresOf(dataDir)) await sleep(20);
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** The processes that a process has started, of those whose command has `word` in it. */
export function childrenOf(pid: number, word: string): number[] {
  const all = execFileSync("ps", ["-A", "-o", "pid=,ppid=,args="], { encoding: "utf8" }).split("\n");
  const rows = all.map((line) => line.trim().split(/\s+/));
  return rows
    .filter(([, parent, ...args]) => Number(parent) === pid && args.some((arg) => arg.includes(word)))
    .map(([child]) => Number(child));
}

/** Whether there is a process, other than one that has ended and was not asked about. */
export function isRunning(pid: number): boolean {
  try {
    return !/^Z/.test(execFileSync("ps", ["-o", "stat=", "-p", String(pid)], { encoding: "utf8" }).trim());
  } catch {
    return false;
  }
}

/** The process id of the PostgreSQL that runs on a data folder. */
export function postgresOf(dataDir: string): number | undefined {
  return findPostmaster(path.join(dataDir, "postgres"))?.pid;
}
