"use client";

import { useState } from "react";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import { useNow, useTimezone } from "@/components/ui/time-context";
import { useMended } from "@/components/ui/use-mended";
import { durationLabel, EXPIRATION_PRESETS, resolveExpiration } from "@/lib/access-token/form/expiration-choice";
import { exactTime } from "@/lib/time/exact";
import { toLocal } from "@/lib/time/local";
import { relativeTime } from "@/lib/time/relative";

const DAY_MS = 24 * 60 * 60 * 1000;
const CUSTOM_DAYS = 30;
const LONGEST_YEARS = 5;

/** When the token expires: a native select, and beside it what the choice means as a date in the profile's timezone. */
export function ExpirationField({
  given,
  chosen: { expiration: chosen, local: reading },
  keep,
  errors,
  onChange,
}: {
  /** What the form began with: a link can ask for a duration that is not offered otherwise. */
  given: string;
  chosen: { expiration: string; local: string };
  /** The present expiration date, which can be kept: null never expires. Undefined when there is nothing to keep. */
  keep?: string | null;
  errors: readonly string[] | undefined;
  onChange: (chosen: { expiration: string; local: string }) => void;
}) {
  const now = useNow();
  const timezone = useTimezone();
  // Another choice clears the error of a wrong date.
  const { wrong, watch } = useMended(errors);
  const isCustom = chosen === "custom";
  const meaning = useMeaning(chosen, reading, keep);
  // Announced once per choice; the visible text follows the clock, which nobody wants read out.
  const [announced, setAnnounced] = useState("");
  const choose = (next: { expiration: string; local: string }) => {
    onChange(next);
    const resolved = resolveExpiration(next, now, timezone);
    setAnnounced(resolved.status === "at" ? `Expires ${exactTime(resolved.at, timezone)}` : "");
  };

  return (
    <div {...watch} className="grid gap-3">
      <div className="grid items-end gap-x-4 gap-y-2 sm:grid-cols-[13.5rem_1fr]">
        <Field label="Expiration" name="expiration" errors={isCustom ? undefined : wrong}>
          <NativeSelect
            value={chosen}
            onChange={(event) => {
              const next = event.target.value;
              const suggested = toLocal(new Date(now.getTime() + CUSTOM_DAYS * DAY_MS), timezone);
              choose({ expiration: next, local: next === "custom" && reading === "" ? suggested : reading });
            }}
          >
            {keep !== undefined && <option value="keep">As it is</option>}
            {!EXPIRATION_PRESETS.some(({ value }) => value === given) && /^\d/.test(given) && (
              <option value={given}>{durationLabel(given)}</option>
            )}
            {EXPIRATION_PRESETS.map(({ value, words }) => (
              <option key={value} value={value}>
                {words}
              </option>
            ))}
            <option value="custom">Custom date and time…</option>
            <option value="never">Never</option>
          </NativeSelect>
        </Field>
        <p className="flex min-h-9 flex-col justify-center text-[0.8125rem] text-muted-foreground leading-5 pointer-coarse:min-h-11">
          {meaning}
        </p>
      </div>
      {isCustom && (
        <Field label="Date and time" name="expires_local" errors={wrong} description={`Time zone: ${timezone}`}>
          <Input
            type="datetime-local"
            className="max-w-64"
            value={reading}
            min={toLocal(now, timezone)}
            max={toLocal(yearsLater(now), timezone)}
            onChange={(event) => choose({ expiration: "custom", local: event.target.value })}
          />
        </Field>
      )}
      <output className="sr-only">{announced}</output>
    </div>
  );
}

function useMeaning(chosen: string, reading: string, keep: string | null | undefined) {
  const now = useNow();
  const timezone = useTimezone();
  const resolved = resolveExpiration({ expiration: chosen, local: reading }, now, timezone);
  if (resolved.status === "invalid") return chosen === "custom" ? "" : resolved.message;
  if (resolved.status === "never" || (resolved.status === "keep" && keep == null)) {
    return "Never expires. It works until you revoke it.";
  }
  const at = resolved.status === "at" ? resolved.at : new Date(keep ?? "");
  return (
    <>
      <span className="text-foreground">{exactTime(at, timezone)}</span>
      <span>
        {relativeTime(at, now)}
        {resolved.status === "at" && resolved.note && ` · ${resolved.note}`}
      </span>
    </>
  );
}

function yearsLater(now: Date): Date {
  const later = new Date(now);
  later.setUTCFullYear(later.getUTCFullYear() + LONGEST_YEARS);
  return later;
}
