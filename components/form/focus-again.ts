"use client";

import { useCallback, useRef, useState } from "react";

/** Return the focus to what opened the dialog; if that is gone, as *Revoke* is from a revoked row, to the row or the heading. */
export function focusAgain(opener: HTMLElement | null): void {
  const described = document.getElementById(opener?.getAttribute("aria-describedby") ?? "");
  const heading = document.querySelector<HTMLElement>("main h1");
  if (heading) heading.tabIndex = -1;
  const target = opener?.isConnected ? opener : (described ?? heading);
  target?.focus();
}

/** Move the focus before the button that has it is removed: to the submit button of its form, or to its dialog. */
export function focusHeir(going: HTMLElement | null): void {
  if (going === null || going !== document.activeElement) return;
  const submit = going.closest("form")?.querySelector<HTMLElement>("[type=submit]");
  const heir = submit ?? going.closest<HTMLElement>("[role=dialog], [role=alertdialog]");
  heir?.focus();
}

/**
 * Give the focus back when a dialog closes: to what had it when this was first rendered, which for a dialog that is rendered when it
 * opens is what opened it. `remember` names another.
 */
export function useFocusAgain() {
  const [first] = useState(focused);
  const opener = useRef(first);
  const remember = useCallback((element: HTMLElement | null) => {
    opener.current = element;
  }, []);
  const restoreFocus = useCallback((event: Event) => {
    event.preventDefault();
    const open = document.querySelector("[role=dialog], [role=alertdialog]");
    // The next dialog has the focus already when one opens another.
    if (open === null || open.contains(opener.current)) focusAgain(opener.current);
  }, []);
  return { remember, restoreFocus };
}

/** What has the focus; null for nothing in particular, and on the server. */
export function focused(): HTMLElement | null {
  if (typeof document === "undefined") return null;
  const { activeElement } = document;
  return activeElement instanceof HTMLElement && activeElement !== document.body ? activeElement : null;
}
