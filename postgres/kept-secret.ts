import { randomBytes } from "node:crypto";
import { chmodSync, chownSync, linkSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";

/**
 * The secret in a file of `folder`, made on first use: 256 bits, readable to the folder's owner alone. It appears complete or
 * not at all; of two that make it at once, both get the same.
 * @throws when the file belongs to someone else; the message says so
 */
export function keptSecret(folder: string, name: string): string {
  const file = path.join(folder, name);
  const existing = read(file);
  if (existing) return existing;
  const unfinished = `${file}.unfinished-${process.pid}`;
  try {
    writeFileSync(unfinished, `${randomBytes(32).toString("base64url")}\n`, { mode: 0o600 });
    giveToOwnerOf(folder, unfinished);
    if (existing === "") rmSync(file, { force: true });
    // Unlike a rename, a link never replaces the file of another process.
    linkSync(unfinished, file);
  } catch (error) {
    if (!isCode(error, "EEXIST")) throw error;
  } finally {
    rmSync(unfinished, { force: true });
  }
  return read(file) ?? "";
}

/** Files that root creates in another user's folder must belong to that user. */
export function giveToOwnerOf(folder: string, file: string): void {
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = statSync(folder);
  chownSync(file, uid, gid);
}

function read(file: string): string | undefined {
  try {
    const text = readFileSync(file, "utf8").trim();
    if (process.platform !== "win32" && (statSync(file).mode & 0o077) !== 0) chmodSync(file, 0o600);
    return text;
  } catch (error) {
    if (isCode(error, "ENOENT")) return undefined;
    throw new Error(`${file} belongs to another user: start as that user, or set DATA_DIR.`, { cause: error });
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
