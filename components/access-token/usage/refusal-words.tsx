import type { UsageJson } from "@/lib/access-token/usage/json";
import { countLabel } from "@/lib/access-token/usage/words";
import { refusalReason } from "@/lib/activity/refusal-words";

/** Why requests were refused, the most frequent reason first. */
export function RefusalMessages({ refusals }: { refusals: UsageJson["refusals"] }) {
  if (refusals.length === 0) return null;
  return (
    <p className="text-muted-foreground text-sm">
      Refused:{" "}
      {refusals.map(({ outcome, requests }, index) => (
        <span key={outcome}>
          {index > 0 && ", "}
          {refusalReason(outcome)} <span className="tabular-nums">({countLabel(requests)})</span>
        </span>
      ))}
      .
    </p>
  );
}
