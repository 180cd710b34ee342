import { setTimeout as sleep } from "node:timers/promises";
import { findBinaries } from "./binaries";
import { isAlive, signal } from "./postmaster";
import { pgCtl } from "./windows";

// Together less than half of the five seconds that a whole shutdown may take.
const FAST_MS = 1300;
const IMMEDIATE_MS = 300;

/**
 * Stop a PostgreSQL: first "fast" (connections are cut, a checkpoint is written); when that takes too long "immediate",
 * after which the next start recovers from the write-ahead log. What was committed is kept either way.
 * @see https://www.postgresql.org/docs/17/server-shutdown.html
 */
export async function stopPostmaster(pid: number, cluster: string): Promise<void> {
  if (process.platform === "win32") return pgCtl(findBinaries(), cluster, ["stop", "--mode=fast", "--wait"]);
  for (const [name, patience] of [
    ["SIGINT", FAST_MS],
    ["SIGQUIT", IMMEDIATE_MS],
    ["SIGKILL", IMMEDIATE_MS],
  ] as const) {
    signal(pid, name);
    if (await untilGone(pid, patience)) return;
  }
}

/** Wait until a process has ended. @returns false when it still lives after `patience` milliseconds */
export async function untilGone(pid: number, patience: number): Promise<boolean> {
  for (const end = performance.now() + patience; performance.now() < end; await sleep(10)) {
    if (!isAlive(pid)) return true;
  }
  return false;
}
