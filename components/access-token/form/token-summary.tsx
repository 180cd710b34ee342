"use client";

import { TriangleAlert } from "lucide-react";
import { cn } from "@/components/ui/cn";
import { useNow, useTimezone } from "@/components/ui/time-context";
import { resolveExpiration } from "@/lib/access-token/form/expiration-choice";
import { readNetworks } from "@/lib/access-token/form/networks";
import type { ReachChoice } from "@/lib/access-token/form/reach";
import { summariseToken } from "@/lib/access-token/form/summary";
import { VERIFY } from "@/lib/authorization/scope";
import type { ActsAs } from "@/lib/authorization/strength";
import type { TokenForm } from "./use-token-form";

/** What the token of a form will be able to do, and at what risk: above the button that creates it. */
export function TokenSummary({
  id,
  form,
  keep,
  organisation,
}: {
  /** For the button to refer to. */
  id: string;
  form: TokenForm;
  /** The present expiration date, which can be kept: null never expires. */
  keep?: string | null | undefined;
  /** Whose token it is; undefined for a personal one. */
  organisation: { name: string; actsAs: ActsAs } | undefined;
}) {
  const now = useNow();
  const timezone = useTimezone();
  const { choice, limits, expiration, networks } = form;
  const listed = readNetworks(networks.text);
  const summary = summariseToken({
    scopes: scopesOf(form),
    reach: choice.reach === "limited" ? limits.map(nameOf) : choice.reach,
    expires: expiresOf(resolveExpiration(expiration, now, timezone), keep),
    networks: networks.from === "any" || listed.length === 0 ? null : listed,
    organisation,
    timezone,
  });
  const isComplete = summary.status === "complete";
  return (
    <div id={id} className="grid shrink-0 gap-1.5 border-t px-5 py-3 text-[0.8125rem] leading-5 sm:px-6 sm:text-sm">
      <p className={cn("wrap-anywhere", !isComplete && "text-muted-foreground")}>{summary.sentence}</p>
      {isComplete && summary.risk !== undefined && (
        <p className={cn("flex items-start gap-2", summary.isHighRisk ? "text-danger-text" : "text-warning-text")}>
          <TriangleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
          <span className="wrap-anywhere min-w-0">
            {summary.isHighRisk && <strong className="font-medium">High risk. </strong>}
            {summary.risk}
          </span>
        </p>
      )}
    </div>
  );
}

function scopesOf({ choice: { access, ticked } }: TokenForm): readonly string[] | undefined {
  if (access === undefined) return undefined;
  return access === "chosen" ? [...ticked] : ["all", ...[...ticked].filter((scope) => scope === VERIFY)];
}

function nameOf({ names }: ReachChoice): string {
  return names.length === 0 ? "a chosen place" : names.join(" › ");
}

function expiresOf(
  resolved: ReturnType<typeof resolveExpiration>,
  keep: string | null | undefined,
): Date | null | undefined {
  if (resolved.status === "at") return resolved.at;
  if (resolved.status === "never") return null;
  if (resolved.status === "invalid") return undefined;
  return keep == null ? null : new Date(keep);
}
