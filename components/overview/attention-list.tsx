import Link from "next/link";
import type { ReactNode } from "react";
import { Lifeline } from "@/components/ui/lifeline";
import { StatusDot, type StatusTone } from "@/components/ui/status";
import { Time } from "@/components/ui/time";
import type { Attention, Life } from "@/lib/access-token/attention";

type NeedyToken = Life & { id: string; label: string; attention: Attention };

const TONES: Record<Attention, StatusTone> = {
  expiring: "expiring",
  expired: "expired",
  never_used: "active",
  unused: "active",
};

/** Tokens to look at, each with the reason and its life. */
export function AttentionList({ tokens }: { tokens: readonly NeedyToken[] }) {
  return (
    <ul className="divide-y overflow-hidden rounded-lg border bg-surface">
      {tokens.map((token) => (
        <li
          key={token.id}
          className="grid items-center gap-x-6 gap-y-2 px-4 py-3.5 sm:grid-cols-[minmax(0,5fr)_minmax(0,5fr)_minmax(0,4fr)]"
        >
          <Link
            href={`/account/access-tokens/${token.id}`}
            className="link justify-self-start overflow-hidden text-ellipsis break-words font-medium text-sm"
          >
            {token.label}
          </Link>
          <p className="flex items-center gap-2 text-sm">
            <StatusDot tone={TONES[token.attention]} />
            <span>{reason(token)}</span>
          </p>
          <Lifeline createdAt={token.createdAt} expiresAt={token.expiresAt} />
        </li>
      ))}
    </ul>
  );
}

function reason({ attention, createdAt, expiresAt, lastUsedAt }: NeedyToken): ReactNode {
  if (attention === "expiring" && expiresAt)
    return (
      <>
        Expires <Time at={expiresAt} />
      </>
    );
  if (attention === "expired" && expiresAt)
    return (
      <>
        Expired <Time at={expiresAt} />
      </>
    );
  if (attention === "unused" && lastUsedAt)
    return (
      <>
        Last used <Time at={lastUsedAt} />
      </>
    );
  return (
    <>
      Never used, made <Time at={createdAt} />
    </>
  );
}
