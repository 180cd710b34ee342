import { type StdioOptions, spawn } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import { EXIT, Failure, usageFailure } from "../../failure";
import { writePrivateFile } from "../../settings/private-file";

/** Where a new secret goes: to standard output, into a file of settings, or to a command. */
export type HandoverOptions = { toEnv?: string; exec?: string };

const DEFAULT_NAME = "LATCHKEY_TOKEN";
const NAME = /^[A-Za-z_]\w*$/;

/** A file and the name of the setting in it, from `FILE` or `FILE:NAME`. */
export function envTargetOf(typed: string): { file: string; name: string } {
  const at = typed.lastIndexOf(":");
  const name = at > 1 ? typed.slice(at + 1) : undefined;
  if (name === undefined) return { file: typed, name: DEFAULT_NAME };
  if (!NAME.test(name)) throw usageFailure(`“${name}” cannot be the name of a setting.`);
  return { file: typed.slice(0, at), name };
}

/**
 * Set one setting of a file and keep everything else in it: its other lines, their order, its line endings. The file is replaced whole,
 * and nobody else may read it from then on.
 */
export function writeToEnv(typed: string, secret: string): void {
  const { file, name } = envTargetOf(typed);
  const before = readText(file);
  const newline = before.includes("\r\n") ? "\r\n" : "\n";
  const line = `${name}=${secret}`;
  const existing = new RegExp(`^[ \\t]*(export[ \\t]+)?${name}[ \\t]*=.*$`, "m");
  // Of several, readers take the last: all become this one.
  const after = existing.test(before)
    ? before.replaceAll(
        new RegExp(existing.source, "gm"),
        (_, exported: string | undefined) => `${exported ?? ""}${line}`,
      )
    : `${before}${before === "" || before.endsWith("\n") ? "" : newline}${line}${newline}`;
  writePrivateFile(file, after);
}

/** Look, before a secret is made, whether it will have a place. */
export function checkEnvTarget(typed: string): void {
  const { file } = envTargetOf(typed);
  if (readText(file) !== "") return;
  writePrivateFile(file, "");
}

function readText(file: string): string {
  try {
    if (!statSync(file).isFile()) throw usageFailure(`${file} is not a file.`);
    return readFileSync(file, "utf8");
  } catch (error) {
    if (error instanceof Failure) throw error;
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return "";
    throw new Failure(EXIT.refused, `${file} cannot be read.`);
  }
}

/**
 * Give a secret to a command of the shell on its standard input, in no argument and no variable of it. What the command writes goes to standard error.
 * @throws Failure where it did not succeed
 */
export async function handToCommand(command: string, secret: string): Promise<void> {
  const child = startCommand(command);
  // A command that reads nothing, or ends early, says by its exit code how it went.
  child.stdin?.on("error", () => {});
  child.stdin?.end(secret);
  const ended = await new Promise<number | string>((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("close", (code, signal) => resolve(code ?? signal ?? "nothing"));
  });
  if (ended === 0) return;
  const how = typeof ended === "number" ? `ended with exit code ${ended}` : `was ended by ${ended}`;
  throw new Failure(EXIT.refused, `The command ${how}.`);
}

/** What Node.js calls a pipe is a socket elsewhere, and such a one cannot be opened as `/dev/stdin`: the shell makes a pipe of it. */
function startCommand(command: string) {
  const stdio = ["pipe", 2, 2] satisfies StdioOptions;
  if (process.platform === "win32") return spawn(command, { shell: true, stdio });
  return spawn("/bin/sh", ["-c", 'cat | /bin/sh -c "$1"', "sh", command], { stdio });
}
