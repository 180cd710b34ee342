"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Field, FieldGroup } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useNow, useTimezone } from "@/components/ui/time-context";
import { errorOf } from "@/components/ui/use-mended";
import { exactTime } from "@/lib/time/exact";
import { resolveLocal, toLocal } from "@/lib/time/local";
import { relativeTime } from "@/lib/time/relative";
import type { BulkWithdrawalQuery } from "./query";

/** The moment, and which kinds of tokens. A GET form: it only shows the tokens. */
export function MomentForm({
  action,
  query,
  invalid,
}: {
  action: string;
  query: BulkWithdrawalQuery;
  invalid: { field: "before" | "kinds"; message: string } | undefined;
}) {
  const now = useNow();
  const timezone = useTimezone();
  const [reading, setReading] = useState(query.before === "" ? toLocal(now, timezone) : query.before);
  const resolved = resolveLocal(reading, timezone);
  return (
    <form action={action} method="get" className="grid gap-5 rounded-lg border bg-surface p-4 sm:p-5">
      <div className="grid items-start gap-x-6 gap-y-2 sm:grid-cols-[15rem_1fr]">
        <Field
          label="Created before"
          name="before"
          required
          errors={invalid?.field === "before" ? errorOf(invalid, invalid.message) : undefined}
        >
          <Input
            type="datetime-local"
            value={reading}
            max={toLocal(now, timezone)}
            onChange={(event) => setReading(event.target.value)}
          />
        </Field>
        <p className="grid text-[0.8125rem] text-muted-foreground leading-5 sm:mt-7 sm:min-h-9 sm:content-center">
          {resolved !== undefined && (
            <>
              <span className="text-foreground">{exactTime(resolved.at, timezone)}</span>
              <span>
                {relativeTime(resolved.at, now)}
                {resolved.kind === "gap" && " · the time you entered was skipped when the clocks changed"}
                {resolved.kind === "overlap" && " · this time occurs twice: the first is used"}
              </span>
            </>
          )}
        </p>
      </div>
      <FieldGroup
        legend="Which tokens"
        errors={invalid?.field === "kinds" ? errorOf(invalid, invalid.message) : undefined}
      >
        <div className="grid gap-3">
          <Choice
            name="personal"
            checked={query.personal}
            title="Personal tokens: withdraw their access here"
            text="They keep working everywhere else. Access can be restored one by one."
          />
          <Choice
            name="organisation"
            checked={query.organisation}
            title="The organisation’s own tokens: revoke them"
            text="Permanently. Anything that uses them needs a new token."
          />
        </div>
      </FieldGroup>
      <div>
        <Button type="submit">Preview tokens</Button>
      </div>
    </form>
  );
}

function Choice({ name, checked, title, text }: { name: string; checked: boolean; title: string; text: string }) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: Checkbox is one
    <label className="flex items-start gap-3 text-sm">
      <Checkbox name={name} value="1" defaultChecked={checked} className="mt-0.5" />
      <span className="grid gap-0.5">
        <span className="font-medium">{title}</span>
        <span className="text-[0.8125rem] text-muted-foreground leading-5">{text}</span>
      </span>
    </label>
  );
}
