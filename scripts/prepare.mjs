/**
 * What must be there before the server can start: an ensuring step for each, quick when nothing changed. Plain JavaScript
 * without dependencies, since they may not be installed yet.
 */
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { EnvFileError, readEnvFile } from "../lib/env-file.mjs";
import { installation } from "./dependencies.mjs";
import { isUnchanged, stampOf } from "./inputs.mjs";
import { packScripts } from "./pack.mjs";

const root = path.resolve(import.meta.dirname, "..");
process.chdir(root);
process.env.NEXT_TELEMETRY_DISABLED = "1";
// Next.js reads .env, .env.local and others by rules of its own, unless it finds that done.
process.env.__NEXT_PROCESSED_ENV = "true";

const OLDEST_NODE = [20, 19];

/** Stop with a sentence when Node.js is older than `engines` in package.json says. */
export function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])) return;
  console.error(`Latchkey needs Node.js ${OLDEST_NODE.join(".")} or newer: this is ${process.versions.node}.`);
  process.exit(1);
}

/**
 * Complete the environment with the settings in `.env`, or stop with a sentence that names the line that cannot be read. What is set
 * twice is told beside the output, which may be a secret that a script reads.
 */
export function requireEnvFile() {
  try {
    for (const sentence of readEnvFile()) console.warn(lineAbout("Settings", sentence));
  } catch (error) {
    if (!(error instanceof EnvFileError)) throw error;
    fail(error.message);
  }
}

/** Install what the build and the server need, if it is missing or not what package-lock.json says. */
export function ensureDependencies() {
  return ensureInstalled(false);
}

/** The same, and what tests and checks need. */
export function ensureDevelopmentDependencies() {
  return ensureInstalled(true);
}

/** Build for production with `next build`, if there is no build or its inputs have changed since. */
export async function ensureBuild() {
  const folder = process.env.NEXT_DIST_DIR ?? ".next";
  const stampFile = path.join(folder, "latchkey-build");
  const inputs = buildInputs();
  if (existsSync(path.join(folder, "BUILD_ID")) && isUnchanged(stampFile, inputs)) return;
  // Of what is built, even if it changes meanwhile.
  const stamp = stampOf(inputs);
  tell("Build", "building for production: this takes about half a minute.");
  mkdirSync(folder, { recursive: true });
  // A build that is cut off must not pass for one that was finished.
  rmSync(stampFile, { force: true });
  // What Node.js compiled of the former one, which is never asked for again (see typescript.mjs).
  rmSync(path.join(folder, "latchkey", "compiled"), { recursive: true, force: true, maxRetries: 3 });
  const { code, output } = await nextBuild();
  if (code !== 0)
    fail(`${output.trimEnd()}
The build failed: see the output above.`);
  await packScripts(folder);
  writeFileSync(stampFile, JSON.stringify(stamp));
}

/** Make the command line client that the server hands out, if there is none or its sources have changed since. */
export async function ensureClient() {
  const folder = path.join(process.env.NEXT_DIST_DIR ?? ".next", "latchkey", "cli");
  const stampFile = path.join(folder, "inputs.json");
  if (isUnchanged(stampFile)) return;
  const { buildPackage } = await import("../cli/build.mjs");
  // What is bundled of lib/, too.
  const made = (await buildPackage(folder)).map((file) => path.relative(root, file));
  const inputs = [...new Set(["package-lock.json", ...made])].sort();
  writeFileSync(stampFile, JSON.stringify({ inputs, ...stampOf(inputs) }));
}

async function ensureInstalled(development) {
  const installed = packagesOf(path.join("node_modules", ".package-lock.json"));
  const needed = installation(packagesOf("package-lock.json"), installed, development);
  if (needed === undefined) return;
  tell("Dependencies", `installing with npm ${needed[0]}: this takes a minute or two.`);
  const code = await npm([...needed, "--no-audit", "--no-fund", "--loglevel=error"]);
  if (code === 0) return;
  fail(`npm ${needed[0]} failed: see its output above. It needs access to the npm registry.`);
}

function packagesOf(file) {
  const text = read(file);
  return text === undefined ? undefined : JSON.parse(text).packages;
}

// Everything that Next.js can see, which is everything but these.
const NO_INPUT =
  /^(node_modules|\..*|.*\.md|LICENSE|e2e|test|docs|bench|cli|scripts|server|server\.ts|.*\.tsbuildinfo|next-env\.d\.ts|test-results|playwright-report|(vitest|playwright)\.config\.ts|biome\.json)$/;

function buildInputs() {
  return readdirSync(".")
    .filter((name) => !NO_INPUT.test(name))
    .concat("scripts/pack.mjs")
    .flatMap(filesIn)
    .filter((file) => !/\.test\.tsx?$/.test(file))
    .sort();
}

function filesIn(name) {
  try {
    const names = readdirSync(name, { recursive: true, withFileTypes: true });
    return names.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
  } catch (error) {
    if (error.code === "ENOTDIR") return [name];
    throw error;
  }
}

function nextBuild() {
  const bin = path.join("node_modules", "next", "dist", "bin", "next");
  const child = spawn(process.execPath, [bin, "build"], {
    env: { ...process.env, NODE_ENV: "production" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk) => {
      output += chunk;
    });
  }
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, output }));
  });
}

function npm(args) {
  const cli = process.env.npm_execpath;
  const [file, ...before] = cli?.endsWith(".js") ? [process.execPath, cli] : ["npm"];
  const child = spawn(file, [...before, ...args], {
    stdio: ["ignore", "inherit", "inherit"],
    shell: file === "npm" && process.platform === "win32",
  });
  return new Promise((resolve) => {
    child.on("error", () => resolve(1));
    child.on("close", resolve);
  });
}

function read(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

function tell(subject, line) {
  console.log(lineAbout(subject, line));
}

function lineAbout(subject, line) {
  return `${subject.padEnd(13)} ${line}`;
}

function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}
