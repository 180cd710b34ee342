"use client";

import { FormDialog } from "@/components/form/form-dialog";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Time } from "@/components/ui/time";
import { useNow } from "@/components/ui/time-context";
import { useToast } from "@/components/ui/toast";
import { removeSunsetAction, setSunsetAction } from "./actions";

/** Who would be cut off: how many still use an imported token, and the first of them by name. */
export type StillUsing = { count: number; names: readonly string[] };

/** When imported tokens stop working, and what changes that. */
export function Sunset({
  at,
  local,
  timezone,
  using,
  mayChange,
}: {
  /** The date that is set, as RFC 3339; null for none. */
  at: string | null;
  /** What the form begins with: that date, or a suggestion, as clocks in `timezone` show it. */
  local: string;
  timezone: string;
  using: StillUsing;
  mayChange: boolean;
}) {
  const toast = useToast("sunset");
  const now = useNow();
  const isPast = at !== null && new Date(at) <= now;
  const seen = <input type="hidden" name="seen" value={at ?? ""} />;
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
        <p className="text-muted-foreground">
          {at === null
            ? "Imported tokens work until their owners revoke them."
            : isPast
              ? mayChange
                ? "You can set a later date for 30 days after that."
                : "They can’t be brought back."
              : "Owners are told 30 days, 7 days and 1 day before."}
        </p>
      </div>
      {mayChange && (
        <div className="flex flex-wrap gap-2">
          {at !== null && (
            <FormDialog
              trigger={<Button>Remove</Button>}
              title="Remove the end date"
              about="Imported tokens keep working until their owners revoke them, or their own expiration date."
              submit="Remove end date"
              proofFor="changing when imported tokens stop working"
              action={removeSunsetAction}
              onDone={() => toast({ title: "End date removed" })}
            >
              {() => seen}
            </FormDialog>
          )}
          <FormDialog
            trigger={
              <Button variant={at === null ? "primary" : "secondary"}>{at === null ? "Set end date" : "Change"}</Button>
            }
            title={at === null ? "Set an end date" : "Change the end date"}
            about="Imported tokens stop working at this time. Requests with them are answered 401 after that."
            submit={at === null ? "Set end date" : "Change end date"}
            proofFor="changing when imported tokens stop working"
            action={setSunsetAction}
            onDone={() =>
              toast({ title: "End date saved", description: "Owners are told 30 days, 7 days and 1 day before." })
            }
          >
            {(errors) => (
              <>
                {seen}
                <Field
                  label="Date and time"
                  name="sunset_at"
                  description={`Time zone: ${timezone}`}
                  errors={errors.sunset_at}
                >
                  <Input type="datetime-local" defaultValue={local} required className="sm:max-w-64" />
                </Field>
                <p className="text-sm">{dryRunMessage(using)}</p>
              </>
            )}
          </FormDialog>
        </div>
      )}
    </section>
  );
}

function dryRunMessage({ count, names }: StillUsing): string {
  if (count === 0) return "Nobody has used an imported token in the last 30 days.";
  const more = count - names.length;
  const all = new Intl.ListFormat("en").format([...names, ...(more > 0 ? [`${more} more`] : [])]);
  return `${count === 1 ? "1 person has" : `${count} people have`} used an imported token in the last 30 days: ${all}.`;
}
