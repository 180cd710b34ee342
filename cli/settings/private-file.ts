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
import { codeOf, whyNotWritten } from "./why-not";

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
      throw new Failure(EXIT.refused, `Others can read ${file}. Only you should be able to.`, [
        `Fix it: chmod 600 '${file}'`,
      ]);
    }
    return readFileSync(descriptor, "utf8");
  } finally {
    closeSync(descriptor);
  }
}

export type PrivateFile = { file: string; text: string };

/**
 * Write files that nobody else may read: each whole or not at all, whatever happens meanwhile, and none where there is no room for all.
 * @throws Failure, and the files are as they were
 */
export function writePrivateFiles(...files: readonly PrivateFile[]): void {
  const written: { unfinished: string; file: string }[] = [];
  let now = "";
  try {
    for (const { file, text } of files) {
      now = file;
      const unfinished = `${file}.${randomUUID()}`;
      written.push({ unfinished, file });
      writeWhole(unfinished, text);
    }
    for (const { unfinished, file } of written) {
      now = file;
      renameSync(unfinished, file);
      syncFolder(path.dirname(file));
    }
  } catch (error) {
    for (const { unfinished } of written) removeIfThere(unfinished);
    throw new Failure(EXIT.refused, `${now} could not be written: ${whyNotWritten(error)}.`);
  }
}

function writeWhole(file: string, text: string): void {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  const descriptor = openSync(file, "wx", 0o600);
  try {
    const octets = Buffer.from(text);
    for (let at = 0; at < octets.length; ) at += writeSync(descriptor, octets, at);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  chmodSync(file, 0o600);
}

function removeIfThere(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // There is no folder that it could be in.
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
