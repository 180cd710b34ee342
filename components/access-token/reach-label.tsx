import { Badge } from "@/components/ui/badge";
import { type ReachChoice, reachKey } from "@/lib/access-token/form/reach";

/** `Harbour Studio › Regatta Site › test`; a whole organisation is marked, since it includes what is added later. */
export function LimitLabel({ limit }: { limit: ReachChoice }) {
  const { names } = limit;
  if (names.length === 0) {
    return <span className="text-muted-foreground">Something you can no longer access</span>;
  }
  const [last, ...above] = [...names].reverse();
  return (
    <span className="wrap-anywhere">
      {above.length > 0 && <span className="text-muted-foreground">{[...above].reverse().join(" › ")} › </span>}
      <bdi>{last}</bdi>
      {limit.application === null && (
        <>
          {" "}
          <PresentAndFutureBadge />
        </>
      )}
      {limit.application !== null && limit.environment === null && (
        <span className="text-muted-foreground"> (all environments)</span>
      )}
    </span>
  );
}

/** Marks a reach that is not a chosen list, but everything that exists and will exist. */
export function PresentAndFutureBadge() {
  return (
    <Badge className="font-normal leading-4" title="All present and future applications">
      Includes future apps
    </Badge>
  );
}

/** Everything that a token is limited to, one line each. */
export function LimitList({ limits, className }: { limits: readonly ReachChoice[]; className?: string }) {
  return (
    <ul className={className ?? "grid gap-1"}>
      {limits.map((limit) => (
        <li key={reachKey(limit)}>
          <LimitLabel limit={limit} />
        </li>
      ))}
    </ul>
  );
}
