"use client";

import { useEffect } from "react";
import { flushSync } from "react-dom";

/** Ask before the page is left while the secret is nowhere else, and forget it when the page is left all the same. */
export function useLeavingGuard(active: boolean, forget: () => void) {
  useEffect(() => {
    // A page that goes into the browser's back/forward cache would come back with everything on it.
    const onHide = () => flushSync(forget);
    window.addEventListener("pagehide", onHide);
    return () => window.removeEventListener("pagehide", onHide);
  }, [forget]);
  useEffect(() => {
    if (!active) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [active]);
}
