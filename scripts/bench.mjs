/** `npm run bench`: how fast it is. What follows `--` is for bench/run.ts. */
import { spawn } from "node:child_process";
import { ensureBuild, ensureDevelopmentDependencies, requireNode } from "./prepare.mjs";

requireNode();
await ensureDevelopmentDependencies();
await ensureBuild();
const child = spawn(process.execPath, ["--import", "tsx", "bench/run.ts", ...process.argv.slice(2)], {
  stdio: "inherit",
});
// It ends what it started, and this process after it. Ctrl-C reaches both.
process.on("SIGINT", () => {});
process.on("SIGTERM", () => child.kill("SIGTERM"));
child.on("exit", (code) => process.exit(code ?? 1));
