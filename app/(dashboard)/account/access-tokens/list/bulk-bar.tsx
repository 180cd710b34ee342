"use client";

import { useOpenDialog } from "@/components/access-token/dialogs/dialog-context";
import { Button } from "@/components/ui/button";
import type { TokenDetailsJson } from "@/lib/access-token/json";

/** What can be done with the ticked rows. Stands at the foot of the window while there are any. */
export function BulkBar({
  tokens,
  onClear,
  onAll,
}: {
  tokens: readonly TokenDetailsJson[];
  onClear: () => void;
  /** Left out where all are ticked. */
  onAll: (() => void) | undefined;
}) {
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
          className="sticky bottom-4 z-20 mx-auto mt-4 flex w-fit max-w-full animate-rise-in items-center gap-x-4 rounded-lg border bg-raised py-2 pr-2 pl-4 shadow-pop max-sm:bottom-0 max-sm:-mx-4 max-sm:w-auto max-sm:max-w-none max-sm:flex-wrap max-sm:gap-y-2 max-sm:rounded-none max-sm:border-x-0 max-sm:border-b-0 max-sm:px-4 max-sm:pt-2.5 max-sm:pb-[max(0.625rem,env(safe-area-inset-bottom))]"
        >
          <span className="flex items-center justify-between gap-4 font-medium text-sm max-sm:w-full">
            {tokens.length} {noun} selected
            {/* A list of lines has no head with a tick. */}
            {onAll && (
              <button type="button" className="link py-1 font-normal sm:hidden" onClick={onAll}>
                Select all
              </button>
            )}
          </span>
          <span className="flex gap-2 max-sm:w-full">
            <Button size="sm" variant="ghost" className="max-sm:h-11 max-sm:border-border" onClick={onClear}>
              Clear
            </Button>
            <Button
              size="sm"
              variant="danger"
              className="max-sm:h-11 max-sm:grow"
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
