"use client";

import { ArrowUpRight, CalendarPlus, CircleSlash, Copy, KeyRound, Pencil, Undo2 } from "lucide-react";
import { useRef } from "react";
import { type OpenDialog, useOpenDialog } from "@/components/access-token/dialogs/dialog-context";
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
import { isEditable } from "@/lib/access-token/lifetime/editable";
import { tokenPagePath } from "@/lib/access-token/page-path";
import { useUndoRevoke } from "../dialogs/use-undo-revoke";
import { TokenMenuButton, type TokenMenuProps } from "./token-menu-button";
import { useCopyId } from "./use-copy-id";

/** The menu of `TokenMenu`, which opened it. @param byKeyboard begin at the first item */
export function OpenTokenMenu({ token, labelId, byKeyboard }: TokenMenuProps & { byKeyboard: boolean }) {
  const trigger = useRef<HTMLButtonElement>(null);
  const openDialog = useOpenDialog();
  const copyId = useCopyId();
  const { undo } = useUndoRevoke();
  const now = useNow();
  const editable = isEditable(token, now);
  const isRevoked = token.status === "revoked";
  const isUndoable = isRevoked && token.undoable_until !== null && new Date(token.undoable_until) > now;
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
        <DropdownMenuItem asChild>
          <Link href={tokenPagePath(token.uuid)}>
            <ArrowUpRight aria-hidden="true" /> Open
          </Link>
        </DropdownMenuItem>
        {editable && (
          <DropdownMenuItem onSelect={() => open({ type: "edit", token })}>
            <Pencil aria-hidden="true" /> Edit…
          </DropdownMenuItem>
        )}
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
        <DropdownMenuItem onSelect={() => void copyId(token)}>
          <Copy aria-hidden="true" /> Copy ID
        </DropdownMenuItem>
        {(!isRevoked || isUndoable) && <DropdownMenuSeparator />}
        {isUndoable && (
          <DropdownMenuItem onSelect={() => undo(token)}>
            <Undo2 aria-hidden="true" /> Undo revoke
          </DropdownMenuItem>
        )}
        {!isRevoked && (
          <DropdownMenuItem variant="danger" onSelect={() => open({ type: "revoke", token })}>
            <CircleSlash aria-hidden="true" /> Revoke…
          </DropdownMenuItem>
        )}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
