"use client";

import { FormDialog } from "@/components/form/form-dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useNow } from "@/components/ui/time-context";
import { useToast } from "@/components/ui/toast";
import { removeSunsetAction, setSunsetAction } from "./actions";

/** Who would be cut off: how many still use an imported token, and the first of them by name. */
export type StillUsing = { count: number; names: readonly string[] };

export type SunsetDate = {
  /** The date that is set, as RFC 3339; null for none. */
  at: string | null;
  /** What the form begins with: that date, or a suggestion, as clocks in `timezone` show it. */
  local: string;
  timezone: string;
};

const PROOF_FOR = "changing when imported tokens stop working";

/** Sets the date at which imported tokens stop working, or another one, and says who would be cut off. */
export function SetSunsetDialog({ date, using, close }: { date: SunsetDate; using: StillUsing; close: () => void }) {
  const { at, local, timezone } = date;
  const toast = useToast("sunset");
  const isPast = useIsPast(at);
  return (
    <FormDialog
      close={close}
      title={at === null ? "Set an end date" : "Change the end date"}
      about={`${isPast ? "Imported tokens start working again, and stop" : "Imported tokens stop"} working at this time. Requests with them are denied after that.`}
      submit={at === null ? "Set end date" : "Change end date"}
      proofFor={PROOF_FOR}
      action={setSunsetAction}
      onDone={() =>
        toast({ title: "End date saved", description: "Owners are told 30 days, 7 days and 1 day before." })
      }
    >
      {(errors) => (
        <>
          <Seen at={at} />
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
  );
}

/** Lets imported tokens work on. */
export function RemoveSunsetDialog({ date, close }: { date: SunsetDate; close: () => void }) {
  const toast = useToast("sunset");
  const isPast = useIsPast(date.at);
  return (
    <FormDialog
      close={close}
      title="Remove the end date"
      about={`Imported tokens ${isPast ? "start working again, and " : ""}keep working until their owners revoke them or they expire.`}
      submit="Remove end date"
      proofFor={PROOF_FOR}
      action={removeSunsetAction}
      onDone={() => toast({ title: "End date removed" })}
    >
      {() => <Seen at={date.at} />}
    </FormDialog>
  );
}

/** Whether imported tokens have stopped working. */
function useIsPast(at: string | null): boolean {
  const now = useNow();
  return at !== null && new Date(at) <= now;
}

/** What the person saw: another date is not overwritten. */
function Seen({ at }: { at: string | null }) {
  return <input type="hidden" name="seen" value={at ?? ""} />;
}

function dryRunMessage({ count, names }: StillUsing): string {
  if (count === 0) return "Nobody has used an imported token in the last 30 days.";
  const more = count - names.length;
  const all = new Intl.ListFormat("en").format([...names, ...(more > 0 ? [`${more} more`] : [])]);
  return `${count === 1 ? "1 person has" : `${count} people have`} used an imported token in the last 30 days: ${all}.`;
}
