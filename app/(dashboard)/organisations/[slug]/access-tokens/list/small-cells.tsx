"use client";

import { useTokenDialogs } from "@/app/(dashboard)/organisations/[slug]/access-tokens/withdraw/dialog-context";
import { RowActions, RowButton } from "@/components/list/row-actions";
import { cn } from "@/components/ui/cn";
import { Time } from "@/components/ui/time";
import { useNow } from "@/components/ui/time-context";
import { attentionOf } from "@/lib/access-token/attention/attention";
import { lifeInOrganisation } from "@/lib/access-token/attention/life";
import { UNUSED_LABELS, unusedFor } from "@/lib/access-token/usage/unused";
import type { OrganisationTokenDetails } from "@/lib/organisation/token/json";
import { menuActions } from "./menu-actions";

type Props = { token: OrganisationTokenDetails };

/** When it was last used, and from which address for those who may know that. */
export function LastUsedCell({ token }: Props) {
  const { last_use: lastUse } = token;
  const unused = unusedFor(token, useNow());
  return (
    <div className="grid justify-items-start gap-0.5 @max-3xl:inline">
      {lastUse === null ? (
        <span className="text-muted-foreground @max-3xl:lowercase">Never</span>
      ) : (
        <Time at={lastUse.used_at} tense="past" />
      )}
      {unused !== undefined ? (
        <span className="whitespace-nowrap text-warning-text text-xs leading-4 @max-3xl:hidden">
          {UNUSED_LABELS[unused]}
        </span>
      ) : (
        lastUse !== null &&
        lastUse.address !== null && (
          <span
            className="max-w-full truncate font-mono text-muted-foreground text-xs leading-4 @max-3xl:hidden"
            title={lastUse.address}
          >
            {lastUse.address}
          </span>
        )
      )}
    </div>
  );
}

/** When it expires; marked when that is soon, or was recently. */
export function ExpiresCell({ token }: Props) {
  const reasons = attentionOf(lifeInOrganisation(token), useNow());
  if (token.expiration_date === null) return <span className="text-muted-foreground @max-3xl:lowercase">Never</span>;
  const isNear = reasons.includes("expires_soon") || reasons.includes("expired");
  return <Time at={token.expiration_date} className={cn(isNear && "text-warning-text")} />;
}

/** Withdraws or restores the access of a personal token, where the reader decides on it. */
export function AccessAction({ token }: Props) {
  const { open, restore, mayWithdraw } = useTokenDialogs();
  const may = menuActions(token, { mayWithdraw, now: useNow() });
  const labelId = `token-${token.uuid}`;
  if (may.includes("restore")) {
    return (
      <RowActions>
        <RowButton labelId={labelId} onClick={() => restore(token)}>
          Give back
        </RowButton>
      </RowActions>
    );
  }
  if (!may.includes("withdraw")) return null;
  return (
    <RowActions>
      <RowButton labelId={labelId} danger onClick={() => open({ type: "withdraw", token })}>
        Withdraw
      </RowButton>
    </RowActions>
  );
}
