// Lighthouse over each page that standard input names, one JSON line for each. Not TypeScript: what it imports is installed in this folder alone.
import { launch } from "chrome-launcher";
import lighthouse, { desktopConfig } from "lighthouse";

const CATEGORIES = ["performance", "accessibility", "best-practices"];

/** @type {{ chromium: string, pages: { name: string, url: string, form: "mobile" | "desktop", cookie: string }[] }} */
const { chromium, pages } = JSON.parse(await textOf(process.stdin));
const browser = await launch({
  chromePath: chromium,
  chromeFlags: ["--headless=new", "--no-sandbox", "--disable-dev-shm-usage"],
  logLevel: "silent",
});
try {
  for (const page of pages) console.log(JSON.stringify(await measure(page)));
} finally {
  browser.kill();
}

async function measure({ name, url, form, cookie }) {
  const flags = {
    port: browser.port,
    onlyCategories: CATEGORIES,
    extraHeaders: cookie === "" ? {} : { Cookie: cookie },
    logLevel: "silent",
  };
  const { lhr } = await lighthouse(url, flags, form === "desktop" ? desktopConfig : undefined);
  if (lhr.runtimeError) throw new Error(`${url}: ${lhr.runtimeError.message}`);
  const bytes = (kind) =>
    lhr.audits["network-requests"].details.items
      .filter(({ resourceType }) => resourceType === kind)
      .reduce((sum, { transferSize }) => sum + transferSize, 0);
  return {
    name,
    form,
    path: new URL(lhr.finalDisplayedUrl).pathname,
    scores: Object.fromEntries(CATEGORIES.map((key) => [key, Math.round(lhr.categories[key].score * 100)])),
    shift: lhr.audits["cumulative-layout-shift"].numericValue,
    blockedMs: lhr.audits["total-blocking-time"].numericValue,
    paintedMs: lhr.audits["largest-contentful-paint"].numericValue,
    scriptBytes: bytes("Script"),
    fontBytes: bytes("Font"),
    // What is less than perfect but for speed, to be looked at.
    failed: Object.values(lhr.categories)
      .filter(({ id }) => id !== "performance")
      .flatMap(({ auditRefs }) => auditRefs)
      .filter(({ id, weight }) => weight > 0 && lhr.audits[id].score !== null && lhr.audits[id].score < 1)
      .map(({ id }) => id),
  };
}

async function textOf(stream) {
  let text = "";
  for await (const chunk of stream) text += chunk;
  return text;
}
