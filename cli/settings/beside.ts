import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { EXIT, Failure } from "../failure";
import { codeOf } from "./why-not";

/**
 * A file or folder of ours beside another one. What keeps `.env*` or `*.env` out of a repository keeps this out, too.
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
    if (pid !== undefined && ending === base && !isAlive(Number(pid))) remove(path.join(path.dirname(file), name));
  }
}

// What a move to a folder with something in it is answered. Windows answers what it also says of a place where nobody may write.
const TAKEN = new Set(["ENOTEMPTY", "EEXIST", "ENOTDIR"]);
const TAKEN_OR_DENIED = new Set(["EPERM", "EACCES"]);

/**
 * Have a file for this process alone. What says so is a folder with something in it: no other one can be moved to its place, on file systems
 * without hard links either. @returns the folder
 */
export function lock(file: string): string {
  const held = besides(file, "lock");
  const own = unfinishedName(file);
  try {
    mkdirSync(own, { mode: 0o700 });
    // In its name: to write into it would need room on the disk.
    writeFileSync(path.join(own, String(process.pid)), "");
    for (;;) {
      try {
        // It is there with what it says, or not at all.
        renameSync(own, held);
        return held;
      } catch (error) {
        const code = codeOf(error);
        if (!TAKEN.has(code) && !(TAKEN_OR_DENIED.has(code) && existsSync(held))) throw error;
      }
      releaseDead(held, unfinishedName(file));
    }
  } finally {
    remove(own);
  }
}

/** Give a file free. Moved first: what is emptied where it stands could be another one's by the time that it is removed. */
export function unlock(file: string, held: string): void {
  const aside = unfinishedName(file);
  try {
    renameSync(held, aside);
  } catch {
    return;
  }
  remove(aside);
}

function remove(fileOrFolder: string): void {
  rmSync(fileOrFolder, { recursive: true, force: true });
}

/** @throws Failure where its process is alive */
function releaseDead(held: string, aside: string): void {
  const pid = holderOf(held);
  if (isAlive(pid)) throw isHeld(held, pid);
  try {
    renameSync(held, aside);
  } catch (error) {
    if (codeOf(error) === "ENOENT") return;
    throw error;
  }
  // Another run may have had the same thought, and been faster: what was moved is its lock then.
  const moved = holderOf(aside);
  if (isAlive(moved)) {
    renameSync(aside, held);
    throw isHeld(held, moved);
  }
  remove(aside);
}

function isHeld(held: string, pid: number): Failure {
  return new Failure(EXIT.refused, `Another latchkey (process ${pid}) is writing this file.`, [
    `Wait for it, or remove ${held} if the process no longer exists.`,
  ]);
}

function holderOf(held: string): number {
  try {
    return Number(readdirSync(held)[0] ?? 0);
  } catch {
    return 0;
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
