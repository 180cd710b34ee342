import type { ReachChoice } from "@/lib/access-token/form/reach";
import { summariseScopes } from "@/lib/access-token/labels";
import { ReachLine } from "./reach-line";

/** What a token may do, short enough for a table, and where. */
export function ScopesCell({
  scopes,
  limits,
}: {
  scopes: readonly string[];
  limits: readonly ReachChoice[] | undefined;
}) {
  const { names, more } = summariseScopes(scopes);
  const full = scopes.includes("all");
  return (
    <div className="grid gap-0.5 lg:w-36 xl:w-44">
      <span className="flex min-w-0 items-baseline gap-1.5" title={more > 0 ? scopes.join(", ") : undefined}>
        <span className={full ? "whitespace-nowrap" : "min-w-0 truncate font-mono text-xs"}>{names.join(", ")}</span>
        {more > 0 && (
          <span className="shrink-0 text-[0.8125rem] text-muted-foreground">
            +{more}
            <span className="sr-only"> more</span>
          </span>
        )}
      </span>
      <ReachLine limits={limits} />
    </div>
  );
}
