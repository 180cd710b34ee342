/**
 * Take the pictures of the README again, from a running demo:
 *   npm run demo
 *   node docs/images/take.mjs [http://localhost:3000]
 */
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "@playwright/test";
import { findChromium } from "../../scripts/chromium.mjs";

const url = process.argv[2] ?? "http://localhost:3000";
const folder = path.dirname(fileURLToPath(import.meta.url));

const browser = await chromium.launch({
  executablePath: await findChromium(),
  args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
});
for (const colorScheme of ["light", "dark"]) {
  const context = await browser.newContext({
    colorScheme,
    locale: "en-GB",
    viewport: { width: 1280, height: 843 },
    deviceScaleFactor: 2,
  });
  const page = await context.newPage();
  await page.goto(`${url}/login?callbackUrl=/account/access-tokens`);
  await page.getByLabel("E-mail").fill("mira@harbour.example");
  await page.getByLabel("Password", { exact: true }).fill("paper-boats-in-the-rain");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.getByRole("table").waitFor();
  await page.mouse.move(0, 0);
  await page.evaluate(() => document.fonts.ready);
  await take(page, `access-tokens-${colorScheme}`);
  await context.close();
}
await browser.close();

// Playwright writes PNG only; as WebP a picture takes a third.
async function take(page, name) {
  const session = await page.context().newCDPSession(page);
  const { data } = await session.send("Page.captureScreenshot", { format: "webp", quality: 90 });
  await writeFile(path.join(folder, `${name}.webp`), Buffer.from(data, "base64"));
}
