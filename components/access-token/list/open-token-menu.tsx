"use client";

import { CalendarPlus, CircleSlash, KeyRound, Pencil } from "lucide-react";
import { useRef } from "react";
import { type OpenDialog, useOpenDialog } from "@/components/access-token/dialogs/dialog-context";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { useNow } from "@/components/ui/time-context";
import { beginAtFirst } from "@/components/ui/use-opener";
import { isEditable } from "@/lib/access-token/lifetime/editable";
import { TokenMenuButton, type TokenMenuProps } from "./token-menu-button";

/** The menu of `TokenMenu`, which opened it. @param byKeyboard begin at the first item */
export function OpenTokenMenu({ token, labelId, byKeyboard }: TokenMenuProps & { byKeyboard: boolean }) {
  const trigger = useRef<HTMLButtonElement>(null);
  const openDialog = useOpenDialog();
  const editable = isEditable(token, useNow());
  const open = (dialog: OpenDialog) => {
    // The menu item is gone by the time the dialog returns the focus.
    trigger.current?.focus();
    openDialog(dialog);
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
        {editable && token.expiration_date !== null && (
          <DropdownMenuItem onSelect={() => open({ type: "edit", token, focus: "expiration" })}>
            <CalendarPlus aria-hidden="true" /> Extend…
          </DropdownMenuItem>
        )}
        {token.status === "active" && (
          <DropdownMenuItem onSelect={() => open({ type: "rotate", token })}>
            <KeyRound aria-hidden="true" /> Rotate…
          </DropdownMenuItem>
        )}
        {editable && (
          <DropdownMenuItem onSelect={() => open({ type: "edit", token })}>
            <Pencil aria-hidden="true" /> Edit…
          </DropdownMenuItem>
        )}
        <DropdownMenuSeparator className="first:hidden" />
        <DropdownMenuItem variant="danger" onSelect={() => open({ type: "revoke", token })}>
          <CircleSlash aria-hidden="true" /> Revoke…
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
