"use client";

import { lifeline } from "@/lib/access-token/attention/lifeline";
import { exactDate } from "@/lib/time/exact";
import { relativeTime } from "@/lib/time/relative";
import { cn } from "./cn";
import { useNow, useTimezone } from "./time-context";

type LifelineProps = {
  createdAt: Date | string;
  /** When the expiration date was given. */
  expirationSetAt: Date | string;
  /** Null: never. */
  expiresAt: Date | string | null;
  /** Whether it is that of all imported tokens. */
  endsBySunset?: boolean;
  revokedAt?: Date | string | null;
  className?: string;
};

const asDate = (at: Date | string | null | undefined) => (at ? new Date(at) : null);

/**
 * A token's life as a thin line: creation at the left, expiration at the right, today on it. Without an expiration date it has no end: it fades out. In words
 * for screen readers.
 */
export function Lifeline({
  createdAt,
  expirationSetAt,
  expiresAt,
  endsBySunset = false,
  revokedAt,
  className,
}: LifelineProps) {
  const now = useNow();
  const timezone = useTimezone();
  const life = {
    createdAt: new Date(createdAt),
    expirationSetAt: new Date(expirationSetAt),
    expiresAt: asDate(expiresAt),
    endsBySunset,
    revokedAt: asDate(revokedAt),
    now,
  };
  const line = lifeline(life);
  const colour = {
    running: "text-active",
    ending: "text-warning",
    expired: "text-muted-foreground",
    revoked: "text-danger",
  }[line.state];
  return (
    <svg
      role="img"
      aria-label={lifeMessage(life, line.state, timezone)}
      className={cn("block h-3 w-full min-w-16 overflow-visible", className)}
    >
      {line.end === null && <OpenEnd from={line.elapsed} />}
      {line.state === "revoked" && line.elapsed < 100 && (
        <line x1={`${line.elapsed}%`} y1="6" x2="100%" y2="6" className="stroke-input" strokeDasharray="1 4" />
      )}
      {line.state === "running" && line.end !== null && (
        <line x1={`${line.elapsed}%`} y1="6" x2="100%" y2="6" className="stroke-input" strokeWidth="1" />
      )}
      {line.state === "ending" && (
        <line x1={`${line.elapsed}%`} y1="6" x2="100%" y2="6" className="stroke-warning" strokeWidth="1" />
      )}
      <g className={colour} stroke="currentColor">
        <line x1="0" y1="6" x2={`${line.elapsed}%`} y2="6" strokeWidth="1.75" />
        <line x1="0.5" y1="3" x2="0.5" y2="9" strokeWidth="1" />
      </g>
      {line.end !== null && line.state !== "revoked" && (
        <line
          x1="100%"
          y1="2"
          x2="100%"
          y2="10"
          strokeWidth={line.state === "expired" ? 2 : 1}
          className={
            line.state === "ending"
              ? "stroke-warning"
              : line.state === "expired"
                ? "stroke-muted-foreground"
                : "stroke-input"
          }
        />
      )}
      {line.state === "revoked" && (
        <svg
          x={`${line.elapsed}%`}
          y="6"
          overflow="visible"
          aria-hidden="true"
          className="text-danger"
          stroke="currentColor"
        >
          <path d="m-3 -3 6 6m0 -6 -6 6" strokeWidth="1.5" fill="none" />
        </svg>
      )}
      {line.today !== null && (
        <circle
          cx={`${line.today}%`}
          cy="6"
          r="3.5"
          className={cn(colour, "fill-surface")}
          stroke="currentColor"
          strokeWidth="1.75"
        />
      )}
    </svg>
  );
}

const FADING = [0.9, 0.55, 0.3, 0.12];

/** The line goes on from today, to no end that could be shown. */
function OpenEnd({ from }: { from: number }) {
  const step = (100 - from) / FADING.length;
  return (
    <g className="text-active" stroke="currentColor" strokeWidth="1.75">
      {FADING.map((opacity, index) => (
        <line
          key={opacity}
          x1={`${from + index * step}%`}
          y1="6"
          x2={`${from + (index + 1) * step}%`}
          y2="6"
          opacity={opacity}
          strokeDasharray="3 3"
        />
      ))}
    </g>
  );
}

function lifeMessage(
  life: { createdAt: Date; expiresAt: Date | null; revokedAt: Date | null; now: Date },
  state: "running" | "ending" | "expired" | "revoked",
  timezone: string,
): string {
  const created = `Created ${exactDate(life.createdAt, timezone)}`;
  if (state === "revoked" && life.revokedAt) return `${created}, revoked ${exactDate(life.revokedAt, timezone)}`;
  if (!life.expiresAt) return `${created}, never expires`;
  const verb = state === "expired" ? "expired" : "expires";
  return `${created}, ${verb} ${exactDate(life.expiresAt, timezone)}, ${relativeTime(life.expiresAt, life.now)}`;
}
