"use client";

import { TokenMenuButton } from "@/components/access-token/list/token-menu-button";
import { useOpener } from "@/components/ui/use-opener";
import type { OrganisationTokenDetails } from "@/lib/organisation/token/json";

const loadMenu = () => import("./open-token-menu");

/** What the reader may do with the token of a row. */
export function OrganisationTokenMenu(props: { token: OrganisationTokenDetails; labelId: string }) {
  const { part, byKeyboard, openerProps } = useOpener(loadMenu);
  if (part) return <part.OpenTokenMenu {...props} byKeyboard={byKeyboard} />;
  return <TokenMenuButton {...props} {...openerProps} aria-haspopup="menu" />;
}
