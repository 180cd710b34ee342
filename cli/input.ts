import { createInterface } from "node:readline/promises";
import { EXIT, Failure, usageFailure } from "./failure";

/** All of standard input. */
export async function readInput(): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of process.stdin) pieces.push(piece);
  return Buffer.concat(pieces).toString("utf8");
}

/** Whether there is a person to ask. */
export function hasPerson(): boolean {
  return process.stdin.isTTY === true && process.stderr.isTTY === true;
}

/** A line that a person types. Ctrl-C and the end of the input end the command. */
export async function askPerson(question: string): Promise<string> {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  const cancelled = new AbortController();
  lines.on("SIGINT", () => cancelled.abort());
  lines.on("close", () => cancelled.abort());
  try {
    return await lines.question(question, { signal: cancelled.signal });
  } catch {
    throw new Failure(EXIT.interrupted, "Cancelled. Nothing was changed.");
  } finally {
    lines.close();
  }
}

/** A secret that a person types or pastes: nothing of it is seen. */
export async function askHidden(question: string): Promise<string> {
  const { stdin, stderr } = process;
  // First: what is typed as soon as it is asked for is seen otherwise.
  stdin.setRawMode(true);
  stderr.write(question);
  stdin.setEncoding("utf8");
  let typed = "";
  try {
    for await (const piece of stdin) {
      for (const key of String(piece)) {
        if (key === "\u0003") throw new Failure(EXIT.interrupted, "Cancelled. Nothing was changed.");
        if (key === "\r" || key === "\n" || key === "\u0004") return typed;
        typed = key === "\u007f" || key === "\b" ? typed.slice(0, -1) : typed + key;
      }
    }
    return typed;
  } finally {
    stdin.setRawMode(false);
    stderr.write("\n");
  }
}

/** Go on only with a yes, where that was not said before. */
export async function confirm(question: string, { yes }: { yes?: boolean | undefined }): Promise<void> {
  if (yes) return;
  if (!hasPerson()) throw usageFailure("There is no terminal to confirm this on.", "Confirm it beforehand with --yes.");
  if (!(await isYes(question))) throw new Failure(EXIT.refused, "Nothing was changed.");
}

/** Ask a person for a yes: anything else is none. */
export async function isYes(question: string): Promise<boolean> {
  const answer = await askPerson(`${question} [y/N] `);
  return /^y(es)?$/i.test(answer.trim());
}
