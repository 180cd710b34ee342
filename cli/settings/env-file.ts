import {
  closeSync,
  fchmodSync,
  fchownSync,
  fstatSync,
  fsyncSync,
  lstatSync,
  openSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeSync,
} from "node:fs";
import path from "node:path";
import { EXIT, Failure, usageFailure } from "../failure";
import { lock, removeUnfinished, unfinishedName, unlock } from "./beside";
import { syncFolder } from "./private-file";
import { codeOf, whyNotWritten } from "./why-not";

const DEFAULT_NAME = "LATCHKEY_TOKEN";
const NAME = /^[A-Za-z_]\w*$/;
const OTHERS = 0o007;
const MOST_LINKS = 40;
const MOST_TRIES = 5;
// What a file gets that is made here, where its file system keeps such things.
const NEW_MODE = 0o600;

/** Whether others could read the file before, and whether they still can: a file system such as exFAT keeps no permissions. */
export type Readers = { wasOpen: boolean; isOpen: boolean };

/**
 * One setting in a file of settings, locked against other runs of this client until it is closed. Everything else in the file stays as it is,
 * octet by octet, and so do its owner, its group, and the link that leads to it.
 */
export class EnvSetting {
  /** As it was typed, for people. */
  readonly typed: string;
  readonly #file: string;
  readonly #name: string;
  readonly #lock: string;

