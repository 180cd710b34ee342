"use client";

import { CircleDashed, Clock, ClockAlert, EyeOff, KeyRound, type LucideIcon, ShieldAlert, Unplug } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { Time } from "@/components/ui/time";
import { useNow } from "@/components/ui/time-context";
import { type Attention, attentionOf, type Life } from "@/lib/access-token/attention/attention";
import { pendingLapsesAt } from "@/lib/access-token/rotation/rotation";

const ICONS: Record<Attention, LucideIcon> = {
  blocked: ShieldAlert,
  expires_soon: Clock,
  old_secret_used: KeyRound,
  expired: ClockAlert,
  reaches_nothing: Unplug,
  not_stored: EyeOff,
  new_secret_unused: KeyRound,
  never_used: CircleDashed,
  unused: CircleDashed,
};

/** Why a token needs attention, the most urgent reason first. `blockedBy` names the organisations whose policy blocks it. */
export function AttentionReasons({ life, blockedBy }: { life: Life; blockedBy?: readonly string[] }) {
  const [first, ...others] = attentionOf(life, useNow());
  if (first === undefined) return null;
  const Icon = ICONS[first];
  return (
    <div className="flex items-start gap-2 text-sm">
      <Icon
        aria-hidden="true"
        className={cn("mt-0.5 size-4 shrink-0", first === "blocked" ? "text-danger-text" : "text-warning-text")}
      />
      <div className="min-w-0">
        <p className="break-words">{reasonMessage(first, life, blockedBy)}</p>
        {others.map((reason) => (
          <p key={reason} className="break-words text-[0.8125rem] text-muted-foreground leading-5">
            {reasonMessage(reason, life, blockedBy)}
          </p>
        ))}
      </div>
    </div>
  );
}

function reasonMessage(reason: Attention, life: Life, blockedBy: readonly string[] = []): ReactNode {
  const { createdAt, expiresAt, lastUsedAt, oldSecret, pendingSince } = life;
  switch (reason) {
    case "blocked":
      if (blockedBy.length === 0) return "Blocked by policy";
      return (
        <>
          Blocked by the policy of <bdi>{new Intl.ListFormat("en").format(blockedBy)}</bdi>
        </>
      );
    case "expires_soon":
      return <>Expires {expiresAt && <Time at={expiresAt} />}</>;
    case "old_secret_used":
      return <>Old secret still in use; it stops working {oldSecret && <Time at={oldSecret.worksUntil} />}</>;
    case "expired":
      return <>Expired {expiresAt && <Time at={expiresAt} tense="past" />}</>;
    case "reaches_nothing":
      return "Everything it was limited to is gone";
    case "not_stored":
      return "Its secret was shown once, and no one confirmed storing it";
    case "new_secret_unused":
      return <>New secret not used yet; it lapses {pendingSince && <Time at={pendingLapsesAt(pendingSince)} />}</>;
    case "never_used":
      return (
        <>
          Never used, created <Time at={createdAt} tense="past" />
        </>
      );
    case "unused":
      return <>Last used {lastUsedAt && <Time at={lastUsedAt} tense="past" />}</>;
  }
}
