"use client";

import { KeyRound } from "lucide-react";
import { useOpenDialog } from "@/components/access-token/dialogs/dialog-context";
import { Hint } from "@/components/access-token/rotation/hint";
import { Button } from "@/components/ui/button";
import type { TokenDetailsJson } from "@/lib/access-token/json";
import { useUnstored } from "../reveal/unstored";

/** That the newest secret was shown once and never stored, with the way to another. Nothing when it was. */
export function UnstoredNotice({ token }: { token: TokenDetailsJson }) {
  const open = useOpenDialog();
  const unstored = useUnstored(token);
  if (unstored === null) return null;
  const isPending = unstored.state === "pending";
  return (
    <section
      aria-label="Secret not stored"
      className="flex items-start gap-3 rounded-lg border border-warning bg-warning-soft px-4 py-3.5 text-sm sm:px-5"
    >
      <KeyRound aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-warning-text" />
      <div className="flex min-w-0 flex-1 flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <div className="grid min-w-0 max-w-[70ch] flex-1 basis-72 gap-1">
          <p className="font-medium">{isPending ? "The new secret was never stored" : "Its secret was never stored"}</p>
          <p>
            <Hint>{unstored.hint}</Hint> was shown once, and no one confirmed storing it. It hasn’t been used since, and
            can’t be shown again.{" "}
            {isPending && (
              <>
                The one in use, <Hint>{token.hint}</Hint>, keeps working.
              </>
            )}
          </p>
        </div>
        <Button onClick={() => open({ type: "replace_unstored", token, unstored })}>Generate a new secret</Button>
      </div>
    </section>
  );
}
