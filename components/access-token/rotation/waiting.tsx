"use client";

import { useOpenDialog } from "@/components/access-token/dialogs/dialog-context";
import { Button } from "@/components/ui/button";
import { Status } from "@/components/ui/status";
import { Time } from "@/components/ui/time";
import type { TokenDetailsJson } from "@/lib/access-token/json";
import { overlapLabel } from "@/lib/access-token/rotation/overlap-words";
import type { Asked } from "./dialog-props";
import { Hint } from "./hint";
import { TimeLine } from "./time-line";

/** A new secret waits for its first use: nothing has changed yet for whatever uses the token. */
export function Waiting({ token, onAsk }: { token: TokenDetailsJson; onAsk: (asked: Asked) => void }) {
  const open = useOpenDialog();
  const { pending } = token.rotation;
  const details = token.rotation_details.pending;
  if (pending === null || details === null) return null;
  return (
    <>
      <div className="grid max-w-[75ch] gap-1">
        <Status tone="expiring" className="whitespace-normal font-medium">
          The new secret <Hint className="font-normal">{pending.hint}</Hint> waits for its first use
        </Status>
        <p>
          The one in use, <Hint>{token.hint}</Hint>, keeps working.
        </p>
      </div>
      <TimeLine from={pending.created_at} to={details.lapses_at} words="The new secret lapses, if nothing uses it" />
      <p className="-mt-3 flex flex-wrap justify-between gap-x-6 text-[0.8125rem] text-muted-foreground">
        <span>
          Made <Time at={pending.created_at} tense="past" />
        </span>
        <span>
          Lapses <Time at={details.lapses_at} /> if nothing uses it
        </span>
      </p>
      <p className="max-w-[75ch] text-muted-foreground">
        Store it where the token is used. The first request with it makes it the current one; from then on the old one
        works {details.overlap_seconds === 0 ? "no more" : `${overlapLabel(details.overlap_seconds)} longer`}. To check
        that you stored the right one, test it here: that is not a use. If you lost it, make another, which takes its
        place.
      </p>
      <div className="flex flex-wrap gap-2">
        <Button onClick={() => open({ type: "find", expected: token })}>Test it</Button>
        <Button onClick={() => open({ type: "rotate", token })}>Make another</Button>
        <Button className="text-danger-text" onClick={() => onAsk("cancel")}>
          Cancel rotation
        </Button>
      </div>
    </>
  );
}