  /**
   * Look, before a secret is made, whether it will have a place.
   * @param typed `FILE` or `FILE:NAME`
   * @throws Failure, and nothing has changed
   */
  static open(typed: string): EnvSetting {
    const setting = new EnvSetting(typed);
    try {
      removeUnfinished(setting.#file);
      const { octets, stats } = setting.#read();
      rmSync(writeBeside(setting.#file, octets, stats).unfinished);
      return setting;
    } catch (error) {
      setting.close();
      throw failureOf(error, typed);
    }
  }

  private constructor(typed: string) {
    const { file, name } = envTargetOf(typed);
    this.typed = file;
    this.#name = name;
    try {
      this.#file = targetOf(file);
      this.#lock = lock(this.#file);
    } catch (error) {
      throw failureOf(error, file);
    }
  }

  /** What the setting is now, without quotes around it; undefined where the file has none. */
  get value(): string | undefined {
    const found = [...this.#read().octets.matchAll(this.#line("gm"))].at(-1)?.[3]?.trim();
    return found?.replace(/^(["'])(.*)\1$/, "$2");
  }

  /**
   * Replace the file by one with this secret in it: whole or not at all, and on the disk when this returns. What somebody else writes into it
   * meanwhile stays.
   * @throws Failure, and the file is as it was
   */
  write(secret: string): Readers {
    for (let attempt = 1; attempt <= MOST_TRIES; attempt++) {
      const { readers, put } = this.prepare(secret);
      if (put()) return readers;
    }
    throw new Failure(EXIT.refused, `${this.typed} is changed by something else all the time.`);
  }

  /**
   * Write the file as it will be, beside it. `put` has it take the place of what was read, and does nothing where that has changed.
   * @throws Failure, and the file is as it was
   */
  prepare(secret: string): { readers: Readers; put(): boolean } {
    try {
      const { octets, stats } = this.#read();
      const { unfinished, isOpen } = writeBeside(this.#file, this.#with(octets, secret), stats);
      const readers = { wasOpen: stats !== undefined && isReadable(stats), isOpen };
      return { readers, put: () => this.#put(unfinished, octets) };
    } catch (error) {
      throw failureOf(error, this.typed);
    }
  }

  close(): void {
    unlock(this.#file, this.#lock);
  }

  #put(unfinished: string, before: string): boolean {
    try {
      const isSame = this.#read().octets === before;
      if (!isSame) return false;
      renameSync(unfinished, this.#file);
      syncFolder(path.dirname(this.#file));
      return true;
    } catch (error) {
      throw failureOf(error, this.typed);
    } finally {
      // Where it was not put there.
      rmSync(unfinished, { force: true });
    }
  }

  // Its octets as characters of the same numbers: a file need not be UTF-8.
  #read(): { octets: string; stats: Stats | undefined } {
    const stats = statSync(this.#file, { throwIfNoEntry: false });
    if (stats === undefined) return { octets: "", stats };
    if (!stats.isFile()) throw usageFailure(`${this.typed} is not a file.`);
    return { octets: readFileSync(this.#file, "latin1"), stats };
  }

  #line(flags: string): RegExp {
    return new RegExp(`^([ \\t]*)(export[ \\t]+)?${this.#name}[ \\t]*=([^\\r\\n]*)`, flags);
  }

  #with(before: string, secret: string): string {
    const line = `${this.#name}=${secret}`;
    // Of several, readers take the last: all become this one.
    if (this.#line("m").test(before)) {
      return before.replaceAll(this.#line("gm"), (_, indent: string, exported = "") => `${indent}${exported}${line}`);
    }
    const newline = before.includes("\r\n") ? "\r\n" : "\n";
    return `${before}${before === "" || before.endsWith("\n") ? "" : newline}${line}${newline}`;
  }
}

function envTargetOf(typed: string): { file: string; name: string } {
  const at = typed.lastIndexOf(":");
  const name = at > 1 ? typed.slice(at + 1) : undefined;
  if (name === undefined) return { file: typed, name: DEFAULT_NAME };
  if (!NAME.test(name)) throw usageFailure(`“${name}” is not a valid name for a setting.`);
  return { file: typed.slice(0, at), name };
}

/** Where links lead, also to a file that is not there yet. */
function targetOf(file: string, links = 0): string {
  const place = path.join(realpathSync(path.dirname(path.resolve(file))), path.basename(file));
  if (lstatSync(place, { throwIfNoEntry: false })?.isSymbolicLink() !== true) return place;
  if (links === MOST_LINKS) throw new Failure(EXIT.refused, `${file} is a circular link.`);
  return targetOf(path.resolve(path.dirname(place), readlinkSync(place)), links + 1);
}

function writeBeside(file: string, octets: string, like: Stats | undefined): { unfinished: string; isOpen: boolean } {
  const unfinished = unfinishedName(file);
  const descriptor = openSync(unfinished, "wx", NEW_MODE);
  try {
    const buffer = Buffer.from(octets, "latin1");
    for (let at = 0; at < buffer.length; ) at += writeSync(descriptor, buffer, at);
    if (like !== undefined && process.platform !== "win32") takeAfter(descriptor, like);
    fsyncSync(descriptor);
    return { unfinished, isOpen: isReadable(fstatSync(descriptor)) };
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw error;
  } finally {
    closeSync(descriptor);
  }
}

/** Whether others may something with a file. Windows says nothing by these bits. */
function isReadable({ mode }: Stats): boolean {
  return process.platform !== "win32" && (mode & OTHERS) !== 0;
}

/** Give a file the owner and the group of another one, and what these may; others may nothing. */
function takeAfter(descriptor: number, like: Stats): void {
  const made = fstatSync(descriptor);
  if (made.uid !== like.uid || made.gid !== like.gid) fchownSync(descriptor, like.uid, like.gid);
  try {
    fchmodSync(descriptor, like.mode & 0o777 & ~OTHERS);
  } catch (error) {
    // Where permissions are kept, it has those that it was made with.
    if (codeOf(error) !== "EPERM" || (made.mode & 0o777 & ~NEW_MODE) === 0) throw error;
  }
}

function failureOf(error: unknown, file: string): Failure {
  if (error instanceof Failure) return error;
  if (codeOf(error) === "EPERM")
    return new Failure(EXIT.refused, `${file} belongs to another user, and would not after it was written.`);
  return new Failure(EXIT.refused, `${file} could not be written: ${whyNotWritten(error)}.`);
}
