import type { UsageJson } from "@/lib/access-token/use/json";
import { countWords, refusalWords } from "@/lib/access-token/use/words";

/** Why requests were refused, the most frequent reason first. */
export function RefusalWords({ refusals }: { refusals: UsageJson["refusals"] }) {
  if (refusals.length === 0) return null;
  return (
    <p className="text-muted-foreground text-sm">
      Refused:{" "}
      {refusals.map(({ outcome, requests }, index) => (
        <span key={outcome}>
          {index > 0 && ", "}
          <span className="tabular-nums">{countWords(requests)}</span> {refusalWords(outcome)}
        </span>
      ))}
      .
    </p>
  );
}
