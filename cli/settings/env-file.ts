import { randomBytes } from "node:crypto";
import {
  closeSync,
  fchmodSync,
  fchownSync,
  fsyncSync,
  linkSync,
  lstatSync,
  openSync,
  readdirSync,
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
import { syncFolder } from "./private-file";

const DEFAULT_NAME = "LATCHKEY_TOKEN";
const NAME = /^[A-Za-z_]\w*$/;
const OTHERS = 0o007;
const MOST_LINKS = 40;

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
      rmSync(writeBeside(setting.#file, octets, stats));
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
   * Replace the file by one with this secret in it: whole or not at all, and on the disk when this returns.
   * @returns whether others could read the file, who no longer can
   * @throws Failure, and the file is as it was
   */
  write(secret: string): { wasOpen: boolean } {
    try {
      const { octets, stats } = this.#read();
      const unfinished = writeBeside(this.#file, this.#with(octets, secret), stats);
      try {
        if (this.#read().octets !== octets)
          throw new Failure(EXIT.refused, `${this.typed} was changed by something else at the same moment.`);
        renameSync(unfinished, this.#file);
      } catch (error) {
        rmSync(unfinished, { force: true });
        throw error;
      }
      syncFolder(path.dirname(this.#file));
      return { wasOpen: stats !== undefined && (stats.mode & OTHERS) !== 0 };
    } catch (error) {
      throw failureOf(error, this.typed);
    }
  }

  close(): void {
    rmSync(this.#lock, { force: true });
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
  if (!NAME.test(name)) throw usageFailure(`“${name}” cannot be the name of a setting.`);
  return { file: typed.slice(0, at), name };
}

/** Where links lead, also to a file that is not there yet. */
function targetOf(file: string, links = 0): string {
  const place = path.join(realpathSync(path.dirname(path.resolve(file))), path.basename(file));
  if (lstatSync(place, { throwIfNoEntry: false })?.isSymbolicLink() !== true) return place;
  if (links === MOST_LINKS) throw new Failure(EXIT.refused, `${file} leads in a circle.`);
  return targetOf(path.resolve(path.dirname(place), readlinkSync(place)), links + 1);
}

/**
 * A file of ours beside another one. What keeps `.env*` or `*.env` out of a repository keeps this out, too.
 * @param what says which process it is of
 */
function besides(file: string, what: string): string {
  return path.join(path.dirname(file), `.env.latchkey.${what}.${path.basename(file)}`);
}

function writeBeside(file: string, octets: string, like: Stats | undefined): string {
  const unfinished = besides(file, `${process.pid}-${randomBytes(4).toString("hex")}`);
  const descriptor = openSync(unfinished, "wx", 0o600);
  try {
    const buffer = Buffer.from(octets, "latin1");
    for (let at = 0; at < buffer.length; ) at += writeSync(descriptor, buffer, at);
    if (like !== undefined && process.platform !== "win32") {
      fchownSync(descriptor, like.uid, like.gid);
      fchmodSync(descriptor, like.mode & 0o777 & ~OTHERS);
    }
    fsyncSync(descriptor);
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw error;
  } finally {
    closeSync(descriptor);
  }
  return unfinished;
}

/** What runs of this client left that were killed: it may hold a secret. */
function removeUnfinished(file: string): void {
  const base = path.basename(file);
  for (const name of readdirSync(path.dirname(file))) {
    const [, pid, ending] = /^\.env\.latchkey\.(\d+)-[0-9a-f]{8}\.(.*)$/s.exec(name) ?? [];
    if (pid !== undefined && ending === base && !isAlive(Number(pid)))
      rmSync(path.join(path.dirname(file), name), { force: true });
  }
}

/** @returns the file that says that this process has the other one */
function lock(file: string): string {
  const held = besides(file, "lock");
  const own = besides(file, `${process.pid}-${randomBytes(4).toString("hex")}`);
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
    `Wait for it, or remove ${held} if there is no such process.`,
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

function failureOf(error: unknown, file: string): Failure {
  if (error instanceof Failure) return error;
  const code = codeOf(error);
  if (code === "EPERM")
    return new Failure(EXIT.refused, `${file} belongs to somebody else, and would not after it was written.`);
  return new Failure(EXIT.refused, `${file} could not be written: ${code === "ENOSPC" ? "the disk is full" : code}.`);
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "unknown";
}
