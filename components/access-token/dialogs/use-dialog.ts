"use client";

import { useCallback, useRef, useState } from "react";
import { focusAgain } from "@/components/form/focus-again";
import type { OpenDialog } from "./dialog-context";

/** Which dialog is open. Closing it gives the focus back, and the address asks for none any more. */
export function useDialog(initial: OpenDialog | undefined) {
  const [dialog, setDialog] = useState(initial);
  // Independent of the token's current state: saving it must not open the dialog again.
  const initialKey = JSON.stringify(initial, (name, value) => (name === "token" ? value.uuid : value));
  const [shownKey, setShownKey] = useState(initialKey);
  // A link to the current page can ask for another dialog.
  if (initialKey !== shownKey) {
    setShownKey(initialKey);
    if (initial !== undefined) setDialog(initial);
  }

  const opener = useRef<HTMLElement>(null);
  const open = useCallback((next: OpenDialog) => {
    const active = document.activeElement;
    opener.current = active instanceof HTMLElement ? active : null;
    setDialog(next);
  }, []);
  /** Replaces the open dialog: the focus later returns to what opened the first one. */
  const goOn = useCallback((next: OpenDialog) => {
    forgetAddress();
    setDialog(next);
  }, []);
  const close = useCallback(() => {
    forgetAddress();
    setDialog(undefined);
  }, []);
  const restoreFocus = useCallback((event: Event) => {
    event.preventDefault();
    // The next dialog has the focus already when one opens another.
    if (document.querySelector("[role=dialog]")) return;
    focusAgain(opener.current);
  }, []);
  return { dialog, open, goOn, close, restoreFocus };
}

/** Each of these in an address opens a dialog. */
const OPENING = ["create", "edit", "rotate", "extend"];
const FILLING = [
  "label",
  "purpose",
  "description",
  "expires_in",
  "scopes",
  "add_scopes",
  "organisation",
  "application",
  "environment",
];

/** Take out of the address what opened a dialog: neither a reload nor a bookmark asks again. Filters of the list stay. */
function forgetAddress(): void {
  const url = new URL(window.location.href);
  if (!OPENING.some((name) => url.searchParams.has(name))) return;
  for (const name of [...OPENING, ...FILLING]) {
    // `purpose` and `organisation` are filters of the list too, but in an address that asks to create they are the form's.
    url.searchParams.delete(name);
  }
  window.history.replaceState(null, "", url.pathname + url.search);
}
