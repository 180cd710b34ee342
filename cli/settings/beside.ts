import { randomBytes } from "node:crypto";
import { closeSync, linkSync, openSync, readdirSync, readFileSync, renameSync, rmSync, writeSync } from "node:fs";
import path from "node:path";
import { EXIT, Failure } from "../failure";

/**
 * A file of ours beside another one. What keeps `.env*` or `*.env` out of a repository keeps this out, too.
 * @param what says which process it is of
 */
function besides(file: string, what: string): string {
  return path.join(path.dirname(file), `.env.latchkey.${what}.${path.basename(file)}`);
}

/** A name for a file that is about to take the place of another one. */
export function unfinishedName(file: string): string {
  return besides(file, `${process.pid}-${randomBytes(4).toString("hex")}`);
}

/** What runs of this client left that were killed: it may hold a secret. */
export function removeUnfinished(file: string): void {
  const base = path.basename(file);
  for (const name of readdirSync(path.dirname(file))) {
    const [, pid, ending] = /^\.env\.latchkey\.(\d+)-[0-9a-f]{8}\.(.*)$/s.exec(name) ?? [];
    if (pid !== undefined && ending === base && !isAlive(Number(pid)))
      rmSync(path.join(path.dirname(file), name), { force: true });
  }
}

/** @returns the file that says that this process has the other one */
export function lock(file: string): string {
  const held = besides(file, "lock");
  const own = unfinishedName(file);
  const descriptor = openSync(own, "wx", 0o600);
  writeSync(descriptor, String(process.pid));
  closeSync(descriptor);
  try {
    for (;;) {
      try {
        // It is there with what it says, or not at all.
        linkSync(own, held);
        return held;
      } catch (error) {
        if (codeOf(error) !== "EEXIST") throw error;
      }
      releaseDead(held, `${own}.former`);
    }
  } finally {
    rmSync(own, { force: true });
  }
}

/** @throws Failure where its process is alive */
function releaseDead(held: string, aside: string): void {
  const pid = Number(readOr(held, "0"));
  if (isAlive(pid)) throw isHeld(held, pid);
  try {
    renameSync(held, aside);
  } catch (error) {
    if (codeOf(error) === "ENOENT") return;
    throw error;
  }
  // Another run may have had the same thought, and been faster: what was moved is its lock then.
  const moved = Number(readOr(aside, "0"));
  if (isAlive(moved)) {
    renameSync(aside, held);
    throw isHeld(held, moved);
  }
  rmSync(aside, { force: true });
}

function isHeld(held: string, pid: number): Failure {
  return new Failure(EXIT.refused, `Another latchkey (process ${pid}) is writing this file.`, [
    `Wait for it, or remove ${held} if the process no longer exists.`,
  ]);
}

function readOr(file: string, otherwise: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return otherwise;
  }
}

function isAlive(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid < 1 || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === "EPERM";
  }
}

export function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "unknown";
}
