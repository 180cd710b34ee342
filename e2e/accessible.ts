import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

/**
 * Hold the page, as it is now, against WCAG 2.2 AA and axe's best practices. A failure names rule and element.
 * @param rules only these: what two themes differ in need not be asked twice of all else
 */
export async function expectAccessible(page: Page, where: string, rules?: readonly string[]): Promise<void> {
  await settled(page);
  // While a page is rendered anew, the title is the last thing to come.
  await expect(page).toHaveTitle(/\S/);
  // No page has frames. Without looking for them axe takes half the time: it opens no second page to put its findings together.
  const axe = new AxeBuilder({ page }).setLegacyMode();
  if (rules !== undefined) axe.withRules([...rules]);
  // What is behind an open dialog or menu is out of reach, and was judged without it.
  const onTop = "[role=dialog], [role=alertdialog], [role=menu]";
  const { violations } = await ((await page.locator(onTop).count()) > 0 ? axe.include(onTop) : axe).analyze();
  const found = violations.flatMap((violation) =>
    violation.nodes.map((node) => `${violation.id}: ${node.target.join(" ")} — ${node.failureSummary}`),
  );
  expect.soft(found, `axe finds nothing on ${where}`).toEqual([]);
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

/** Wait until nothing moves any more: a colour halfway through a fade has another contrast. */
async function settled(page: Page) {
  await page.evaluate(() => Promise.allSettled(document.getAnimations().map((animation) => animation.finished)));
}
