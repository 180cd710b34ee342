/** How each runner is called, and how many tests it says it ran. */
import { spawn } from "node:child_process";
import { accessSync, constants, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import path from "node:path";

/** One command that is one check: it passes or it fails. */
export async function command(name, script, args) {
  const code = await node(script, args);
  if (code === 0) return { passed: 1 };
  console.log(`${name}: failed with exit code ${code}.`);
  return { failed: 1 };
}

/** The tests of some of vitest's projects (see vitest.config.ts). */
export function vitest(projects, args) {
  const chosen = projects.flatMap((project) => ["--project", project]);
  return counted(async (file) => {
    const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
    return node("vitest/vitest.mjs", ["run", ...chosen, ...reporters, ...args]);
  }, vitestCounts);
}

/** The tests in a real browser (see playwright.config.ts). */
export function playwright(args) {
  return counted(
    (file) =>
      node("@playwright/test/cli.js", ["test", "--reporter=list,json", ...args], { PLAYWRIGHT_JSON_OUTPUT_FILE: file }),
    ({ stats }) => ({ passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped }),
  );
}

/** Run a script of a package in node_modules. Its output goes where ours goes. @returns its exit code */
export function node(script, args, env = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [path.join("node_modules", script), ...args], {
      stdio: ["ignore", "inherit", "inherit"],
      env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", ...env },
    });
    child.on("error", reject);
    child.on("exit", (code, signal) => resolve(code ?? signal));
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

function vitestCounts(report) {
  // A file that could not even be loaded has no tests to count, and must not go unnoticed.
  const broken = report.testResults.filter((file) => file.status === "failed" && file.assertionResults.length === 0);
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

async function counted(run, read) {
  const folder = mkdtempSync(path.join(tmpdir(), "latchkey-report-"));
  const file = path.join(folder, "report.json");
  try {
    const code = await run(file);
    if (!existsSync(file)) throw new Error(`could not run (exit code ${code}).`);
    const counts = read(JSON.parse(readFileSync(file, "utf8")));
    if (counts.passed + counts.failed === 0) throw new Error(`ran no test (exit code ${code}).`);
    if (code !== 0 && counts.failed === 0) return { ...counts, failed: 1 };
    return counts;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
