"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Time } from "@/components/ui/time";
import { useNow } from "@/components/ui/time-context";
import { useLater } from "@/components/ui/use-later";
import type { StillUsing, SunsetDate } from "./sunset-dialogs";

const loadDialogs = () => import("./sunset-dialogs");

/** When imported tokens stop working, and what changes that. */
export function Sunset({ date, using, mayChange }: { date: SunsetDate; using: StillUsing; mayChange: boolean }) {
  const { at } = date;
  const [asked, setAsked] = useState<"set" | "remove">();
  const close = () => setAsked(undefined);
  const later = useLater(loadDialogs, asked !== undefined, close);
  const now = useNow();
  const isPast = at !== null && new Date(at) <= now;
  return (
    <section
      aria-label="End date"
      className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 rounded-lg border bg-surface px-4 py-3.5 sm:px-5"
    >
      <div className="grid min-w-0 max-w-prose gap-0.5 text-sm">
        <h2 className="font-medium">
          {at === null ? (
            "No end date"
          ) : (
            <>
              Imported tokens {isPast ? "stopped" : "stop"} working on <Time at={at} as="exact" />
            </>
          )}
        </h2>
        <p className="text-muted-foreground">{aboutDate(at !== null, isPast, mayChange)}</p>
      </div>
      {mayChange && (
        <div className="flex flex-wrap gap-2">
          {at !== null && <Button onClick={() => setAsked("remove")}>Remove</Button>}
          <Button variant={at === null ? "primary" : "secondary"} onClick={() => setAsked("set")}>
            {at === null ? "Set end date" : "Change"}
          </Button>
        </div>
      )}
      {later !== undefined && asked === "set" && <later.SetSunsetDialog date={date} using={using} close={close} />}
      {later !== undefined && asked === "remove" && <later.RemoveSunsetDialog date={date} close={close} />}
    </section>
  );
}

function aboutDate(isSet: boolean, isPast: boolean, mayChange: boolean): string {
  if (!isSet) return "Imported tokens work until their owners revoke them.";
  if (!isPast) return "Owners are told 30 days, 7 days and 1 day before.";
  return mayChange ? "You can set a later date for 30 days after that." : "They can’t be brought back.";
}
