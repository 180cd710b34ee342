import { randomUUID } from "node:crypto";
import {
  chmodSync,
  closeSync,
  fstatSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from "node:fs";
import path from "node:path";
import { EXIT, Failure } from "../failure";

const OTHERS = 0o077;

/**
 * The text of a file that nobody else may read; undefined where there is none.
 * @throws Failure with the command that mends it, where others may
 */
export function readPrivateFile(file: string): string | undefined {
  let descriptor: number;
  try {
    descriptor = openSync(file, "r");
  } catch (error) {
    if (["ENOENT", "ENOTDIR"].includes(codeOf(error))) return undefined;
    throw new Failure(EXIT.refused, `Could not read ${file} (${codeOf(error)}).`);
  }
  try {
    // Windows keeps the profiles of people apart by itself, and says nothing by these bits.
    if (process.platform !== "win32" && (fstatSync(descriptor).mode & OTHERS) !== 0) {
      throw new Failure(EXIT.refused, `${file} contains a secret and can be read by others.`, [
        `Fix it: chmod 600 '${file}'`,
      ]);
    }
    return readFileSync(descriptor, "utf8");
  } finally {
    closeSync(descriptor);
  }
}

/**
 * Write a file that nobody else may read: whole or not at all, whatever happens meanwhile.
 * @throws Failure, and the file is as it was
 */
export function writePrivateFile(file: string, text: string): void {
  const unfinished = `${file}.${randomUUID()}`;
  try {
    mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
    const descriptor = openSync(unfinished, "wx", 0o600);
    try {
      const octets = Buffer.from(text);
      for (let at = 0; at < octets.length; ) at += writeSync(descriptor, octets, at);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    chmodSync(unfinished, 0o600);
    renameSync(unfinished, file);
    syncFolder(path.dirname(file));
  } catch (error) {
    try {
      rmSync(unfinished, { force: true });
    } catch {
      // There is no folder that it could be in.
    }
    const why = codeOf(error) === "ENOSPC" ? "the disk is full" : codeOf(error);
    throw new Failure(EXIT.refused, `Could not write ${file}: ${why}.`);
  }
}

/** What was renamed in a folder stays so, whatever happens to the machine; where its system cannot promise that, it does what it can. */
export function syncFolder(folder: string): void {
  try {
    const descriptor = openSync(folder, "r");
    try {
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
  } catch {
    // Windows opens no folder.
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "unknown";
}
