import { Badge } from "@/components/ui/badge";
import { Time } from "@/components/ui/time";

type Earlier = { earlier: readonly { created_at: Date }[] };

/** How many equal entries this one stands for. Nothing where it stands for itself. */
export function TimesBadge({ earlier }: Earlier) {
  if (earlier.length === 0) return null;
  return (
    <>
      {" "}
      <Badge className="tabular-nums">{earlier.length + 1} times</Badge>
    </>
  );
}

/** When the first of the equal entries was. */
export function FirstOf({ earlier }: Earlier) {
  const first = earlier.at(-1);
  if (first === undefined) return null;
  return (
    <p className="text-[0.8125rem] text-muted-foreground">
      First <Time at={first.created_at} as="exact" />
    </p>
  );
}
