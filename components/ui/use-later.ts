"use client";

import { useEffect, useEffectEvent, useState } from "react";
import { onSignOfLife } from "./sign-of-life";
import { useToast } from "./toast";

/**
 * A part of the page that most visits do without, such as its dialogs: it is loaded at the first sign of a person, and at the latest when
 * it is `wanted`. Undefined until it is there. If it cannot be loaded a toast says so, and the next time that it is wanted tries again.
 * @param load always the same function: `() => import("./part")`
 * @param onFailed put back what made it wanted
 */
export function useLater<Part extends object>(
  load: () => Promise<Part>,
  wanted: boolean,
  onFailed: () => void,
): Part | undefined {
  const [part, setPart] = useState<Part>();
  const toast = useToast("what was not loaded");
  const fail = useEffectEvent(() => {
    onFailed();
    toast({
      tone: "danger",
      title: "Part not loaded",
      description: "Part of this page didn’t load. Check your connection, then try again.",
    });
  });

  useEffect(() => {
    // If this fails nobody misses it yet.
    return onSignOfLife(() => void load().catch(() => {}));
  }, [load]);

  useEffect(() => {
    if (!wanted || part !== undefined) return;
    let left = false;
    load().then(
      (loaded) => !left && setPart(loaded),
      () => !left && fail(),
    );
    return () => {
      left = true;
    };
  }, [wanted, part, load]);
  return part;
}
