import { type StdioOptions, spawn } from "node:child_process";
import { EXIT, Failure } from "../../failure";

/**
 * Give a secret to a command of the shell on its standard input, in no argument and no variable of it. What the command writes goes to standard error.
 * @throws Failure where it did not succeed
 */
export async function handToCommand(command: string, secret: string): Promise<void> {
  const child = startCommand(command);
  // A command that reads nothing, or ends early, says by its exit code how it went.
  child.stdin?.on("error", () => {});
  child.stdin?.end(`${secret}\n`);
  const ended = await new Promise<number | string>((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("close", (code, signal) => resolve(code ?? signal ?? "nothing"));
  });
  if (ended === 0) return;
  const how = typeof ended === "number" ? `ended with exit code ${ended}` : `was ended by ${ended}`;
  throw new Failure(EXIT.refused, `The command ${how}.`);
}

// The command starts once the whole secret is there: a client that is killed on the way gives it nothing, and not a part. What Node.js calls
// a pipe is a socket elsewhere, and such a one cannot be opened as `/dev/stdin`: the shell makes a pipe of it.
export const HAND_OVER = 'IFS= read -r secret || exit 1; printf %s "$secret" | /bin/sh -c "$1"';

// Windows has no shell that could do so: there Node.js does, as a process of its own, which outlives the client.
export const HAND_OVER_BY_NODE = `
let secret = "";
process.stdin.on("data", (piece) => (secret += piece));
process.stdin.on("end", () => {
  if (!secret.endsWith("\\n")) process.exit(1);
  const child = require("node:child_process").spawn(process.argv[1], { shell: true, stdio: ["pipe", 2, 2] });
  child.stdin.on("error", () => {});
  child.stdin.end(secret.slice(0, -1));
  child.on("error", () => process.exit(1));
  child.on("close", (code) => process.exit(code ?? 1));
});`;

function startCommand(command: string) {
  const stdio = ["pipe", 2, 2] satisfies StdioOptions;
  if (process.platform === "win32") return spawn(process.execPath, ["-e", HAND_OVER_BY_NODE, "--", command], { stdio });
  return spawn("/bin/sh", ["-c", HAND_OVER, "sh", command], { stdio });
}
