/** `npm run check`: format, lint, types and unit tests; quick enough to run before every commit. */
import { existsSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { command, node, vitest } from "./test-suites.mjs";

process.chdir(path.resolve(path.dirname(fileURLToPath(import.meta.url)), ".."));

if (!existsSync("node_modules/vitest")) {
  console.error("The development dependencies are not installed: run npm ci first.");
  process.exit(1);
}
// tsc reads the types that Next.js makes; a build writes them too.
if (existsSync("app") && !existsSync("next-env.d.ts")) await node("next/dist/bin/next", ["typegen"]);

const results = [
  await command("lint", "@biomejs/biome/bin/biome", ["check", "."]),
  await command("types", "typescript/bin/tsc", ["--noEmit"]),
  await vitest(["unit"], []),
];
process.exit(results.some((result) => result.failed > 0) ? 1 : 0);
