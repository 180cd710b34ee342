"use client";

import { LimitList } from "@/components/access-token/reach-label";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import type { ReachChoice } from "@/lib/access-token/form/reach";
import { MoreLimitsButton } from "./more-limits-button";

/** Everything that a token is limited to, once it was asked for. */
export function OpenLimits({ limits }: { limits: readonly ReachChoice[] }) {
  return (
    <Popover defaultOpen>
      <PopoverTrigger asChild>
        <MoreLimitsButton more={limits.length - 1} />
      </PopoverTrigger>
      <PopoverContent aria-label="Limited to" className="max-h-80 overflow-y-auto text-sm">
        <LimitList limits={limits} className="grid gap-2" />
      </PopoverContent>
    </Popover>
  );
}
