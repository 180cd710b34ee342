import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type axe from "axe-core";
import { expect, type Page } from "playwright/test";
import { hasManyTexts, poorContrasts } from "./contrast";

// Without its comments and long names it is ready in half the time.
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What is behind one of these is out of reach, and was checked without it. */
const ON_TOP = "[role=dialog], [role=alertdialog], [role=menu]";

const CONTRAST = "color-contrast";

/** The rules that two themes can differ in. */
export const RULES_OF_COLOURS = [CONTRAST, "link-in-text-block"];

// WCAG 2.5.3: who speaks to a computer says what is seen. axe leaves it out unless asked.
const EXPERIMENTAL = { "label-content-name-mismatch": { enabled: true } };

/**
 * Check the page, as it is now, against WCAG 2.2 AA and axe's best practices. A failure names rule and element.
 * @param rules only these: what two themes differ in need not be asked twice of all else
 */
export async function expectAccessible(page: Page, where: string, rules?: readonly string[]): Promise<void> {
  // While a page is rendered again, the title is the last thing to come.
  await expect(page).toHaveTitle(/\S/);
  // Half a megabyte: once for each document, not for each look at it.
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(AXE);
  await settled(page);
  expect.soft(await violations(page, rules), `axe finds nothing on ${where}`).toEqual([]);
}

async function violations(page: Page, rules: readonly string[] | undefined): Promise<string[]> {
  if (!(await hasManyTexts(page, ON_TOP))) return await run(page, rules);
  const others = await run(page, rules, [CONTRAST]);
  return rules?.includes(CONTRAST) === false ? others : [...others, ...(await poorContrasts(page, ON_TOP))];
}

async function run(page: Page, rules: readonly string[] | undefined, without: readonly string[] = []) {
  const off = Object.fromEntries(without.map((rule) => [rule, { enabled: false }]));
  const runOnly =
    rules === undefined
      ? { rules: { ...EXPERIMENTAL, ...off } }
      : { runOnly: { type: "rule" as const, values: rules.filter((rule) => !without.includes(rule)) } };
  // No page has frames, sounds or films: there is nothing to look for beforehand.
  const options = { ...runOnly, resultTypes: ["violations" as const], iframes: false, preload: false };
  return await page.evaluate(
    async ({ onTop, options }) => {
      const { run }: Pick<typeof axe, "run"> = Reflect.get(window, "axe");
      const context = document.querySelector(onTop) === null ? document : { include: [[onTop]] };
      const { violations } = await run(context, options);
      return violations.flatMap((violation) =>
        violation.nodes.map((node) => `${violation.id}: ${node.target.join(" ")} — ${node.failureSummary}`),
      );
    },
    { onTop: ON_TOP, options },
  );
}

/** Nothing on the page is wider than the window: no horizontal scrolling, and nothing cut off. */
export async function expectNoOverflow(page: Page, where: string): Promise<void> {
  await settled(page);
  const wide = await page.evaluate(() => {
    const root = document.documentElement;
    if (root.scrollWidth <= root.clientWidth) return [];
    return [...document.querySelectorAll("body *")]
      .filter((element) => element.getBoundingClientRect().right > root.clientWidth + 0.5)
      .map((element) => element.outerHTML.slice(0, 160))
      .slice(0, 5);
  });
  expect.soft(wide, `${where} fits into the window`).toEqual([]);
}

/**
 * Wait until nothing moves any more: a colour halfway through a fade has another contrast, and the end of one fade begins that of
 * what inherits from it.
 */
export async function settled(page: Page) {
  await page.evaluate(async () => {
    for (;;) {
      const moving = document
        .getAnimations()
        .filter(({ playState, effect }) => playState === "running" && effect?.getComputedTiming().endTime !== Infinity);
      if (moving.length === 0) return;
      await Promise.allSettled(moving.map(({ finished }) => finished));
      await new Promise(requestAnimationFrame);
    }
  });
}
