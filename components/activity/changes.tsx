import { Time } from "@/components/ui/time";
import type { ChangedValue, ChangeMessage } from "@/lib/activity/token-words";

/** What an entry of the activity changed, a line for each field: before and after. */
export function Changes({ changes }: { changes: readonly ChangeMessage[] }) {
  if (changes.length === 0) return null;
  return (
    <div className="grid gap-1">
      {changes.map(({ field, before, after }) => (
        <p key={field} className="break-words">
          <span className="text-muted-foreground">{field}:</span> <Value value={before} />{" "}
          <span className="text-muted-foreground">
            <span aria-hidden="true">→</span>
            <span className="sr-only">changed to</span>
          </span>{" "}
          <Value value={after} />
        </p>
      ))}
    </div>
  );
}

function Value({ value }: { value: ChangedValue }) {
  if (value === null) return <span className="text-muted-foreground">nothing</span>;
  if ("at" in value) return <Time at={value.at} as="exact" />;
  return <bdi className="break-words">{value.text}</bdi>;
}
