/**
 * `npm test`: everything that must hold, with all set-up. `npm test -- unit` or `npm test -- e2e bulk-revoke.spec.ts`
 * runs a part; what follows the part is handed to its runner.
 */
import { spawnSync } from "node:child_process";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { ensureChromium } from "./chromium.mjs";
import { command, ownHome, playwright, vitest } from "./test-suites.mjs";

process.chdir(path.resolve(path.dirname(fileURLToPath(import.meta.url)), ".."));
ownHome();

const SUITES = {
  lint: () => command("lint", "@biomejs/biome/bin/biome", ["check", "."]),
  types: () => command("types", "typescript/bin/tsc", ["--noEmit"]),
  unit: (args) => vitest(["unit"], args),
  database: (args) => vitest(["database"], args),
  http: (args) => vitest(["http"], args),
  process: (args) => vitest(["process"], args),
  e2e: async (args) => {
    process.env.CHROMIUM_PATH = await ensureChromium();
    return playwright(args);
  },
};
// Which parts run against the production build; tsc reads the types that Next.js writes with it.
const NEEDS_BUILD = ["types", "http", "process", "e2e"];

const [part, ...args] = process.argv.slice(2);
if (part !== undefined && !Object.hasOwn(SUITES, part)) {
  console.error(`There is no part "${part}": choose one of ${Object.keys(SUITES).join(", ")}.`);
  process.exit(2);
}
const chosen = part === undefined ? Object.keys(SUITES) : [part];
const totals = { passed: 0, failed: 0, skipped: 0 };

await stage("dependencies", () => ensure("ensureDependencies"));
if (totals.failed > 0) {
  // Each suite that cannot run is a failure, and one sentence says why better than eight stack traces.
  totals.failed += chosen.length;
} else {
  if (chosen.some((name) => NEEDS_BUILD.includes(name))) await stage("production build", () => ensure("ensureBuild"));
  for (const name of chosen) await stage(name, () => SUITES[name](args));
}

const skipped = totals.skipped > 0 ? `, ${totals.skipped} skipped` : "";
console.log(`\n${totals.passed} passed, ${totals.failed} failed${skipped}`);
process.exit(totals.failed > 0 ? 1 : 0);

/** Run one step to its end and add what it counted. One that throws counts as a failure, and the next goes on. */
async function stage(name, step) {
  console.log(`\n── ${name}`);
  const started = Date.now();
  let result;
  try {
    result = (await step()) ?? {};
  } catch (error) {
    console.log(`${name}: ${error instanceof Error ? error.message : error}`);
    result = { failed: 1 };
  }
  const { passed = 0, failed = 0, skipped = 0 } = result;
  totals.passed += passed;
  totals.failed += failed;
  totals.skipped += skipped;
  console.log(`── ${name}: ${((Date.now() - started) / 1000).toFixed(1)} s${failed > 0 ? `, ${failed} FAILED` : ""}`);
}

/** Run one of the ensuring steps of `npm start`, in a process of its own: it ends the process when it fails. */
async function ensure(step) {
  const { status } = spawnSync(
    process.execPath,
    ["--input-type=module", "--eval", `import { ${step} } from "./scripts/prepare.mjs"; await ${step}();`],
    { stdio: ["ignore", "inherit", "inherit"] },
  );
  if (status !== 0) throw new Error("failed; what needs it will fail too.");
}
