"use client";

import { useEffect, useEffectEvent, useState } from "react";
import { onSignOfLife } from "./sign-of-life";
import { useToast } from "./toast";

/**
 * A part of the page that most visits do without, such as its dialogs: it is loaded at the first sign of a person, and at the latest when
 * it is `wanted`. Undefined until it is there. If it cannot be loaded a toast says so, and the next time that it is wanted tries again.
 * @param load always the same function: `() => import("./part")`
 * @param unwant put back what made it wanted: it could not be loaded, or Escape was pressed before it was there
 * @param options.dismissible false: Escape is not heard, as in its dialog
 */
export function useLater<Part extends object>(
  load: () => Promise<Part>,
  wanted: boolean,
  unwant: () => void,
  { dismissible = true }: { dismissible?: boolean } = {},
): Part | undefined {
  const [part, setPart] = useState<Part>();
  const toast = useToast("what was not loaded");
  const fail = useEffectEvent(() => {
    unwant();
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

  const dismiss = useEffectEvent((event: KeyboardEvent) => {
    // What something else has closed at is not meant for what comes.
    if (event.key === "Escape" && !event.defaultPrevented) unwant();
  });
  const isComing = wanted && part === undefined;
  useEffect(() => {
    if (!isComing || !dismissible) return;
    const listen = (event: KeyboardEvent) => dismiss(event);
    addEventListener("keydown", listen);
    return () => removeEventListener("keydown", listen);
  }, [isComing, dismissible]);
  return part;
}
