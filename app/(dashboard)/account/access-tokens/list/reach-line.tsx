"use client";

import { useOpener } from "@/components/ui/use-opener";
import type { ReachChoice } from "@/lib/access-token/form/reach";
import { MoreLimitsButton } from "./more-limits-button";

const loadLimits = () => import("./open-limits");

/**
 * What a token reaches, short enough for a table: the first of what it is limited to by name, and how many more, which opens all.
 * @param limits undefined where it is not limited
 */
export function ReachLine({ limits }: { limits: readonly ReachChoice[] | undefined }) {
  if (limits === undefined) return <span className="text-muted-foreground text-xs leading-4">Everything</span>;
  // A limit without known names says the least.
  const [first] = [...limits].sort((one, other) => Number(one.names.length === 0) - Number(other.names.length === 0));
  if (first === undefined) return <span className="text-warning-text text-xs leading-4">No access</span>;
  const name = nameOf(first);
  return (
    <span className="flex min-w-0 text-muted-foreground text-xs leading-4">
      <bdi className="min-w-0 truncate" title={name}>
        {name}
      </bdi>
      {limits.length > 1 && <MoreLimits limits={limits} />}
    </span>
  );
}

/** In short: that a limit includes what is added later is told where it is opened. */
function nameOf({ names, application, environment }: ReachChoice): string {
  if (names.length === 0) return "Something you can no longer access";
  return `${names.join(" › ")}${application !== null && environment === null ? " (all environments)" : ""}`;
}

function MoreLimits({ limits }: { limits: readonly ReachChoice[] }) {
  const { part, openerProps } = useOpener(loadLimits);
  if (part) return <part.OpenLimits limits={limits} />;
  return <MoreLimitsButton more={limits.length - 1} {...openerProps} aria-haspopup="dialog" />;
}
