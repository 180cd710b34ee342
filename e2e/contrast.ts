import type axe from "axe-core";
import type { Page } from "playwright/test";

/** From how many elements on a second look at the page takes less than a look at each text. */
const MANY = 250;

/** Whether `poorContrasts` is quicker than the rule itself. */
export async function hasManyTexts(page: Page, onTop: string): Promise<boolean> {
  const elements = await page.evaluate((onTop) => {
    const found = [...document.querySelectorAll(onTop)];
    const scopes = found.length > 0 ? found : [document.body];
    return scopes.flatMap((scope) => [...scope.querySelectorAll("*")]).length;
  }, onTop);
  return elements > MANY;
}

/**
 * Check the contrast of all texts, as axe's rule `color-contrast` does, which takes a millisecond and more for each: a page has hundreds of
 * them in a dozen colours. So axe looks at one of those that look the same: the same letters in the same colours on the same grounds,
 * with nothing else painted where they stand. Only what axe passes speaks for the others; where it does not, axe looks at them all.
 * @param onTop where something matches this selector, only the texts in it
 * @returns what fails
 */
export async function poorContrasts(page: Page, onTop: string): Promise<string[]> {
  return await page.evaluate(async (onTop) => {
    const { run }: Pick<typeof axe, "run"> = Reflect.get(window, "axe");
    const found = [...document.querySelectorAll(onTop)];
    const scopes = found.length > 0 ? found : [document.body];
    const elements = [...new Set(scopes.flatMap((scope) => [scope, ...scope.querySelectorAll("*")]))];
    // Between an opaque dialog and its texts there is nothing of the page behind.
    const near = found.every(isOpaque) ? elements : [...document.body.querySelectorAll("*")];
    const painted = near.filter(isPainted).map((element) => ({ element, box: element.getBoundingClientRect() }));
    const grounds = new Map<Element, string>();

    const alike = new Map<string | Element, Element[]>();
    for (const text of elements.filter(isText)) {
      const likeness = likenessOf(text);
      const others = alike.get(likeness);
      if (others === undefined) alike.set(likeness, [text]);
      else others.push(text);
    }
    const groups = [...alike.values()];
    const ones = await look(groups.flatMap(([one]) => one ?? []));
    const rest = await look(groups.flatMap(([one, ...others]) => (one && ones.passed.has(one) ? [] : others)));
    return [...new Set([...ones.failed, ...rest.failed])];

    async function look(include: Element[]) {
      if (include.length === 0) return { passed: new Set<Element | undefined>(), failed: [] };
      const { passes, violations } = await run(
        { include },
        {
          runOnly: { type: "rule", values: ["color-contrast"] },
          resultTypes: ["violations", "passes"],
          elementRef: true,
          iframes: false,
          preload: false,
        },
      );
      return {
        passed: new Set<Element | undefined>(passes.flatMap(({ nodes }) => nodes.map(({ element }) => element))),
        failed: violations.flatMap(({ id, nodes }) =>
          nodes.map(({ target, failureSummary }) => `${id}: ${target.join(" ")} — ${failureSummary}`),
        ),
      };
    }

    function isText(element: Element): boolean {
      if (!element.checkVisibility()) return false;
      return element.shadowRoot !== null || element.matches("input, select, textarea") || textsOf(element).length > 0;
    }

    function textsOf(element: Element): Node[] {
      return [...element.childNodes].filter(
        (node) => node.nodeType === Node.TEXT_NODE && /\S/.test(node.nodeValue ?? ""),
      );
    }

    /** The same for texts that look the same; where that cannot be told, the text itself. */
    function likenessOf(text: Element): string | Element {
      const boxes = boxesOf(text);
      const isAlone =
        text.shadowRoot !== null ||
        painted.some(({ element, box }) =>
          element.contains(text) ? !boxes.every((of) => isWithin(of, box)) : boxes.some((of) => isOver(of, box)),
        );
      if (isAlone) return text;
      const { color, fontSize, fontWeight, textShadow, webkitTextStroke, webkitTextFillColor } = getComputedStyle(text);
      return [groundOf(text), color, fontSize, fontWeight, textShadow, webkitTextStroke, webkitTextFillColor].join();
    }

    function boxesOf(text: Element): DOMRect[] {
      const range = document.createRange();
      const boxes = textsOf(text).flatMap((node) => {
        range.selectNode(node);
        return [...range.getClientRects()];
      });
      return boxes.length > 0 ? boxes : [text.getBoundingClientRect()];
    }

    /** What is painted around an element, from the outside in. */
    function groundOf(element: Element): string {
      const known = grounds.get(element);
      if (known !== undefined) return known;
      const around = element.parentElement === null ? "" : groundOf(element.parentElement);
      const { backgroundColor, backgroundImage, opacity, filter, mixBlendMode } = getComputedStyle(element);
      const isPlain = !isPainted(element) && opacity === "1" && filter === "none" && mixBlendMode === "normal";
      const own = [backgroundColor, backgroundImage, opacity, filter, mixBlendMode].join();
      const ground = isPlain ? around : `${around}/${own}`;
      grounds.set(element, ground);
      return ground;
    }

    function isPainted(element: Element): boolean {
      if (element === document.body || !element.checkVisibility()) return false;
      const { backgroundColor, backgroundImage } = getComputedStyle(element);
      const isGraphic = element.matches("canvas, embed, iframe, img, object, svg, video");
      return isGraphic || backgroundImage !== "none" || backgroundColor !== "rgba(0, 0, 0, 0)";
    }

    function isOpaque(element: Element): boolean {
      return /^(rgb|oklch|oklab|lab|lch)\([^/]*\)$/.test(getComputedStyle(element).backgroundColor);
    }

    function isWithin(inner: DOMRect, outer: DOMRect): boolean {
      const isBeside = inner.left < outer.left - 1 || inner.right > outer.right + 1;
      return !isBeside && inner.top >= outer.top - 1 && inner.bottom <= outer.bottom + 1;
    }

    function isOver(one: DOMRect, other: DOMRect): boolean {
      const isBeside = one.right <= other.left || one.left >= other.right;
      return !isBeside && one.bottom > other.top && one.top < other.bottom;
    }
  }, onTop);
}
