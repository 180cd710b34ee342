import { defineConfig, devices } from "playwright/test";
import { findChromium } from "./scripts/chromium.mjs";

const executablePath = findChromium();
const asRoot = process.getuid?.() === 0;

/**
 * What starts servers of its own comes first. At the end both workers share many short tests, and none of them waits for a server, or for the
 * other worker.
 */
const OWN_SERVERS = [
  "agency-day",
  "forgot-password",
  "invitations",
  "notifications",
  "oidc",
  "setup",
  "sign-in",
  "sign-up",
  "token-life",
  "tour/set-up",
].map((name) => `**/e2e/${name}.spec.ts`);

export default defineConfig({
  testDir: "e2e",
  testMatch: "**/*.spec.ts",
  outputDir: "test-results",
  globalSetup: "./e2e/global-setup.ts",
  fullyParallel: true,
  workers: 2,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  // What a failure takes. A success takes as long as the machine needs, and a busy one needs several times as much.
  timeout: 180_000,
  expect: { timeout: 30_000 },
  reporter: [["list"]],
  projects: [
    { name: "own", testMatch: OWN_SERVERS },
    { name: "shared", testIgnore: OWN_SERVERS },
  ],
  use: {
    ...devices["Desktop Chrome"],
    locale: "en-GB",
    timezoneId: "UTC",
    // A dialog that moves is waited for twice. What a test says of motion, of focus or of keys, it says with all that moves: `no-preference`.
    contextOptions: { reducedMotion: "reduce" },
    actionTimeout: 30_000,
    navigationTimeout: 60_000,
    // A trace holds what the page showed, secrets included, and making one costs a third of the time: `--trace=on` asks for it.
    trace: "off",
    // To compress on one side of a machine what the other unpacks costs both, and what is compressed HTTP tests look at.
    extraHTTPHeaders: { "Accept-Encoding": "identity" },
    launchOptions: {
      executablePath,
      args: [
        ...(asRoot ? ["--no-sandbox"] : []),
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-quic",
        // Each test is a new browser context, whose scripts run for seconds: compiling them to run faster costs more than it brings.
        "--js-flags=--no-maglev --no-turbofan",
      ],
    },
  },
});
