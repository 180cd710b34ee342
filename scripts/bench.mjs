/** `npm run bench`: how fast it is. What follows `--` is for bench/run.ts. */
import { ensureBuild, ensureDevelopmentDependencies, requireNode } from "./prepare.mjs";
import { run } from "./test-suites.mjs";

requireNode();
await ensureDevelopmentDependencies();
await ensureBuild();
// It ends what it started before it ends.
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => {});
const code = await run(["--import", "tsx", "bench/run.ts", ...process.argv.slice(2)]);
process.exit(typeof code === "number" ? code : 1);
