"use client";

import { RowActions, RowButton } from "@/components/list/row-actions";
import { useNow } from "@/components/ui/time-context";
import type { TokenDetailsJson } from "@/lib/access-token/json";
import { useUndoRevoke } from "../dialogs/use-undo-revoke";

/** Undoes the revoke of the row's token, for as long as that is possible. */
export function UndoButton({ token, labelId }: { token: TokenDetailsJson; labelId: string }) {
  const { undo, pending } = useUndoRevoke();
  const now = useNow();
  if (token.undoable_until === null || new Date(token.undoable_until) <= now) return null;
  return (
    <RowActions>
      <RowButton labelId={labelId} pending={pending} onClick={() => undo(token)}>
        Undo
      </RowButton>
    </RowActions>
  );
}
