"use client";

import { createContext, useContext } from "react";

export type Keyboard = {
  /** Whether keys do something by themselves: the person can turn that off. */
  singleKeys: boolean;
  /** Whether it has ⌘ in place of Ctrl. */
  isApple: boolean;
};

/** The one dialog of the shell that is open. A secret that was pasted is in `find token`, and in nothing else of the page. */
export type Shown =
  | { type: "palette" }
  | { type: "keys" }
  | { type: "find token"; pasted?: string | undefined }
  | { type: "new organisation" };

export const CommandsContext = createContext<(shown: Shown) => void>(() => {});

/** Open a dialog of the shell. When it closes, what has the focus now has it again. */
export function useCommands(): (shown: Shown) => void {
  return useContext(CommandsContext);
}
