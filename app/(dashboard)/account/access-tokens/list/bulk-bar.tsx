"use client";

import { useOpenDialog } from "@/components/access-token/dialogs/dialog-context";
import { Button } from "@/components/ui/button";
import type { TokenDetailsJson } from "@/lib/access-token/json";

/** What can be done with the ticked rows. Stands at the foot of the window while there are any. */
export function BulkBar({ tokens, onClear }: { tokens: readonly TokenDetailsJson[]; onClear: () => void }) {
  const open = useOpenDialog();
  const noun = tokens.length === 1 ? "token" : "tokens";
  return (
    <>
      <p role="status" className="sr-only">
        {tokens.length > 0 ? `${tokens.length} ${noun} selected` : ""}
      </p>
      {tokens.length > 0 && (
        <section
          aria-label="Selected tokens"
          className="sticky bottom-4 z-20 mx-auto mt-4 flex w-fit max-w-full animate-rise-in flex-wrap items-center gap-x-4 gap-y-2 rounded-lg border bg-raised py-2 pr-2 pl-4 shadow-pop"
        >
          <span className="font-medium text-sm">
            {tokens.length} {noun} selected
          </span>
          <span className="flex gap-2">
            <Button size="sm" variant="ghost" onClick={onClear}>
              Clear
            </Button>
            <Button
              size="sm"
              variant="danger"
              onClick={() => open({ type: "revoke_many", tokens, onRevoked: onClear })}
            >
              Revoke {tokens.length} {noun}
            </Button>
          </span>
        </section>
      )}
    </>
  );
}
