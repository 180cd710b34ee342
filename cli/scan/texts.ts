import { spawn } from "node:child_process";
import { createReadStream } from "node:fs";
import { lstat, readdir } from "node:fs/promises";
import path from "node:path";
import { EXIT, Failure, usageFailure } from "../failure";
import { readInput } from "../input";

/** A piece of what is looked through, and where it stands. */
export type Text = { place: string; text: string };

// Longer than any secret: one that stands across two pieces is in the second one whole.
const OVERLAP = 128;
const NOT_LOOKED_INTO = new Set([".git", "node_modules"]);

export async function textOfInput(): Promise<Text> {
  return { place: "standard input", text: await readInput() };
}

/** The contents of a file, or of all files below a folder. Links are not followed: what they lead to is a file of its own. */
export async function* textsOfFiles(file: string): AsyncGenerator<Text> {
  const found = await lstat(file).catch(() => undefined);
  if (found === undefined) throw usageFailure(`There is no ${file}.`);
  if (found.isFile()) yield* piecesOf(file, createReadStream(file));
  if (!found.isDirectory()) return;
  for (const entry of await readdir(file, { withFileTypes: true })) {
    if (NOT_LOOKED_INTO.has(entry.name) || !(entry.isFile() || entry.isDirectory())) continue;
    yield* textsOfFiles(path.join(file, entry.name));
  }
}

/** What every commit of a repository has added or removed, by the commit. */
export async function* textsOfHistory(folder: string): AsyncGenerator<Text> {
  const git = spawn("git", ["-C", folder, "log", "--all", "-p", "--no-color", "--format=commit %H"], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  let complaint = "";
  git.stderr.on("data", (piece) => (complaint += piece));
  const ended = new Promise<number | string>((resolve) => {
    git.once("error", (error) => resolve(error.message));
    git.once("close", (code, signal) => resolve(code ?? signal ?? "nothing"));
  });
  let commit = "";
  for await (const { text } of piecesOf(folder, git.stdout)) {
    // Of each piece the commit that it begins in, and those that begin in it.
    const parts = text.split(/^commit ([0-9a-f]{40,64})$/m);
    yield { place: commit, text: parts[0] ?? "" };
    for (let n = 1; n < parts.length; n += 2) {
      commit = `commit ${(parts[n] ?? "").slice(0, 12)}`;
      yield { place: commit, text: parts[n + 1] ?? "" };
    }
  }
  const how = await ended;
  if (how !== 0)
    throw new Failure(EXIT.refused, `git could not show the history of ${folder}: ${complaint.trim() || how}`);
}

async function* piecesOf(place: string, stream: AsyncIterable<Buffer>): AsyncGenerator<Text> {
  let before = "";
  try {
    for await (const piece of stream) {
      // An octet is a character: secrets are ASCII, whatever the rest is.
      const text = before + piece.toString("latin1");
      yield { place, text };
      before = text.slice(-OVERLAP);
    }
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : "unknown";
    throw new Failure(EXIT.refused, `${place} cannot be read (${code}).`);
  }
}
