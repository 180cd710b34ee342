"use client";

import { useOpener } from "@/components/ui/use-opener";
import { UserMenuButton, type UserMenuProps } from "./user-menu-button";

const loadMenu = () => import("./open-user-menu");

/** The way to everything that is the person's own. Stands in the top-left corner of every page. */
export function UserMenu(props: UserMenuProps) {
  const { part, byKeyboard, openerProps } = useOpener(loadMenu);
  if (part) return <part.OpenUserMenu {...props} byKeyboard={byKeyboard} />;
  return <UserMenuButton {...props} {...openerProps} aria-haspopup="menu" />;
}
