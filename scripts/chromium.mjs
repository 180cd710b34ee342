import { spawn, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";

// First the shell: the same engine without a window's interface, which costs a test run a quarter of its processor time.
const PLACES = {
  linux: [
    "/usr/bin/chromium-headless-shell",
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome-stable",
    "/usr/bin/google-chrome",
    "/opt/google/chrome/chrome",
    "/snap/bin/chromium",
  ],
  darwin: [
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  ],
  win32: ["PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"].map((folder) =>
    path.join(process.env[folder] ?? "C:\\", "Google", "Chrome", "Application", "chrome.exe"),
  ),
};

/**
 * A Chromium of this machine that the browser tests can drive: the one of CHROMIUM_PATH, or an installed one. Where there is
 * none, Playwright uses what it has downloaded itself.
 * @returns {string | undefined} its executable
 */
export function findChromium() {
  const told = process.env.CHROMIUM_PATH;
  if (told) {
    if (!existsSync(told)) throw new Error(`CHROMIUM_PATH names ${told}, which does not exist.`);
    return told;
  }
  return PLACES[process.platform]?.find((place) => existsSync(place) && answers(place));
}

/**
 * Find Chromium or install it: with apt-get as root on Debian and its kin, else with Playwright's own installer.
 * @param {(text: string) => void} [say] is told what the installer says; without it that goes where our output goes
 * @returns {Promise<string | undefined>} its executable; undefined: Playwright knows its own
 */
export async function ensureChromium(say) {
  for (const install of [undefined, withApt("chromium-headless-shell"), withApt("chromium"), withPlaywright]) {
    await install?.(say);
    const installed = findChromium();
    if (installed !== undefined || (await hasDownloaded())) return installed;
  }
  throw new Error(
    "The browser tests need Chromium, which is not installed and could not be: install it, or name one in CHROMIUM_PATH.",
  );
}

async function hasDownloaded() {
  const { chromium } = await import("playwright");
  return existsSync(chromium.executablePath());
}

// Some systems put a script there that only says where the real browser could be had.
function answers(executable) {
  if (process.platform === "win32") return true;
  return spawnSync(executable, ["--version"], { stdio: "ignore", timeout: 20_000 }).status === 0;
}

function withApt(browser) {
  return async (say) => {
    if (process.platform !== "linux" || process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return;
    await run("apt-get", ["update", "-q"], say);
    // The browser tests call the API with curl, as users do; the smallest images lack it.
    const packages = [browser, "fonts-noto-color-emoji", "curl"];
    await run("apt-get", ["install", "-y", "-q", "--no-install-recommends", ...packages], say);
  };
}

async function withPlaywright(say) {
  await run(process.execPath, [path.join("node_modules", "playwright", "cli.js"), "install", "chromium"], say);
}

async function run(command, args, say = (text) => process.stdout.write(text)) {
  say(`Installing Chromium: ${command} ${args.join(" ")}\n`);
  const child = spawn(command, args, {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
  });
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", say);
  const code = await new Promise((resolve) => {
    child.on("error", () => resolve(undefined));
    child.on("close", resolve);
  });
  if (code !== 0) say(`${command} could not install it.\n`);
}
