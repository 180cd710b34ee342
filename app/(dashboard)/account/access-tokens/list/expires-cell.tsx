"use client";

import { cn } from "@/components/ui/cn";
import { Lifeline } from "@/components/ui/lifeline";
import { Time } from "@/components/ui/time";
import { useNow } from "@/components/ui/time-context";
import { attentionOf } from "@/lib/access-token/attention/attention";
import { lifeOf } from "@/lib/access-token/attention/life";
import type { TokenDetailsJson } from "@/lib/access-token/json";

/** When a token ends, and where on the line of its life it stands today. */
export function ExpiresCell({ token }: { token: TokenDetailsJson }) {
  const reasons = attentionOf(lifeOf(token, false), useNow());
  const { created_at, expiration_set_at, expiration_date, ends_by_sunset, revoked_at } = token;
  const needsAttention = reasons.includes("expires_soon") || reasons.includes("expired");
  return (
    <div className="grid gap-1 @max-3xl:inline">
      {revoked_at === null &&
        (expiration_date === null ? (
          <span className="text-muted-foreground @max-3xl:lowercase">Never</span>
        ) : (
          <Time at={expiration_date} className={cn("w-fit", needsAttention && "text-warning-text")} />
        ))}
      <Lifeline
        createdAt={created_at}
        expirationSetAt={expiration_set_at}
        expiresAt={expiration_date}
        endsBySunset={ends_by_sunset}
        revokedAt={revoked_at}
        className="@max-3xl:hidden"
      />
    </div>
  );
}
