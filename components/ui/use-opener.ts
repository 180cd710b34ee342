"use client";

import { type KeyboardEvent, type MouseEvent, useState } from "react";
import { useLater } from "./use-later";

/**
 * A button whose menu or popover is loaded when it opens for the first time. Until then the button stands alone, with `openerProps`; from then
 * on `part` replaces it by one that has what it opens, which is open at once. `byKeyboard`: that is how it was opened.
 */
export function useOpener<Part extends object>(load: () => Promise<Part>) {
  const [by, setBy] = useState<"pointer" | "keyboard">();
  const part = useLater(load, by !== undefined, () => setBy(undefined));
  const openerProps = {
    "aria-expanded": false,
    // A click that Enter or Space made has no count. A second one while the part is still loading takes the first one back.
    onClick: ({ detail }: MouseEvent) =>
      setBy((by) => (by !== undefined ? undefined : detail === 0 ? "keyboard" : "pointer")),
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key !== "ArrowDown" || event.currentTarget.ariaHasPopup !== "menu") return;
      event.preventDefault();
      setBy("keyboard");
    },
  };
  return { part, byKeyboard: by === "keyboard", openerProps };
}

/**
 * The `ref` of a menu that a key opened: the first time, it is not there yet to hear the key, and begins at no item. The first item takes
 * over at the moment at which the menu is focused, so that no key comes in between.
 */
export function beginAtFirst(menu: HTMLElement | null): void {
  const begin = () => menu?.querySelector<HTMLElement>("[role^=menuitem]")?.focus({ preventScroll: true });
  menu?.addEventListener("focus", begin, { once: true });
}
