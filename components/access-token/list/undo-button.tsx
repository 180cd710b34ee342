"use client";

import { Button } from "@/components/ui/button";
import { useNow } from "@/components/ui/time-context";
import type { TokenDetailsJson } from "@/lib/access-token/json";
import { useUndoRevoke } from "../dialogs/use-undo-revoke";

/** For as long as it is possible: take back the revoke of the row's token. */
export function UndoButton({ token, labelId }: { token: TokenDetailsJson; labelId: string }) {
  const { undo, pending } = useUndoRevoke();
  const now = useNow();
  if (token.undoable_until === null || new Date(token.undoable_until) <= now) return null;
  return (
    <div className="-mx-2 -mb-1.5 flex justify-end lg:mb-0">
      <Button
        variant="ghost"
        size="sm"
        className="px-2 text-muted-foreground hover:text-foreground group-hover:text-foreground"
        aria-describedby={labelId}
        pending={pending}
        onClick={() => undo(token)}
      >
        Undo
      </Button>
    </div>
  );
}
