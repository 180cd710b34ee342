"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { guardHistory } from "./history-gate";

/** What the person was about to do when the question came up. */
type Departure =
  | { type: "history"; steps: number }
  | { type: "link"; link: HTMLAnchorElement }
  | { type: "run"; run: () => void; does: string | undefined };

export type LeavingGuard = {
  /** Whether the question is open. */
  isAsked: boolean;
  /** What the person wants to do, in the words of its button, where it is more than leaving. */
  does: string | undefined;
  /** Ask before `run`; without anything to lose it runs at once. @param does as above */
  ask: (run: () => void, does?: string) => void;
  stay: () => void;
  leave: () => void;
};

/**
 * Ask before a secret that is nowhere else is left: by the browser's Back and Forward, a link, a reload, closing the page, and
 * whatever goes through `ask`. A page that is left all the same forgets it.
 * @param active whether there is something to lose
 * @param forget takes the secret off the page
 */
export function useLeavingGuard(active: boolean, forget: () => void): LeavingGuard {
  const [departure, setDeparture] = useState<Departure>();
  // Set while the person leaves, until this component is gone.
  const leaves = useRef(false);

  useEffect(() => {
    // A page that goes into the browser's back/forward cache would come back with everything on it.
    const onHide = () => flushSync(forget);
    window.addEventListener("pagehide", onHide);
    return () => window.removeEventListener("pagehide", onHide);
  }, [forget]);

  useEffect(() => {
    if (!active) return;
    leaves.current = false;
    const onUnload = (event: BeforeUnloadEvent) => {
      if (!leaves.current) event.preventDefault();
    };
    const onClick = (event: MouseEvent) => {
      const link = leaves.current ? undefined : followedLink(event);
      if (link === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      setDeparture({ type: "link", link });
    };
    const keepPlace = placeInHistory();
    const openHistory = guardHistory(() => {
      if (leaves.current) return true;
      // The router does not hear of it: what it shows stays, and the address comes back.
      const steps = keepPlace();
      if (steps !== 0) setDeparture({ type: "history", steps });
      return false;
    });
    window.addEventListener("beforeunload", onUnload);
    // Before React's own listeners.
    document.addEventListener("click", onClick, true);
    return () => {
      openHistory();
      window.removeEventListener("beforeunload", onUnload);
      document.removeEventListener("click", onClick, true);
    };
  }, [active]);

  const ask = useCallback(
    (run: () => void, does?: string) => (active ? setDeparture({ type: "run", run, does }) : run()),
    [active],
  );
  const stay = useCallback(() => setDeparture(undefined), []);
  const leave = () => {
    if (departure === undefined) return;
    setDeparture(undefined);
    if (departure.type === "run") return departure.run();
    leaves.current = true;
    forget();
    if (departure.type === "history") return window.history.go(departure.steps);
    const { link } = departure;
    if (link.isConnected) link.click();
    else window.location.assign(link.href);
  };
  const does = departure?.type === "run" ? departure.does : undefined;
  return { isAsked: departure !== undefined, does, ask, stay, leave };
}

/** The link that a click, or Enter, follows in this very tab. */
function followedLink(event: MouseEvent): HTMLAnchorElement | undefined {
  if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return undefined;
  const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>("a[href]") : null;
  if (link === null || link.target === "_blank" || link.hasAttribute("download")) return undefined;
  return link;
}

/**
 * Remember the entry of the history that the page is at. What this returns leads back there from wherever the browser has gone
 * within the document, and tells how many steps away it was: 0 when it is there. No entry is added, so that Back and Forward
 * stay what they were.
 */
function placeInHistory(): () => number {
  const navigation: Navigation | undefined = window.navigation;
  const home = navigation?.currentEntry;
  if (navigation === undefined || home == null) return assumeBack();
  return () => {
    const steps = (navigation.currentEntry?.index ?? home.index) - home.index;
    if (steps !== 0) {
      const { committed, finished } = navigation.traverseTo(home.key);
      // Another step that the person takes meanwhile breaks it off, and is answered like the first.
      for (const end of [committed, finished]) end?.catch(() => {});
    }
    return steps;
  };
}

/** A browser of before 2026 may not say where it is: then each step is taken for Back. */
function assumeBack(): () => number {
  let returns = false;
  return () => {
    returns = !returns;
    if (returns) window.history.forward();
    return returns ? -1 : 0;
  };
}
