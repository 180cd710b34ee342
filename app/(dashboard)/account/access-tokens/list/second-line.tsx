"use client";

import type { ReactNode } from "react";
import { RotationBadge } from "@/components/access-token/rotation-badge";
import { UnstoredBadge } from "@/components/access-token/unstored-badge";
import { WithdrawnBadge } from "@/components/access-token/withdrawn-badge";
import { Badge } from "@/components/ui/badge";
import { Time } from "@/components/ui/time";
import { lifeOf } from "@/lib/access-token/attention/life";
import type { TokenDetailsJson } from "@/lib/access-token/json";

/**
 * The hint, and what else is known: the description, or how a revoked one ended. In a list of lines only what asks for attention.
 * @param children further badges
 */
export function SecondLine({ token, children }: { token: TokenDetailsJson; children: ReactNode }) {
  return (
    <p className="token-about">
      <span className="shrink-0 font-mono text-xs @max-3xl:hidden">{token.hint}</span>
      {/* In full. The description has what they leave. */}
      {token.imported_at !== null && <Badge>Imported</Badge>}
      <RotationBadge life={lifeOf(token, false)} />
      <UnstoredBadge token={token} />
      <WithdrawnBadge token={token} />
      {children}
      <span className="min-w-0 flex-1 basis-0 truncate @max-3xl:hidden">
        {token.revoked_at === null ? <bdi>{token.description}</bdi> : <Revoked token={token} at={token.revoked_at} />}
      </span>
    </p>
  );
}

function Revoked({ token: { revocation, owner }, at }: { token: TokenDetailsJson; at: string }) {
  return (
    <>
      Revoked <Time at={at} tense="past" />
      {revocation?.by && ` by ${revocation.by === owner.name ? "you" : revocation.by}`}
      {revocation?.reason && (
        <>
          : <bdi>{revocation.reason}</bdi>
        </>
      )}
    </>
  );
}
