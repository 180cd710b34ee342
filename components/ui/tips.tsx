"use client";

import { type RefObject, useEffect, useId, useLayoutEffect, useRef, useState } from "react";
import { createPortal } from "react-dom";
import { findTip, placeTip, TIP_GAP_PX } from "./tip";

const DELAY_MS = 250;

/**
 * Shows the tip of whatever the mouse rests on, or of what the keyboard comes to: one for the page, rather than the parts of a tooltip around each of
 * a hundred times. It can be pointed at itself, and Escape puts it away (WCAG 1.4.13). See `tip` for what has one.
 */
export function Tips() {
  const [anchor, setAnchor] = useState<HTMLElement>();
  const bubble = useRef<HTMLDivElement>(null);
  useAnchor(bubble, setAnchor);
  return anchor && createPortal(<Bubble key={anchor.dataset.tip} ref={bubble} anchor={anchor} />, document.body);
}

function Bubble({ ref, anchor }: { ref: RefObject<HTMLDivElement | null>; anchor: HTMLElement }) {
  const id = useId();
  useLayoutEffect(() => {
    if (ref.current) placeTip(ref.current, anchor);
    const before = anchor.getAttribute("aria-describedby");
    anchor.setAttribute("aria-describedby", before === null ? id : `${before} ${id}`);
    return () => {
      if (before === null) anchor.removeAttribute("aria-describedby");
      else anchor.setAttribute("aria-describedby", before);
    };
  }, [ref, anchor, id]);
  return (
    <div
      ref={ref}
      className="pointer-events-auto fixed top-0 left-0 z-60 w-max max-w-xs"
      style={{ padding: TIP_GAP_PX }}
    >
      <div
        id={id}
        role="tooltip"
        className="wrap-anywhere animate-fade-in rounded-md border border-transparent bg-primary px-2.5 py-1.5 text-primary-foreground text-xs leading-4 shadow-pop"
      >
        {anchor.dataset.tip}
      </div>
    </div>
  );
}

/** Tells what has its tip shown, and that nothing has. */
function useAnchor(bubble: RefObject<HTMLElement | null>, show: (anchor: HTMLElement | undefined) => void) {
  useEffect(() => {
    let waiting: ReturnType<typeof setTimeout> | undefined;
    const showSoon = (anchor: HTMLElement | undefined, ms: number) => {
      clearTimeout(waiting);
      waiting = setTimeout(() => show(anchor?.isConnected ? anchor : undefined), ms);
    };
    const listen = {
      pointerover: ({ target, pointerType }: PointerEvent) => {
        const isBubble = target instanceof Node && bubble.current?.contains(target);
        if (isBubble) clearTimeout(waiting);
        else if (pointerType === "mouse") showSoon(findTip(target), DELAY_MS);
      },
      focusin: ({ target }: FocusEvent) => {
        const anchor = findTip(target);
        if (anchor?.matches(":focus-visible")) showSoon(anchor, 0);
      },
      focusout: () => showSoon(undefined, 0),
      pointerdown: () => showSoon(undefined, 0),
      scroll: () => showSoon(undefined, 0),
      keydown: ({ key }: KeyboardEvent) => key === "Escape" && showSoon(undefined, 0),
    };
    const stop = new AbortController();
    for (const [type, heard] of Object.entries(listen)) {
      // What `Object.entries` forgets: each listener is of the type that it stands under.
      addEventListener(type, heard as EventListener, { capture: true, passive: true, signal: stop.signal });
    }
    // What the keyboard came to before anybody listened.
    const early = findTip(document.activeElement);
    if (early?.matches(":focus-visible")) showSoon(early, 0);
    return () => {
      stop.abort();
      clearTimeout(waiting);
    };
  }, [bubble, show]);
}
