"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useCallback, useEffect, useEffectEvent, useRef, useState } from "react";
import { focusAgain, focused } from "@/components/form/focus-again";
import { useLater } from "@/components/ui/use-later";
import type { Places } from "../navigation/place";
import { CommandsContext, type Keyboard, type Shown } from "./commands-context";
import { createToken, focusSearch } from "./page-controls";
import { isCovered, isTyping, shortcutOf } from "./shortcut";

const loadDialogs = () => import("./shown-commands");

/** What the keyboard does on every page, and the dialogs for that. */
export function Commands({ places, keyboard, children }: { places: Places; keyboard: Keyboard; children: ReactNode }) {
  const [shown, setShown] = useState<Shown>();
  const opener = useRef<HTMLElement>(null);
  const show = useCallback((next: Shown) => {
    opener.current = focused();
    setShown(next);
  }, []);
  const close = useCallback(() => setShown(undefined), []);
  const restoreFocus = useCallback((event: Event) => {
    event.preventDefault();
    // Where a key opened it and nothing had the focus, the page stays where it is.
    if (opener.current) focusAgain(opener.current);
  }, []);
  useShortcuts(keyboard, show);
  const later = useLater(loadDialogs, shown !== undefined, close);
  return (
    <CommandsContext value={show}>
      {children}
      {later && shown && <later.ShownCommands {...{ shown, places, keyboard, close, restoreFocus }} goOn={setShown} />}
    </CommandsContext>
  );
}

function useShortcuts({ singleKeys, isApple }: Keyboard, show: (shown: Shown) => void) {
  const router = useRouter();
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented) return;
    const shortcut = shortcutOf(event, { singleKeys: singleKeys && !isTyping(event.target), isApple });
    if (shortcut === undefined || isCovered()) return;
    event.preventDefault();
    if (shortcut === "create") createToken((path) => router.push(path));
    else if (shortcut === "keys") show({ type: "keys" });
    else if (shortcut === "find" || !focusSearch()) show({ type: "palette" });
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => press(event);
    addEventListener("keydown", listen);
    return () => removeEventListener("keydown", listen);
  }, []);
}
