import { spawn } from "node:child_process";
import { createReadStream } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import path from "node:path";
import { readingsOf } from "@/lib/access-token/secret/in-text";
import { usageFailure } from "../failure";

/** A piece of what is looked through, and where it stands. */
export type Text = { place: string; text: string };
/** Is told what could not be read, and why. */
export type Unread = (place: string, why: string) => void;

// Longer than any secret in base64 of UTF-16: one that stands across two pieces is in the second one whole.
const OVERLAP = 512;
const NOT_LOOKED_INTO = new Set([".git", "node_modules"]);
const INPUT = "-";

/** All that is looked through. What cannot be read is left out. @throws Failure where something that was named does not exist */
export async function* textsOf(
  paths: readonly string[],
  { history, unread }: { history?: boolean | undefined; unread: Unread },
): AsyncGenerator<Text> {
  const named = paths.length === 0 ? ["."] : paths;
  for (const file of named) if (file !== INPUT) await requirePath(file);
  for (const file of named) {
    if (file === INPUT) yield* piecesOf("standard input", process.stdin, unread);
    else {
      yield* textsOfNamed(file, unread);
      if (history) yield* textsOfHistory(file, unread);
    }
  }
}

async function requirePath(file: string): Promise<void> {
  await stat(file).catch((error) => {
    if (codeOf(error) === "ENOENT") throw usageFailure(`There is no file or folder ${file}.`);
  });
}

/** What somebody names is followed, whatever it is: a link, or the pipe of `<(…)`. */
async function* textsOfNamed(file: string, unread: Unread): AsyncGenerator<Text> {
  let isFolder: boolean;
  try {
    isFolder = (await stat(file)).isDirectory();
  } catch (error) {
    return unread(file, codeOf(error));
  }
  yield* isFolder ? textsBelow(file, unread) : piecesOf(file, createReadStream(file), unread);
}

async function* textsBelow(folder: string, unread: Unread): AsyncGenerator<Text> {
  for await (const file of filesBelow(folder, unread)) yield* piecesOf(file, createReadStream(file), unread);
}

/** All files below a folder. Links are not followed: what they lead to is a file of its own. */
async function* filesBelow(folder: string, unread: Unread): AsyncGenerator<string> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error) => {
    unread(folder, codeOf(error));
    return [];
  });
  for (const entry of entries) {
    const file = path.join(folder, entry.name);
    if (NOT_LOOKED_INTO.has(entry.name)) continue;
    if (entry.isDirectory()) yield* filesBelow(file, unread);
    else if (entry.isFile()) yield file;
  }
}

/** About how many files and commits there are to look through: what cannot be read is told by `textsOf`. */
export async function countOf(
  paths: readonly string[],
  { history }: { history?: boolean | undefined },
): Promise<number> {
  let count = 0;
  for (const named of paths.length === 0 ? ["."] : paths) {
    if (named === INPUT) count++;
    else if ((await stat(named).catch(() => undefined))?.isDirectory() !== true) count++;
    else for await (const _ of filesBelow(named, () => {})) count++;
    if (history && named !== INPUT) count += await commitsOf(named);
  }
  return count;
}

async function commitsOf(folder: string): Promise<number> {
  const git = spawn("git", ["-C", folder, "rev-list", "--all", "--count"], { stdio: ["ignore", "pipe", "ignore"] });
  let said = "";
  git.stdout.on("data", (piece) => (said += piece));
  await new Promise((resolve) => git.once("error", resolve).once("close", resolve));
  return Number.parseInt(said, 10) || 0;
}

/** What every commit of a repository has added or removed and its message, by the commit. Merges and binary files count. */
async function* textsOfHistory(folder: string, unread: Unread): AsyncGenerator<Text> {
  const shown = ["--all", "-m", "-p", "--text", "--no-textconv", "--no-ext-diff", "--no-color"];
  const git = spawn("git", ["-C", folder, "-c", "log.showRoot=true", "log", ...shown, "--format=commit %H%n%B"], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  let complaint = "";
  git.stderr.on("data", (piece) => (complaint += piece));
  const ended = new Promise<number | string>((resolve) => {
    git.once("error", (error) => resolve(error.message));
    git.once("close", (code, signal) => resolve(code ?? signal ?? "nothing"));
  });
  const place = `the history of ${folder}`;
  let commit = place;
  for await (const { text } of piecesOf(place, git.stdout, unread)) {
    // Of each piece the commit that it begins in, and those that begin in it.
    const parts = text.split(/^commit ([0-9a-f]{40,64})$/m);
    yield { place: commit, text: parts[0] ?? "" };
    for (let n = 1; n < parts.length; n += 2) {
      commit = `commit ${(parts[n] ?? "").slice(0, 12)}`;
      yield { place: commit, text: parts[n + 1] ?? "" };
    }
  }
  const how = await ended;
  if (how !== 0) unread(place, complaint.trim() || String(how));
}

async function* piecesOf(place: string, stream: AsyncIterable<Buffer>, unread: Unread): AsyncGenerator<Text> {
  let before = "";
  try {
    for await (const piece of stream) {
      // An octet is a character: secrets are ASCII, whatever the rest is. Of UTF-16 every other octet is none.
      const text = before + withoutNul(piece.toString("latin1"));
      yield { place, text };
      before = text.slice(-OVERLAP);
    }
  } catch (error) {
    unread(place, codeOf(error));
  }
}

/** All that a text may mean: itself, and what is encoded in it. */
export function decoded(text: string): string {
  return withoutNul(readingsOf(text));
}

function withoutNul(text: string): string {
  return text.replaceAll("\0", "");
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return "code" in error && typeof error.code === "string" ? error.code : error.message;
}
