/** `npm run check`: format, lint, types and unit tests; quick enough to run before every commit. */
import { existsSync } from "node:fs";
import { ensureDevelopmentDependencies, requireNode } from "./prepare.mjs";
import { command, node, types, vitest } from "./test-suites.mjs";

requireNode();
await ensureDevelopmentDependencies();
// tsc reads the types that Next.js makes; a build writes them too.
if (existsSync("app") && !existsSync("next-env.d.ts")) await node("next/dist/bin/next", ["typegen"]);

// What is said beside the unit tests is kept together until they have ended.
let said = "";
const say = (text) => {
  said += `${text}${text.endsWith("\n") ? "" : "\n"}`;
};
const [unit, ...others] = await Promise.all([
  vitest(["unit"], []),
  command("lint", "@biomejs/biome/bin/biome", ["check", "."], say),
  types([], say),
]);
process.stdout.write(said);
process.exit([unit, ...others].some((outcome) => outcome.failed > 0) ? 1 : 0);
