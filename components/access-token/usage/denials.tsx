import type { UsageJson } from "@/lib/access-token/usage/json";
import { countLabel } from "@/lib/access-token/usage/labels";
import { refusalReason } from "@/lib/activity/refusal-message";

/** Why requests were denied, each reason once with its count, the most frequent first. Nothing where none was. */
export function Denials({ refusals }: { refusals: UsageJson["refusals"] }) {
  if (refusals.length === 0) return null;
  return (
    <div className="grid gap-1.5 text-sm">
      <h3 className="font-medium">Why requests were denied</h3>
      <ul aria-label="Why requests were denied" className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-3 gap-y-1">
        {refusals.map(({ outcome, requests }) => (
          <li key={outcome} className="col-span-2 grid grid-cols-subgrid items-baseline">
            <span className="text-right text-danger-text tabular-nums">{countLabel(requests)}</span>{" "}
            <span className="break-words">{upperFirst(refusalReason(outcome))}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
