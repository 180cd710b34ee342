"use client";

import { CalendarPlus, CircleSlash, Ellipsis, KeyRound, Pencil } from "lucide-react";
import { useRef } from "react";
import { type OpenDialog, useOpenDialog } from "@/components/access-token/dialogs/dialog-context";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { useNow } from "@/components/ui/time-context";
import type { TokenDetailsJson } from "@/lib/access-token/json";
import { isEditable } from "@/lib/access-token/lifetime/editable";

/** Everything that can be done with a token of a row; nothing with a revoked one. @param labelId of what names the token */
export function TokenMenu({ token, labelId }: { token: TokenDetailsJson; labelId: string }) {
  const trigger = useRef<HTMLButtonElement>(null);
  const openDialog = useOpenDialog();
  const editable = isEditable(token, useNow());
  if (token.status === "revoked") return null;
  const open = (dialog: OpenDialog) => {
    // The menu item is gone by the time the dialog returns the focus.
    trigger.current?.focus();
    openDialog(dialog);
  };
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button
          ref={trigger}
          variant="ghost"
          size="icon-sm"
          aria-label={`More actions for ${token.label}`}
          aria-describedby={labelId}
          className="text-muted-foreground hover:text-foreground pointer-coarse:size-11"
        >
          <Ellipsis aria-hidden="true" />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent
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
