"use client";

import { useSyncExternalStore } from "react";
import { Button } from "@/components/ui/button";
import { Combobox } from "@/components/ui/combobox";
import { Field } from "@/components/ui/field";
import { useNow } from "@/components/ui/time-context";
import { clock } from "@/lib/time/exact";
import { currentZoneName, offsetLabel } from "@/lib/time/zone";

const never = () => () => {};
const zoneOfBrowser = () => currentZoneName(new Intl.DateTimeFormat().resolvedOptions().timeZone);

/** The timezone: found by typing part of a city, with that of the browser offered when it is another one. */
export function TimezoneField({
  value,
  onChange,
  timezones,
  errors,
}: {
  value: string;
  onChange: (timezone: string) => void;
  timezones: readonly string[];
  errors: readonly string[] | undefined;
}) {
  const now = useNow();
  const browser = useSyncExternalStore(never, zoneOfBrowser, () => undefined);
  const suggested = browser !== undefined && browser !== value && timezones.includes(browser) ? browser : undefined;
  return (
    <div className="grid gap-2">
      <Field
        label="Time zone"
        errors={errors}
        description={`Used for all times. Local time: ${clock(now, value)} (${offsetLabel(value, now)}).`}
      >
        <Combobox
          name="timezone"
          value={value}
          onChange={onChange}
          options={timezones}
          hint={(timezone) => offsetLabel(timezone, now)}
          noun="timezone"
        />
      </Field>
      {suggested && (
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-[0.8125rem]">
          Your browser is set to {suggested}.
          <Button size="sm" onClick={() => onChange(suggested)}>
            Use {suggested}
          </Button>
        </p>
      )}
    </div>
  );
}
