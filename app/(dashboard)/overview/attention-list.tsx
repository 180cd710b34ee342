"use client";

import { AttentionReasons } from "@/components/access-token/attention-reasons";
import { useOpenDialog } from "@/components/access-token/dialogs/dialog-context";
import { TokenMenu } from "@/components/access-token/list/token-menu";
import { useLife } from "@/components/access-token/reveal/unstored";
import { Button } from "@/components/ui/button";
import { Lifeline } from "@/components/ui/lifeline";
import { Link } from "@/components/ui/link";
import { useNow } from "@/components/ui/time-context";
import { type Attention, attentionOf } from "@/lib/access-token/attention/attention";
import type { TokenDetailsJson } from "@/lib/access-token/json";
import { tokenPagePath } from "@/lib/access-token/page-path";

/** Tokens that need attention, each with the reasons, its life, and what can be done. `blocked` has the organisations whose policy blocks each. */
export function AttentionList({
  tokens,
  blocked,
}: {
  tokens: readonly TokenDetailsJson[];
  blocked: ReadonlyMap<string, readonly string[]>;
}) {
  return (
    <ul className="divide-y rounded-lg border bg-surface">
      {tokens.map((token) => (
        <Row key={token.uuid} token={token} blockedBy={blocked.get(token.uuid)} />
      ))}
    </ul>
  );
}

function Row({ token, blockedBy }: { token: TokenDetailsJson; blockedBy: readonly string[] | undefined }) {
  const labelId = `token-${token.uuid}`;
  const life = useLife(token, blockedBy !== undefined);
  const [reason] = attentionOf(life, useNow());
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-6 gap-y-2 px-4 py-3.5 lg:grid-cols-[minmax(0,4fr)_minmax(0,5fr)_minmax(0,3fr)_9rem]">
      <div className="min-w-0 max-lg:col-span-full">
        <Link
          id={labelId}
          href={tokenPagePath(token.uuid)}
          prefetch={false}
          className="link line-clamp-2 w-fit max-w-full break-words font-medium text-sm"
        >
          <bdi>{token.label}</bdi>
        </Link>
        <p className="mt-0.5 truncate font-mono text-muted-foreground text-xs leading-5">{token.hint}</p>
      </div>
      <div className="min-w-0 max-lg:col-span-full">
        <AttentionReasons life={life} blockedBy={blockedBy} />
      </div>
      <Lifeline
        createdAt={token.created_at}
        expirationSetAt={token.expiration_set_at}
        expiresAt={token.expiration_date}
        endsBySunset={token.ends_by_sunset}
      />
      <div className="-mr-2 flex items-center justify-end gap-1">
        {reason !== undefined && <Suggestion token={token} labelId={labelId} reason={reason} />}
        <TokenMenu token={token} labelId={labelId} />
      </div>
    </li>
  );
}

/** The usual remedy. The menu beside it has the rest. */
function Suggestion({ token, labelId, reason }: { token: TokenDetailsJson; labelId: string; reason: Attention }) {
  const open = useOpenDialog();
  const props = { size: "sm", "aria-describedby": labelId, className: "pointer-coarse:h-11" } as const;
  switch (reason) {
    case "expires_soon":
    case "expired":
      return (
        <Button {...props} onClick={() => open({ type: "edit", token, focus: "expiration" })}>
          Extend
        </Button>
      );
    case "blocked":
    case "reaches_nothing":
      return (
        <Button {...props} onClick={() => open({ type: "edit", token })}>
          Edit
        </Button>
      );
    case "not_stored": {
      const { unstored } = token.rotation_details;
      if (unstored === null) return null;
      return (
        <Button {...props} onClick={() => open({ type: "replace_unstored", token, unstored })}>
          New secret
        </Button>
      );
    }
    case "old_secret_used":
    case "new_secret_unused":
      return (
        <Button {...props} asChild>
          <Link href={tokenPagePath(token.uuid)}>View rotation</Link>
        </Button>
      );
    case "never_used":
    case "unused":
      return (
        <Button {...props} onClick={() => open({ type: "revoke", token })}>
          Revoke
        </Button>
      );
  }
}
