import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";

/** Programs that the guide asks for. A `date` that takes words is GNU's. */
const PROGRAMS = ["bash --version", "curl --version", "jq --version", "date -d tomorrow"];

/** Those of them that are not installed here: without one of them nothing of the guide is run. */
export const absent = PROGRAMS.filter((line) => spawnSync(line, { shell: true, stdio: "ignore" }).status !== 0);

/**
 * Run shell lines in a folder, with these variables and none of whoever runs the tests.
 * @param shell the command that takes the lines behind `-c`
 */
export async function runShell(
  shell: readonly string[],
  script: string,
  { folder, variables }: { folder: string; variables: Record<string, string> },
): Promise<{ code: unknown; output: string; complaints: string }> {
  const [command = "", ...options] = shell;
  const env = { PATH: `${folder}:${process.env.PATH}`, NODE_ENV: "test" as const, ...variables };
  // A bash whose standard input is a socket, as a pipe of Node.js is, takes itself for a remote one and reads ~/.bashrc.
  const child = spawn(command, [...options, "-c", script], { cwd: folder, env, stdio: ["ignore", "pipe", "pipe"] });
  const ended = once(child, "exit");
  const [output, complaints, [code]] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { code, output, complaints };
}
