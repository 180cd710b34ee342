"use client";

import { useOpenDialog } from "@/components/access-token/dialogs/dialog-context";
import { Button } from "@/components/ui/button";
import { Status } from "@/components/ui/status";
import { Time } from "@/components/ui/time";
import type { TokenDetailsJson } from "@/lib/access-token/json";
import { overlapLabel } from "@/lib/access-token/rotation/overlap-label";
import type { Asked } from "./dialog-props";
import { Hint } from "./hint";
import { TimeLine } from "./time-line";

/** A new secret hasn’t been used yet: nothing has changed yet for whatever uses the token. */
export function Waiting({ token, onAsk }: { token: TokenDetailsJson; onAsk: (asked: Asked) => void }) {
  const open = useOpenDialog();
  const { pending } = token.rotation;
  const details = token.rotation_details.pending;
  if (pending === null || details === null) return null;
  return (
    <>
      <div className="grid max-w-[75ch] gap-1">
        <Status tone="expiring" className="whitespace-normal font-medium">
          The new secret <Hint className="font-normal">{pending.hint}</Hint> hasn’t been used yet
        </Status>
        <p>
          The one in use, <Hint>{token.hint}</Hint>, keeps working.
        </p>
      </div>
      <TimeLine from={pending.created_at} to={details.lapses_at} words="The new secret lapses if not used" />
      <p className="-mt-3 flex flex-wrap justify-between gap-x-6 text-[0.8125rem] text-muted-foreground">
        <span>
          Generated <Time at={pending.created_at} tense="past" />
        </span>
        <span>
          Lapses <Time at={details.lapses_at} /> if not used
        </span>
      </p>
      <p className="max-w-[75ch] text-muted-foreground">
        Store it where the token is used. The first request with it makes it the current one; the old one then{" "}
        {details.overlap_seconds === 0 ? "stops working" : `keeps working for ${overlapLabel(details.overlap_seconds)}`}
        . To check that you stored the right one, test it here: that doesn’t count as a use. If you lost it, generate
        another to replace it.
      </p>
      <div className="flex flex-wrap gap-2">
        <Button onClick={() => open({ type: "find", expected: token })}>Test it</Button>
        <Button onClick={() => open({ type: "rotate", token })}>Generate another</Button>
        <Button className="text-danger-text" onClick={() => onAsk("cancel")}>
          Cancel rotation
        </Button>
      </div>
    </>
  );
}
