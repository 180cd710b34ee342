import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);

/** The real curl, as a user runs it. @returns the status and the body of the answer */
export async function curl(...args: string[]): Promise<{ status: number; body: string }> {
  const { stdout } = await run("curl", ["--silent", "--show-error", "--write-out", "\n%{http_code}", ...args]);
  const end = stdout.lastIndexOf("\n");
  return { status: Number(stdout.slice(end + 1)), body: stdout.slice(0, end) };
}

/** Whether this machine has curl: most do, the smallest containers do not. */
export function hasCurl(): Promise<boolean> {
  return run("curl", ["--version"]).then(
    () => true,
    () => false,
  );
}
