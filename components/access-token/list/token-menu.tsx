"use client";

import { useOpener } from "@/components/ui/use-opener";
import { TokenMenuButton, type TokenMenuProps } from "./token-menu-button";

const loadMenu = () => import("./open-token-menu");

/** Everything that can be done with a token of a row. */
export function TokenMenu(props: TokenMenuProps) {
  const { part, byKeyboard, openerProps } = useOpener(loadMenu);
  if (part) return <part.OpenTokenMenu {...props} byKeyboard={byKeyboard} />;
  return <TokenMenuButton {...props} {...openerProps} aria-haspopup="menu" />;
}
