"use client";

import { useTokenDialogs } from "@/app/(dashboard)/organisations/[slug]/access-tokens/withdraw/dialog-context";
import { RowActions, RowButton } from "@/components/list/row-actions";
import { cn } from "@/components/ui/cn";
import { Time } from "@/components/ui/time";
import { useNow } from "@/components/ui/time-context";
import { attentionOf } from "@/lib/access-token/attention/attention";
import { lifeInOrganisation } from "@/lib/access-token/attention/life";
import type { OrganisationTokenDetails } from "@/lib/organisation/token/json";

type Props = { token: OrganisationTokenDetails };

/** When it was last used, and from which address for those who may know that. */
export function LastUsedCell({ token: { last_use: lastUse } }: Props) {
  return (
    <div className="grid justify-items-start gap-0.5 lg:w-32">
      {lastUse === null ? (
        <span className="text-muted-foreground">Never</span>
      ) : (
        <>
          <Time at={lastUse.used_at} tense="past" />
          {lastUse.address !== null && (
            <span className="wrap-anywhere font-mono text-muted-foreground text-xs">{lastUse.address}</span>
          )}
        </>
      )}
    </div>
  );
}

/** When it expires; marked when that is soon, or was recently. */
export function ExpiresCell({ token }: Props) {
  const reasons = attentionOf(lifeInOrganisation(token), useNow());
  if (token.expiration_date === null) return <span className="text-muted-foreground">Never</span>;
  const isNear = reasons.includes("expires_soon") || reasons.includes("expired");
  return <Time at={token.expiration_date} className={cn(isNear && "text-warning-text")} />;
}

/** Withdraw a personal token's access or restore it; revoke one of the organisation's own. */
export function TokenActions({ token }: Props) {
  const { mayWithdraw } = useTokenDialogs();
  if (mayWithdraw && token.owner.type === "user") return <AccessAction token={token} />;
  if (token.owner.type === "organisation" && token.may_manage) return <RevokeAction token={token} />;
  return null;
}

function AccessAction({ token }: Props) {
  const { open, restore } = useTokenDialogs();
  const isWithdrawn = token.access.state === "withdrawn";
  // Someone who may not restore it reads who may, beside the reason.
  if (isWithdrawn ? token.withdrawal?.needs != null : token.status === "revoked") return null;
  return (
    <RowActions>
      {isWithdrawn ? (
        <RowButton labelId={`token-${token.uuid}`} onClick={() => restore(token)}>
          Give back
        </RowButton>
      ) : (
        <RowButton labelId={`token-${token.uuid}`} danger onClick={() => open({ type: "withdraw", token })}>
          Withdraw
        </RowButton>
      )}
    </RowActions>
  );
}

function RevokeAction({ token }: Props) {
  const { open } = useTokenDialogs();
  if (token.status === "revoked") return null;
  return (
    <RowActions>
      <RowButton labelId={`token-${token.uuid}`} danger onClick={() => open({ type: "revoke", token })}>
        Revoke
      </RowButton>
    </RowActions>
  );
}
