"use client";

import { Badge } from "@/components/ui/badge";
import { useNow } from "@/components/ui/time-context";
import { attentionOf, type Life } from "@/lib/access-token/attention/attention";
import { statusAt } from "@/lib/access-token/lifetime/lifetime";
import { pendingLapsesAt } from "@/lib/access-token/rotation/rotation";

/** Says of a token how far its rotation is, in amber where something is left to do; nothing while none runs. */
export function RotationBadge({ life }: { life: Life }) {
  const now = useNow();
  const { oldSecret, pendingSince } = life;
  if (statusAt(life, now) !== "active") return null;
  const reasons = attentionOf(life, now);
  if (oldSecret !== null && oldSecret.worksUntil > now) {
    const isUsed = reasons.includes("old_secret_used");
    // Short enough for the second line of a row.
    return (
      <Badge variant={isUsed ? "warning" : "neutral"} title={isUsed ? "The old secret is still in use" : undefined}>
        Rotating{isUsed && <span className="sr-only">, the old secret is still in use</span>}
      </Badge>
    );
  }
  if (pendingSince !== null && pendingLapsesAt(pendingSince) > now) {
    return <Badge variant={reasons.includes("new_secret_unused") ? "warning" : "neutral"}>Rotation pending</Badge>;
  }
  return null;
}
