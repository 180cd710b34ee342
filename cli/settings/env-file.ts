import {
  closeSync,
  fchmodSync,
  fchownSync,
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
import { codeOf, lock, removeUnfinished, unfinishedName } from "./beside";
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
          throw new Failure(EXIT.refused, `${this.typed} was changed by another program at the same time.`);
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

function writeBeside(file: string, octets: string, like: Stats | undefined): string {
  const unfinished = unfinishedName(file);
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

function failureOf(error: unknown, file: string): Failure {
  if (error instanceof Failure) return error;
  const code = codeOf(error);
  if (code === "EPERM")
    return new Failure(EXIT.refused, `${file} belongs to another user, which writing it would change.`);
  return new Failure(EXIT.refused, `Could not write ${file}: ${code === "ENOSPC" ? "the disk is full" : code}.`);
}
