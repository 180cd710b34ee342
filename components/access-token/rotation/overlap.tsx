"use client";

import { useOpenDialog } from "@/components/access-token/dialogs/dialog-context";
import { Button } from "@/components/ui/button";
import { Time } from "@/components/ui/time";
import type { Asked } from "./dialog-props";
import { Hint } from "./hint";
import { type RotationJson, seenSince, sourcesOf } from "./rotation-json";
import { SecretUse } from "./secret-use";
import { TimeLine } from "./time-line";

/** Both secrets work: who uses which, and how long the old one has left. */
export function Overlap({ view, onAsk }: { view: RotationJson; onAsk: (asked: Asked) => void }) {
  const open = useOpenDialog();
  const { token } = view;
  const { retiring, retires_at } = token.rotation;
  const details = token.rotation_details.retiring;
  if (retiring === null || retires_at === null || details === null) return null;
  const old = sourcesOf(view, "retiring");
  const stragglers = seenSince(old, new Date(details.retiring_since));
  const extendable = details.latest_retires_at > retires_at;
  return (
    <>
      <div className="grid gap-1">
        <p className="font-medium">
          Both secrets work, the old one until <Time at={retires_at} as="exact" className="tabular-nums" />
        </p>
        <TimeLine from={details.retiring_since} to={retires_at} words="The old secret stops working" />
        <p className="flex flex-wrap justify-between gap-x-6 text-[0.8125rem] text-muted-foreground">
          <span>
            New secret first used <Time at={details.retiring_since} tense="past" />
          </span>
          <span>
            Old secret ends <Time at={retires_at} />
          </span>
        </p>
      </div>
      <div className="grid gap-3 md:grid-cols-2">
        <SecretUse
          title="Old secret"
          hint={retiring.hint}
          sources={stragglers}
          earlier={old.length - stragglers.length}
        >
          Nothing has used it since the new one was first used.
        </SecretUse>
        <SecretUse title="New secret" hint={token.hint} sources={sourcesOf(view, "current")} earlier={0}>
          Its first use shows here within seconds.
        </SecretUse>
      </div>
      <div className="flex flex-wrap items-center gap-2">
        <Button onClick={() => onAsk("end")}>End now</Button>
        {extendable && <Button onClick={() => onAsk("extend")}>Extend</Button>}
        <Button className="text-danger-text" onClick={() => open({ type: "rotate", token })}>
          A secret leaked
        </Button>
        <p className="basis-full text-[0.8125rem] text-muted-foreground">
          {stragglers.length === 0 ? (
            <>
              Everything seen since then has moved over. End it now, or wait: <Hint>{retiring.hint}</Hint> ends by
              itself.
            </>
          ) : (
            "End it once the last one has moved over."
          )}{" "}
          {!extendable &&
            "It can’t be extended: seven days in total is the maximum, and never past the expiration date."}
        </p>
      </div>
    </>
  );
}
