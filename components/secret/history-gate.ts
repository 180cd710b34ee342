"use client";

/** Told on `document` before the router hears that the browser has gone to another entry of the history of this document. */
const TRAVERSED = "latchkey:traversed";

/**
 * Ask the page's guards about each step in the history, and keep it from the router if one objects. Browsers tell a window's own
 * listeners in the order in which they came, so this has to run before the router starts: in instrumentation-client.ts.
 */
export function standBeforeRouter(): void {
  window.addEventListener("popstate", (event) => {
    const isFree = document.dispatchEvent(new Event(TRAVERSED, { cancelable: true }));
    if (!isFree) event.stopImmediatePropagation();
  });
}

/**
 * Hear of each step in the history first.
 * @param onTraversed whether the router may hear of it
 * @returns takes it back
 */
export function guardHistory(onTraversed: () => boolean): () => void {
  const listener = (event: Event) => {
    if (!onTraversed()) event.preventDefault();
  };
  document.addEventListener(TRAVERSED, listener);
  return () => document.removeEventListener(TRAVERSED, listener);
}
