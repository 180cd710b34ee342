/**
 * `npm test`: everything that must hold, including setup. `npm test -- unit` or `npm test -- e2e bulk-revoke.spec.ts`
 * runs a part; what follows the part is handed to its runner.
 */
import { readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { ensureChromium } from "./chromium.mjs";
import { overBudget, slowest } from "./test-budget.mjs";
import { command, ownHome, playwright, run, types, vitest } from "./test-suites.mjs";

process.chdir(path.resolve(path.dirname(fileURLToPath(import.meta.url)), ".."));
ownHome();

// Vitest's projects (see vitest.config.ts).
const DATABASE = ["database", "database-isolated"];

const SUITES = {
  lint: (args, say) => command("lint", "@biomejs/biome/bin/biome", ["check", ...args, "."], say),
  types,
  unit: (args, say) => vitest(["unit"], args, say),
  database: (args, say) => vitest(DATABASE, args, say),
  http: (args, say) => vitest(["http"], args, say),
  process: (args, say) => vitest(["process"], args, say),
  e2e: (args, say) => playwright(args, say),
};
// Which parts run against the production build; tsc reads the types that Next.js writes with it.
const NEEDS_BUILD = ["types", "http", "process", "e2e"];

// How much of a failure is said once more at the end.
const FAILURE_LINES = 16;
const FAILURE_WIDTH = 200;

const [part, ...args] = process.argv.slice(2);
if (part !== undefined && !Object.hasOwn(SUITES, part)) {
  console.error(`There is no part "${part}": choose one of ${Object.keys(SUITES).join(", ")}.`);
  process.exit(2);
}
const totals = { passed: 0, failed: 0, skipped: 0 };
const times = [];
const files = [];
const failures = [];
const begun = Date.now();

await stage("dependencies", () => ensure("ensureDevelopmentDependencies"));
if (totals.failed > 0) {
  // Each part that cannot run is a failure, and one sentence says why better than eight stack traces.
  totals.failed += part === undefined ? Object.keys(SUITES).length : 1;
} else if (part === undefined) {
  await everything();
} else {
  if (NEEDS_BUILD.includes(part)) await stage("production build", () => ensure("ensureBuild"));
  if (part === "e2e") await stage("browser", browser);
  await stage(part, () => SUITES[part](args));
}
report();
const skipped = totals.skipped > 0 ? `, ${totals.skipped} skipped` : "";
console.log(`\n${totals.passed} passed, ${totals.failed} failed${skipped}`);
process.exit(totals.failed > 0 ? 1 : 0);

/** All parts. What needs no build runs beside it; the tests that need a PostgreSQL share one, and types are checked beside the first of them. */
async function everything() {
  await Promise.all([
    aside("production build", (say) => ensure("ensureBuild", say)),
    aside("lint", suite("lint"))
      .then(() => aside("unit", suite("unit")))
      .then(() => aside("browser", browser)),
  ]);
  const types = aside("types", suite("types"));
  await stage("database, http, process", () => vitest([...DATABASE, "served"], []));
  await types;
  await stage("e2e", suite("e2e"));
}

function suite(name) {
  return (say) => SUITES[name]([], say);
}

/** Run one step to its end and add what it counted. One that throws counts as a failure, and the next goes on. */
async function stage(name, step) {
  console.log(`\n── ${name}`);
  await timed(name, step);
}

/** The same beside another one: what it says is kept together until its end. */
async function aside(name, step) {
  let said = `\n── ${name}\n`;
  const say = (text) => {
    said += text;
  };
  await timed(
    name,
    () => step(say),
    () => process.stdout.write(said),
  );
}

async function timed(name, step, before = () => {}) {
  const started = Date.now();
  let outcome;
  try {
    outcome = (await step()) ?? {};
    before();
  } catch (error) {
    before();
    console.log(`${name}: ${error instanceof Error ? error.message : error}`);
    outcome = { failed: 1 };
  }
  const { passed = 0, failed = 0, skipped = 0 } = outcome;
  totals.passed += passed;
  totals.failed += failed;
  totals.skipped += skipped;
  files.push(...(outcome.files ?? []));
  failures.push(...(outcome.failures ?? []));
  times.push({ name, seconds: (Date.now() - started) / 1000, files: outcome.files ?? [] });
  console.log(`── ${name}: ${seconds(times.at(-1).seconds)}${failed > 0 ? `, ${failed} FAILED` : ""}`);
}

/** Run one of the ensuring steps of `npm start`, in a process of its own: it ends the process when it fails. */
async function ensure(step, say) {
  const script = `import { ${step} } from "./scripts/prepare.mjs"; await ${step}();`;
  const code = await run(["--input-type=module", "--eval", script], { say });
  if (code !== 0) throw new Error("failed; what needs it will fail too.");
}

async function browser(say) {
  const chromium = await ensureChromium(say);
  if (chromium !== undefined) process.env.CHROMIUM_PATH = chromium;
}

function report() {
  console.log("\nTime of each part");
  for (const time of times) {
    console.log(`  ${seconds(time.seconds).padStart(8)}  ${time.name}`);
    // Where several kinds of tests share a run: from the first start to the last end of each.
    const parts = new Set(time.files.map((file) => file.part));
    if (parts.size < 2) continue;
    for (const name of parts) {
      const of = time.files.filter((file) => file.part === name);
      const wall = Math.max(...of.map((file) => file.endedAt)) - Math.min(...of.map((file) => file.startedAt));
      console.log(`  ${seconds(wall / 1000).padStart(8)}    of it ${name}`);
    }
  }
  console.log(`  ${seconds((Date.now() - begun) / 1000).padStart(8)}  in all${processorTime()}`);
  if (files.length > 1) {
    console.log("\nThe slowest files");
    for (const { file, seconds: time } of slowest(files)) console.log(`  ${seconds(time).padStart(8)}  ${file}`);
  }
  const over = overBudget(files);
  if (over.length > 0) {
    console.log("\nOver their budget (see CONTRIBUTING.md)");
    for (const { file, seconds: time, budget } of over)
      console.log(`  ${seconds(time).padStart(8)}  ${file}, of ${budget} s`);
  }
  // At the very end, since that is all of a long run that many a log keeps.
  if (failures.length > 0) {
    console.log("\nFailed");
    for (const { test, message } of failures) {
      console.log(`  ${test}`);
      for (const line of message.trim().split("\n").slice(0, FAILURE_LINES))
        console.log(`      ${line.slice(0, FAILURE_WIDTH)}`);
    }
  }
}

function seconds(time) {
  return `${time.toFixed(1)} s`;
}

/** What all processes of this run took, where the system tells. */
function processorTime() {
  try {
    const [, fields = ""] = readFileSync("/proc/self/stat", "utf8").split(") ");
    // Fields 16 and 17 of proc(5), in hundredths of a second: what children that have ended took, and theirs.
    const [user, system] = fields.split(" ").slice(13, 15).map(Number);
    return `, ${seconds((user + system) / 100)} of processor time`;
  } catch {
    return "";
  }
}
