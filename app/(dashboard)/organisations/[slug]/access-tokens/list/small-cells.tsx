"use client";

import { useTokenDialogs } from "@/app/(dashboard)/organisations/[slug]/access-tokens/withdraw/dialog-context";
import { Used } from "@/components/access-token/list/used";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Time } from "@/components/ui/time";
import { useNow } from "@/components/ui/time-context";
import { attentionOf } from "@/lib/access-token/attention/attention";
import { lifeInOrganisation } from "@/lib/access-token/attention/life";
import { unusedFor } from "@/lib/access-token/usage/unused";
import type { OrganisationTokenDetails } from "@/lib/organisation/token/json";
import { menuActions } from "./menu-actions";

type Props = { token: OrganisationTokenDetails };

/** When it was last used, and from which address for those who may know that. */
export function LastUsedCell({ token }: Props) {
  const unused = unusedFor(token, useNow());
  const address = token.last_use?.address ?? null;
  return (
    <div className="grid justify-items-start gap-0.5 @max-3xl:inline">
      <Used token={token} />
      {unused === undefined && address !== null && (
        <span
          className="max-w-full truncate font-mono text-muted-foreground text-xs leading-4 @max-3xl:hidden"
          title={address}
        >
          {address}
        </span>
      )}
    </div>
  );
}

/** When it expires, marked when that is soon or was recently; in a table over when its secret was last rotated. */
export function ExpiresCell({ token }: Props) {
  const reasons = attentionOf(lifeInOrganisation(token), useNow());
  const isNear = reasons.includes("expires_soon") || reasons.includes("expired");
  return (
    <div className="grid justify-items-start gap-0.5 @max-3xl:inline">
      {token.expiration_date === null ? (
        <span className="text-muted-foreground @max-3xl:lowercase">Never</span>
      ) : (
        <Time at={token.expiration_date} className={cn(isNear && "text-warning-text")} />
      )}
      {token.rotated_at !== null && (
        <span className="whitespace-nowrap text-muted-foreground text-xs leading-4 @max-3xl:hidden">
          Rotated <Time at={token.rotated_at} tense="past" />
        </span>
      )}
    </div>
  );
}

/** Withdraws or restores the access of a personal token, where the reader decides on it. */
export function AccessAction({ token }: Props) {
  const { open, restore, mayWithdraw } = useTokenDialogs();
  const may = menuActions(token, { mayWithdraw, now: useNow() });
  const labelId = `token-${token.uuid}`;
  if (may.includes("restore")) {
    return (
      <Button size="sm" aria-describedby={labelId} onClick={() => restore(token)}>
        Restore
      </Button>
    );
  }
  if (!may.includes("withdraw")) return null;
  return (
    <Button size="sm" aria-describedby={labelId} onClick={() => open({ type: "withdraw", token })}>
      Withdraw
    </Button>
  );
}
