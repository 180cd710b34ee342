import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, readlinkSync, rmSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/** A PostgreSQL that has a data folder open, as its `postmaster.pid` tells. */
export type Postmaster = { pid: number; port: number; stopping: boolean };

// A child that is in the middle of a statement ends with it.
const CHILDREN_PATIENCE_MS = 3000;

/** The PostgreSQL that runs on the data folder, or undefined: also when the file names a process that is gone or another. */
export function findPostmaster(cluster: string): Postmaster | undefined {
  const lines = readPidFile(cluster);
  const [pid, port] = [Number(lines?.[0]), Number(lines?.[3])];
  if (!lines || !(pid > 0) || !(port > 0) || !worksIn(pid, cluster)) return undefined;
  return { pid, port, stopping: lines[7]?.trim() === "stopping" };
}

/**
 * Remove the pid file of a PostgreSQL that was killed; that of one that lives stays. Its children may be busy still, and
 * must never meet a second server on their files: they are waited for, then ended.
 */
export async function clearStalePidFile(cluster: string): Promise<void> {
  const patience = performance.now() + CHILDREN_PATIENCE_MS;
  for (;;) {
    // Asked again each time: one that starts at this moment has not written all of its file yet.
    if (readPidFile(cluster) === undefined || findPostmaster(cluster) !== undefined) return;
    const left = processesIn(cluster);
    if (left.length === 0) break;
    if (performance.now() > patience) for (const pid of left) signal(pid, "SIGQUIT");
    await sleep(20);
  }
  rmSync(path.join(cluster, "postmaster.pid"), { force: true });
}

/** Whether a process lives. A zombie does not. */
export function isAlive(pid: number): boolean {
  if (!signal(pid, 0)) return false;
  if (process.platform !== "linux") return true;
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return !/^[ZX]/.test(stat.slice(stat.lastIndexOf(")") + 2));
  } catch {
    return false;
  }
}

/** Send a signal. @returns false when there is no such process */
export function signal(pid: number, name: NodeJS.Signals | 0): boolean {
  try {
    process.kill(pid, name);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

function readPidFile(cluster: string): string[] | undefined {
  try {
    return readFileSync(path.join(cluster, "postmaster.pid"), "utf8").split("\n");
  } catch {
    return undefined;
  }
}

// Process ids are used again, in containers at once: only a process that works in the data folder is its PostgreSQL.
function worksIn(pid: number, cluster: string): boolean {
  if (!isAlive(pid)) return false;
  if (process.platform === "linux") return cwdOf(pid) === cluster;
  if (process.platform === "win32") return true;
  try {
    return execFileSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" }).includes(cluster);
  } catch {
    return false;
  }
}

function processesIn(cluster: string): number[] {
  if (process.platform !== "linux") return [];
  const pids = readdirSync("/proc").map(Number).filter(Number.isInteger);
  return pids.filter((pid) => cwdOf(pid) === cluster && isAlive(pid));
}

function cwdOf(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return undefined;
  }
}
