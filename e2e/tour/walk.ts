import type { Page } from "playwright/test";
import { expectAccessible, expectNoOverflow, RULES_OF_COLOURS } from "../accessible";
import { test as base, expect } from "../fixtures";

export { expect };

/** What every page and dialog promises, looked at as it stands when this is called. `where` names it in a failure. */
export type Stop = (where: string) => Promise<void>;

const DESKTOP = { width: 1280, height: 720 };
const PHONE = { width: 360, height: 740 };

/**
 * The walk through all pages, on a phone. At each stop: axe in the light theme and the colours in the dark one in a wide window,
 * nothing wider than 360 px, nothing that breaks the content security policy. At the end: each document had a policy, with a
 * nonce of its own.
 */
export const test = base.extend<{ watched: { violations: string[]; nonces: string[] }; stop: Stop }>({
  // Before anything is opened.
  watched: [
    async ({ page }, use) => {
      const violations = await watchViolations(page);
      const nonces = watchNonces(page);
      await use({ violations, nonces });
      expect(nonces).not.toContain("none");
      expect(new Set(nonces).size).toBe(nonces.length);
      expect(nonces.length).toBeGreaterThan(0);
    },
    { auto: true },
  ],
  stop: async ({ page, watched }, use) => {
    await use(async (where) => {
      await page.setViewportSize(DESKTOP);
      await inBothThemes(page, where);
      await page.setViewportSize(PHONE);
      await page.emulateMedia({ colorScheme: "light" });
      await expectNoOverflow(page, where);
      expect.soft(watched.violations, `${where} keeps its content security policy`).toEqual([]);
    });
  },
  // A walk is done on a phone: the other tests use the dashboard in a wide window.
  viewport: PHONE,
  colorScheme: "light",
});

// The themes differ in nothing but colours.
async function inBothThemes(page: Page, where: string) {
  await withoutTransitions(page);
  await expectAccessible(page, where);
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await ground();
  await page.emulateMedia({ colorScheme: "dark" });
  await expect.poll(ground, `${where} has a dark ground`).not.toBe(light);
  await expectAccessible(page, `${where}, dark`, RULES_OF_COLOURS);
}

/** What fades from one theme to the other would be looked at halfway. */
async function withoutTransitions(page: Page) {
  await page.evaluate(() => {
    if (document.adoptedStyleSheets.length > 0) return;
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("*, ::before, ::after { transition: none !important }");
    document.adoptedStyleSheets = [sheet];
  });
}

function watchNonces(page: Page): string[] {
  const nonces: string[] = [];
  page.on("response", (response) => {
    if (response.request().resourceType() !== "document" || response.status() >= 300) return;
    const policy = response.headers()["content-security-policy"] ?? "";
    expect.soft(policy, response.url()).toContain("default-src 'self'");
    expect.soft(policy, response.url()).toContain("frame-ancestors 'none'");
    expect.soft(policy, response.url()).not.toMatch(/unsafe-eval|script-src[^;]*unsafe-inline/);
    nonces.push(/'nonce-([^']+)'/.exec(policy)?.[1] ?? "none");
  });
  return nonces;
}

async function watchViolations(page: Page): Promise<string[]> {
  const violations: string[] = [];
  await page.exposeFunction("reportViolation", (text: string) => violations.push(text));
  await page.addInitScript(() => {
    addEventListener("securitypolicyviolation", (event) => {
      const report: unknown = Reflect.get(window, "reportViolation");
      if (typeof report === "function")
        report(`${event.violatedDirective}: ${event.blockedURI || event.sample} ${event.sourceFile}`);
    });
  });
  return violations;
}
