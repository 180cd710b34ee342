"use client";

import { RotationBadge } from "@/components/access-token/rotation-badge";
import { UnstoredBadge } from "@/components/access-token/unstored-badge";
import { Badge } from "@/components/ui/badge";
import { cn } from "@/components/ui/cn";
import { Time } from "@/components/ui/time";
import { lifeOf } from "@/lib/access-token/attention/life";
import type { TokenDetailsJson } from "@/lib/access-token/json";

/** The hint, and what else is known: the description, or how a revoked one ended. */
export function SecondLine({ token }: { token: TokenDetailsJson }) {
  return (
    <p
      className={cn(
        "mt-0.5 text-[0.8125rem] text-muted-foreground leading-5 max-lg:break-words",
        token.revoked_at === null ? "lg:truncate" : "lg:line-clamp-2",
      )}
    >
      <span className="whitespace-nowrap font-mono text-xs">{token.hint}</span>{" "}
      {/* Before the description: what is too long is cut off at its end. */}
      {token.imported_at !== null && <Badge>Imported</Badge>} <RotationBadge life={lifeOf(token, false)} />{" "}
      <UnstoredBadge token={token} />
      {token.revoked_at !== null ? (
        <>
          {" · Revoked "}
          <Time at={token.revoked_at} tense="past" />
          {token.revocation?.by && ` by ${token.revocation.by === token.owner.name ? "you" : token.revocation.by}`}
          {token.revocation?.reason && (
            <>
              : <bdi>{token.revocation.reason}</bdi>
            </>
          )}
        </>
      ) : (
        token.description !== "" && (
          <>
            {" · "}
            <bdi>{token.description}</bdi>
          </>
        )
      )}
    </p>
  );
}
