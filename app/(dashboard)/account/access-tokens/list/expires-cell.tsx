"use client";

import { cn } from "@/components/ui/cn";
import { Lifeline } from "@/components/ui/lifeline";
import { Time } from "@/components/ui/time";
import { useNow } from "@/components/ui/time-context";
import type { TokenDetailsJson } from "@/lib/access-token/json";
import { lifeline } from "@/lib/access-token/lifeline";

/** When a token ends, and where on the line of its life it stands today. */
export function ExpiresCell({ token }: { token: TokenDetailsJson }) {
  const now = useNow();
  const { created_at, expiration_date, revoked_at } = token;
  const asDate = (time: string | null) => (time === null ? null : new Date(time));
  const { state } = lifeline({
    createdAt: new Date(created_at),
    expiresAt: asDate(expiration_date),
    revokedAt: asDate(revoked_at),
    now,
  });
  return (
    <div className="grid gap-1 lg:w-28">
      {revoked_at === null &&
        (expiration_date === null ? (
          <span className="text-muted-foreground">Never</span>
        ) : (
          <Time at={expiration_date} className={cn("w-fit", state === "ending" && "text-warning-text")} />
        ))}
      <Lifeline createdAt={created_at} expiresAt={expiration_date} revokedAt={revoked_at} />
    </div>
  );
}
