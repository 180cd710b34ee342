import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";

/**
 * Start a TypeScript file of ours as a process that says something over IPC when it is ready.
 * @returns it, with the first thing that it said
 */
export async function startProcess(
  file: string,
  args: readonly string[] = [],
  env: Record<string, string> = {},
): Promise<{ child: ChildProcess; said: unknown; stop(): Promise<void> }> {
  const child = fork(file, args, {
    execArgv: ["--import", "tsx"],
    env: { ...process.env, NODE_ENV: "production", ...env },
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const orphaned = () => child.kill("SIGKILL");
  process.once("exit", orphaned);
  const ended = once(child, "exit");
  const said = await Promise.race([
    once(child, "message").then(([message]) => message),
    ended.then(([code]) => Promise.reject(new Error(`${file} ended with exit code ${code}`))),
  ]);
  const stop = async () => {
    process.removeListener("exit", orphaned);
    if (child.exitCode === null && child.signalCode === null) child.kill("SIGTERM");
    await ended;
  };
  return { child, said, stop };
}
