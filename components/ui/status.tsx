import type { ReactNode } from "react";
import { cn } from "./cn";

export type StatusTone = "active" | "running" | "expiring" | "expired" | "revoked" | "blocked" | "neutral";

const words: Record<StatusTone, string> = {
  active: "Active",
  running: "Running",
  expiring: "Expiring",
  expired: "Expired",
  revoked: "Revoked",
  blocked: "Blocked",
  neutral: "Unknown",
};

const tones: Record<StatusTone, string> = {
  active: "text-active",
  running: "text-active",
  expiring: "text-warning",
  expired: "text-muted-foreground",
  revoked: "text-danger",
  blocked: "text-danger",
  neutral: "text-muted-foreground",
};

/** A dot and a word. The dot differs in shape as well as in colour: full, half, hollow, crossed out. */
export function Status({ tone, children, className }: { tone: StatusTone; children?: ReactNode; className?: string }) {
  return (
    <span className={cn("inline-flex items-center gap-2 whitespace-nowrap", className)}>
      <StatusDot tone={tone} />
      <span>{children ?? words[tone]}</span>
    </span>
  );
}

/** The dot alone, for where the word stands elsewhere. */
export function StatusDot({ tone, className }: { tone: StatusTone; className?: string }) {
  return (
    <svg viewBox="0 0 10 10" aria-hidden="true" className={cn("size-2.5 shrink-0", tones[tone], className)} fill="none">
      {tone === "active" && <circle cx="5" cy="5" r="4" fill="currentColor" />}
      {(tone === "expiring" || tone === "running") && (
        <>
          <circle cx="5" cy="5" r="3.75" stroke="currentColor" strokeWidth="1.5" />
          <path d="M5 1.25a3.75 3.75 0 0 1 0 7.5Z" fill="currentColor" />
        </>
      )}
      {(tone === "expired" || tone === "neutral") && (
        <circle cx="5" cy="5" r="3.75" stroke="currentColor" strokeWidth="1.5" />
      )}
      {(tone === "revoked" || tone === "blocked") && (
        <>
          <circle cx="5" cy="5" r="3.75" stroke="currentColor" strokeWidth="1.5" />
          <path d="m2.4 7.6 5.2-5.2" stroke="currentColor" strokeWidth="1.5" />
        </>
      )}
    </svg>
  );
}
