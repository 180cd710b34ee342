/**
 * Take the pictures of the README and of docs/guide/use.md again, from a running demo:
 *   npm run demo
 *   node docs/images/take.mjs [http://localhost:3000]
 */
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright";
import { findChromium } from "../../scripts/chromium.mjs";

const MARGIN_PX = 16;
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
  await page.goto(`${url}/login?callbackUrl=${encodeURIComponent("/account/access-tokens?o=-last_used_at")}`);
  await page.getByLabel("E-mail").fill("mira@harbour.example");
  await page.getByLabel("Password", { exact: true }).fill("paper-boats-in-the-rain");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.getByRole("table").waitFor();
  await page.mouse.move(0, 0);
  await page.evaluate(() => document.fonts.ready);
  await take(page, `access-tokens-${colorScheme}`);
  await page.goto(`${url}/account/access-tokens?q=preview+per+pull+request`);
  await page.getByRole("link", { name: "Velo Festival: preview per pull request" }).click();
  await page.getByRole("application", { name: /Requests by day/ }).waitFor();
  await page.mouse.move(0, 0);
  await take(page, `use-${colorScheme}`, await page.getByRole("region", { name: "Use", exact: true }).boundingBox());
  await context.close();
}
await browser.close();

// Playwright writes PNG only; as WebP a picture takes a third.
async function take(page, name, box) {
  const session = await page.context().newCDPSession(page);
  const { data } = await session.send("Page.captureScreenshot", {
    format: "webp",
    quality: 90,
    ...(box && { captureBeyondViewport: true, clip: { ...around(box), scale: 1 } }),
  });
  await writeFile(path.join(folder, `${name}.webp`), Buffer.from(data, "base64"));
}

function around({ x, y, width, height }) {
  return { x: x - MARGIN_PX, y: y - MARGIN_PX, width: width + 2 * MARGIN_PX, height: height + 2 * MARGIN_PX };
}
