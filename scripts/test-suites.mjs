/** How each runner is called, and what it says of the files that it ran. */
import { spawn } from "node:child_process";
import { accessSync, constants, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { availableParallelism, homedir, tmpdir } from "node:os";
import path from "node:path";

/**
 * What one file of tests did: `seconds` from its start to its end in Vitest, the sum of its tests in the browser, where they run
 * beside each other.
 * @typedef {{ part: string, file: string, seconds: number, startedAt: number, endedAt: number }} FileReport
 * @typedef {{ test: string, message: string }} Failure the full name of a test, and the message of its first error
 * @typedef {{ passed?: number, failed?: number, skipped?: number, failures?: Failure[], files?: FileReport[] }} Outcome
 */

/**
 * One command that is one check: it passes or it fails.
 * @returns {Promise<Outcome>}
 */
export async function command(name, script, args, say) {
  const code = await node(script, args, { say });
  if (code === 0) return { passed: 1 };
  (say ?? console.log)(`${name}: failed with exit code ${code}.`);
  return { failed: 1 };
}

/**
 * What tsc finds. Each of its checkers works out for itself what others know too: the four that it has otherwise take two thirds more
 * processor time than one, while other checks wait for a processor.
 * @returns {Promise<Outcome>}
 */
export function types(args, say) {
  const checkers = Math.ceil(availableParallelism() / 2);
  return command("types", "typescript/bin/tsc", ["--noEmit", "--checkers", String(checkers), ...args], say);
}

/**
 * The tests of some of Vitest's projects (see vitest.config.ts), in one run.
 * @returns {Promise<Outcome>}
 */
export function vitest(projects, args, say) {
  const chosen = projects.flatMap((project) => ["--project", project]);
  const reporters = ["--reporter=default", "--reporter=./scripts/vitest-reporter.mjs"];
  return reported((TEST_REPORT) =>
    node("vitest/vitest.mjs", ["run", ...chosen, ...reporters, ...args], { env: { TEST_REPORT }, say }),
  );
}

/**
 * The tests in a real browser (see playwright.config.ts).
 * @returns {Promise<Outcome>}
 */
export function playwright(args, say) {
  const reporters = "--reporter=list,./scripts/playwright-reporter.mjs";
  return reported((TEST_REPORT) =>
    node("playwright/cli.js", ["test", reporters, ...args], { env: { TEST_REPORT }, say }),
  );
}

/**
 * Run a script of a package in node_modules. Its output goes where ours goes, or to `say` where something else runs beside it.
 * @returns its exit code
 */
export function node(script, args, { env = {}, say } = {}) {
  return run([path.join("node_modules", script), ...args], { env, say });
}

/** Run Node.js. @returns its exit code, or the signal that ended it */
export function run(args, { env = {}, say } = {}) {
  const output = say === undefined ? "inherit" : "pipe";
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      stdio: ["ignore", output, output],
      env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", ...env },
    });
    for (const stream of [child.stdout, child.stderr]) stream?.setEncoding("utf8").on("data", say);
    child.on("error", reject);
    child.on("close", (code, signal) => resolve(code ?? signal));
  });
}

/** Where HOME is missing or cannot be written to, browsers and npm get an empty one for this run. */
export function ownHome() {
  try {
    accessSync(homedir(), constants.W_OK);
  } catch {
    const home = mkdtempSync(path.join(tmpdir(), "latchkey-home-"));
    process.env.HOME = home;
    // npm has told its scripts where it would have kept its cache: in the home that is not there.
    process.env.npm_config_cache = path.join(home, ".npm");
    process.on("exit", () => rmSync(home, { recursive: true, force: true }));
  }
}

/** Call a runner that writes an `Outcome` into the file that it is given. */
async function reported(start) {
  const folder = mkdtempSync(path.join(tmpdir(), "latchkey-report-"));
  const file = path.join(folder, "report.json");
  try {
    const code = await start(file);
    if (!existsSync(file)) throw new Error(`could not run (exit code ${code}).`);
    const outcome = JSON.parse(readFileSync(file, "utf8"));
    if (outcome.passed + outcome.failed === 0) throw new Error(`ran no test (exit code ${code}).`);
    if (code !== 0 && outcome.failed === 0) return { ...outcome, failed: 1 };
    return outcome;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
