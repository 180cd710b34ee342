import { Check, Minus } from "lucide-react";
import type { ComparedScope } from "@/lib/access-token/usage/compare-scopes";
import { requestsLabel, shortDay } from "@/lib/access-token/usage/labels";

/** A scope on each line: used so often and last on that day, or not. */
export function ComparedScopes({ rows }: { rows: readonly ComparedScope[] }) {
  return (
    <ul className="grid gap-2" aria-label="Scopes and when they were used">
      {rows.map(({ scope, granted, use }) => {
        const Icon = use === undefined ? Minus : Check;
        return (
          <li key={scope} className="grid grid-cols-[auto_1fr] items-baseline gap-x-2.5 sm:grid-cols-[auto_1fr_auto]">
            <Icon
              aria-hidden="true"
              className={use === undefined ? "size-3.5 self-center text-muted-foreground" : "size-3.5 self-center"}
            />
            <span className="min-w-0">
              <ScopeName scope={scope} />
              {!granted && scope !== "all" && <span className="sr-only"> (part of a wider scope)</span>}
            </span>
            <span className="text-[0.8125rem] text-muted-foreground max-sm:col-start-2">
              {use === undefined ? (
                scope === "all" && rows.length > 1 ? (
                  "includes everything below"
                ) : (
                  "not used"
                )
              ) : (
                <span className="tabular-nums">
                  {requestsLabel(use.requests)}, last on <time dateTime={use.last_day}>{shortDay(use.last_day)}</time>
                </span>
              )}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

export function ScopeName({ scope }: { scope: string }) {
  return scope === "all" ? (
    <span>Full access</span>
  ) : (
    <code className="break-all font-mono text-[0.8125rem]">{scope}</code>
  );
}
