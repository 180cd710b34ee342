"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useCallback, useEffect, useEffectEvent, useRef, useState } from "react";
import { focusAgain, focused } from "@/components/form/focus-again";
import { useLater } from "@/components/ui/use-later";
import type { Places } from "../navigation/place";
import { CommandsContext, type Keyboard, type Shown } from "./commands-context";
import { isCovered, isTyping, shortcutOf } from "./shortcut";

const loadDialogs = () => import("./shown-commands");
const loadControls = () => import("./page-controls");

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
  const press = async (shortcut: "create" | "search") => {
    // Without them the key does nothing.
    const controls = await loadControls().catch(() => undefined);
    if (shortcut === "create") controls?.createToken((path) => router.push(path));
    else if (controls?.focusSearch() === false) show({ type: "palette" });
  };
  const hear = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented) return;
    const shortcut = shortcutOf(event, { singleKeys: singleKeys && !isTyping(event.target), isApple });
    if (shortcut === undefined || isCovered()) return;
    event.preventDefault();
    if (shortcut === "find") show({ type: "palette" });
    else if (shortcut === "keys") show({ type: "keys" });
    else void press(shortcut);
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => hear(event);
    addEventListener("keydown", listen);
    return () => removeEventListener("keydown", listen);
  }, []);
}
