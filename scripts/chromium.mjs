import { execFileSync, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";

const PLACES = {
  linux: [
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
 * A Chromium of this machine that the browser tests can drive: the one of CHROMIUM_PATH, an installed one, or the one
 * that Playwright has downloaded earlier.
 * @returns {Promise<string | undefined>} its executable
 */
export async function findChromium() {
  const told = process.env.CHROMIUM_PATH;
  if (told) {
    if (!existsSync(told)) throw new Error(`CHROMIUM_PATH names ${told}, which does not exist.`);
    return told;
  }
  const installed = PLACES[process.platform]?.find((place) => existsSync(place) && answers(place));
  if (installed) return installed;
  const { chromium } = await import("@playwright/test");
  const downloaded = chromium.executablePath();
  return downloaded && existsSync(downloaded) ? downloaded : undefined;
}

/**
 * Find Chromium or install it: with apt-get as root on Debian and its kin, else with Playwright's own installer.
 * @returns {Promise<string>} its executable
 */
export async function ensureChromium() {
  const found = await findChromium();
  if (found) return found;
  for (const install of [withApt, withPlaywright]) {
    install();
    const installed = await findChromium();
    if (installed) return installed;
  }
  throw new Error(
    "The browser tests need Chromium, which is not installed and could not be: install it, or name one in CHROMIUM_PATH.",
  );
}

// Some systems put a script there that only says where the real browser could be had.
function answers(executable) {
  if (process.platform === "win32") return true;
  return spawnSync(executable, ["--version"], { stdio: "ignore", timeout: 20_000 }).status === 0;
}

function withApt() {
  if (process.platform !== "linux" || process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return;
  run("apt-get", ["update", "-q"]);
  // The browser tests call the API with curl, as users do; the smallest images lack it.
  run("apt-get", ["install", "-y", "-q", "--no-install-recommends", "chromium", "fonts-noto-color-emoji", "curl"]);
}

function withPlaywright() {
  run(process.execPath, [path.join("node_modules", "@playwright", "test", "cli.js"), "install", "chromium"]);
}

function run(command, args) {
  console.log(`Installing Chromium: ${command} ${args.join(" ")}`);
  try {
    execFileSync(command, args, {
      stdio: ["ignore", "inherit", "inherit"],
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    });
  } catch {
    console.log(`${command} could not install it.`);
  }
}
