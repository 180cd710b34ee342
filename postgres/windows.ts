import { spawn } from "node:child_process";
import { once } from "node:events";
import { type Binaries, program } from "./binaries";
import { bareEnvironment } from "./identity";

/**
 * On Windows `pg_ctl` starts and stops PostgreSQL: it drops an administrator's rights, with which PostgreSQL refuses to
 * run, and Windows has no signal for a clean stop.
 */
export async function pgCtl(binaries: Binaries, cluster: string, args: string[]): Promise<void> {
  // Nothing is piped: PostgreSQL would inherit the pipe and keep it open.
  const child = spawn(program(binaries, "pg_ctl"), [...args, "-D", cluster], {
    cwd: cluster,
    env: bareEnvironment(),
    windowsHide: true,
    stdio: "ignore",
  });
  const [code] = await once(child, "exit");
  if (code !== 0) throw new Error(`pg_ctl ${args[0]} ended with ${code}.`);
}
