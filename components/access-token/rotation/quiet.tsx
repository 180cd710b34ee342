"use client";

import { useOpenDialog } from "@/components/access-token/dialogs/dialog-context";
import { Button } from "@/components/ui/button";
import { Time } from "@/components/ui/time";
import { useNow } from "@/components/ui/time-context";
import type { TokenDetailsJson } from "@/lib/access-token/json";
import { isEditable } from "@/lib/access-token/lifetime/editable";
import { Hint } from "./hint";

/** Shown while no rotation runs: the age of the secret, and a button for a new one. */
export function Quiet({ token }: { token: TokenDetailsJson }) {
  const open = useOpenDialog();
  const now = useNow();
  const since = token.rotation_details.current?.created_at ?? token.created_at;
  const active = token.status === "active";
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
      <div className="grid min-w-0 max-w-[70ch] flex-1 basis-72 gap-1">
        <p className="font-medium">
          {since > token.created_at ? (
            <>
              Secret <Hint className="font-normal">{token.hint}</Hint> generated <Time at={since} tense="past" />
            </>
          ) : (
            <>
              Not rotated yet: its secret was generated <Time at={since} tense="past" />
            </>
          )}
        </p>
        <p className="text-muted-foreground">
          {active
            ? "Rotating breaks nothing: the current secret works until the new one is first used, and then for as long as you choose."
            : "Expired tokens can’t be rotated."}
          {!active && isEditable(token, now) && " Extend it first: the same secret works again."}
        </p>
      </div>
      {active ? (
        <Button onClick={() => open({ type: "rotate", token })}>Rotate</Button>
      ) : (
        isEditable(token, now) && (
          <Button onClick={() => open({ type: "edit", token, focus: "expiration" })}>Extend</Button>
        )
      )}
    </div>
  );
}
