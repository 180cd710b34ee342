"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef } from "react";

const EVERY_MS = 1_500;
// A receiver has ten seconds, and a second attempt comes soon after.
const LONGEST_MS = 40_000;

/** Renders the page again while a delivery is on its way, for a while: a test is followed by what became of it. */
export function KeepFresh({ isWaiting }: { isWaiting: boolean }) {
  const router = useRouter();
  const ends = useRef(0);
  useEffect(() => {
    if (!isWaiting) return;
    ends.current = performance.now() + LONGEST_MS;
    const timer = setInterval(() => {
      if (performance.now() > ends.current) clearInterval(timer);
      else if (document.visibilityState === "visible") router.refresh();
    }, EVERY_MS);
    return () => clearInterval(timer);
  }, [isWaiting, router]);
  return null;
}
