"use client";

import { Field } from "@/components/ui/field";
import { NativeSelect } from "@/components/ui/native-select";
import { useNow, useTimezone } from "@/components/ui/time-context";
import { overlapLabel } from "@/lib/access-token/rotation/overlap-label";
import { OVERLAP_CHOICES } from "@/lib/access-token/rotation/rotation";
import { exactTime } from "@/lib/time/exact";

/** How long the old secret works after the first use of the new one, and what that means as a date. */
export function OverlapField({
  seconds,
  onChange,
  expiresAt,
}: {
  seconds: number;
  onChange: (seconds: number) => void;
  expiresAt: string | null;
}) {
  const now = useNow();
  const timezone = useTimezone();
  const end = new Date(now.getTime() + seconds * 1000);
  const capped = expiresAt !== null && new Date(expiresAt) < end;
  const at = capped ? new Date(expiresAt) : end;
  return (
    <div className="grid items-end gap-x-4 gap-y-2 sm:grid-cols-[13.5rem_1fr]">
      <Field label="The old secret ends">
        <NativeSelect value={seconds} onChange={(event) => onChange(Number(event.target.value))}>
          {!OVERLAP_CHOICES.some((choice) => choice.seconds === seconds) && (
            <option value={seconds}>{overlapLabel(seconds)} later</option>
          )}
          {OVERLAP_CHOICES.map((choice) => (
            <option key={choice.seconds} value={choice.seconds}>
              {choice.seconds === 0 ? choice.words : `${choice.words} later`}
            </option>
          ))}
        </NativeSelect>
      </Field>
      <p
        aria-live="polite"
        className="flex min-h-9 flex-col justify-center text-[0.8125rem] text-muted-foreground leading-5 pointer-coarse:min-h-11"
      >
        {seconds === 0 ? (
          "When the new one is first used, with no overlap."
        ) : (
          <>
            <span>If the new one is first used now:</span>
            <span className="text-foreground">{exactTime(at, timezone)}</span>
            {capped && <span>The token expires then, which ends the overlap.</span>}
          </>
        )}
      </p>
    </div>
  );
}
