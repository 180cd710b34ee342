"use client";

import { Time } from "@/components/ui/time";
import type { OrganisationTokenDetails } from "@/lib/organisation/token/json";

/** Which token a dialog is about, whose it is, and when and from where it was last used. */
export function TokenSummary({ token }: { token: OrganisationTokenDetails }) {
  return (
    <div className="grid gap-1 rounded-lg border bg-sunken p-3.5">
      <bdi className="min-w-0 break-words font-medium">{token.label}</bdi>
      <p className="text-muted-foreground text-sm">
        Owner: <bdi className="text-foreground">{token.owner.name}</bdi>
      </p>
      <p className="text-muted-foreground text-sm">
        {token.last_use === null ? (
          "Never used."
        ) : (
          <>
            Last used <Time at={token.last_use.used_at} tense="past" />
            {token.last_use.address !== null && (
              <>
                {" from "}
                <span className="wrap-anywhere font-mono text-[0.8125rem]">{token.last_use.address}</span>
              </>
            )}
            .
          </>
        )}
      </p>
    </div>
  );
}
