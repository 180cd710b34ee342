"use client";

import { ArrowUpRight, CircleSlash, Copy, KeyRound, Pencil, ShieldCheck, ShieldOff } from "lucide-react";
import { useRef } from "react";
import { TokenMenuButton } from "@/components/access-token/list/token-menu-button";
import { useCopyId } from "@/components/access-token/list/use-copy-id";
import { useList } from "@/components/list/list-state";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { Link } from "@/components/ui/link";
import { useNow } from "@/components/ui/time-context";
import { beginAtFirst } from "@/components/ui/use-opener";
import type { OrganisationTokenDetails } from "@/lib/organisation/token/json";
import { type OpenDialog, useTokenDialogs } from "../withdraw/dialog-context";
import { menuActions, pageOf } from "./menu-actions";
import { organisationTokenList } from "./query";

/** The menu of `OrganisationTokenMenu`, which opened it. @param byKeyboard begin at the first item */
export function OpenTokenMenu({
  token,
  labelId,
  byKeyboard,
}: {
  token: OrganisationTokenDetails;
  labelId: string;
  byKeyboard: boolean;
}) {
  const trigger = useRef<HTMLButtonElement>(null);
  const { open: openDialog, restore, mayWithdraw } = useTokenDialogs();
  const { path } = useList(organisationTokenList);
  const copyId = useCopyId();
  const page = pageOf(token, path);
  const may = menuActions(token, { mayWithdraw, now: useNow() });
  const ends = may.includes("withdraw") || may.includes("restore") || may.includes("revoke");
  const open = (type: OpenDialog["type"]) => {
    // The menu item is gone by the time the dialog returns the focus.
    trigger.current?.focus();
    openDialog({ type, token });
  };
  return (
    <DropdownMenu defaultOpen>
      <DropdownMenuTrigger asChild>
        <TokenMenuButton ref={trigger} token={token} labelId={labelId} />
      </DropdownMenuTrigger>
      <DropdownMenuContent
        ref={byKeyboard ? beginAtFirst : undefined}
        align="end"
        onCloseAutoFocus={(event) => {
          if (document.querySelector("[role=dialog]")) event.preventDefault();
        }}
      >
        {page === undefined ? (
          <DropdownMenuItem onSelect={() => open("about")}>
            <ArrowUpRight aria-hidden="true" /> Open
          </DropdownMenuItem>
        ) : (
          <DropdownMenuItem asChild>
            <Link href={page}>
              <ArrowUpRight aria-hidden="true" /> Open
            </Link>
          </DropdownMenuItem>
        )}
        {may.includes("edit") && (
          <DropdownMenuItem asChild>
            <Link href={`${page}?edit=1`}>
              <Pencil aria-hidden="true" /> Edit…
            </Link>
          </DropdownMenuItem>
        )}
        {may.includes("rotate") && (
          <DropdownMenuItem asChild>
            <Link href={`${page}?rotate=1`}>
              <KeyRound aria-hidden="true" /> Rotate…
            </Link>
          </DropdownMenuItem>
        )}
        <DropdownMenuItem onSelect={() => void copyId(token)}>
          <Copy aria-hidden="true" /> Copy ID
        </DropdownMenuItem>
        {ends && <DropdownMenuSeparator />}
        {may.includes("restore") && (
          <DropdownMenuItem onSelect={() => restore(token)}>
            <ShieldCheck aria-hidden="true" /> Restore access
          </DropdownMenuItem>
        )}
        {may.includes("withdraw") && (
          <DropdownMenuItem variant="danger" onSelect={() => open("withdraw")}>
            <ShieldOff aria-hidden="true" /> Withdraw access…
          </DropdownMenuItem>
        )}
        {may.includes("revoke") && (
          <DropdownMenuItem variant="danger" onSelect={() => open("revoke")}>
            <CircleSlash aria-hidden="true" /> Revoke…
          </DropdownMenuItem>
        )}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
