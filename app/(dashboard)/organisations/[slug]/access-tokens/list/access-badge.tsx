"use client";

import { Badge } from "@/components/ui/badge";
import { Time } from "@/components/ui/time";
import { atLeast } from "@/lib/organisation/member/roles";
import type { OrganisationTokenDetails } from "@/lib/organisation/token/json";

/** Says of a token that it is not allowed. */
export function AccessBadge({ token }: { token: Pick<OrganisationTokenDetails, "access"> }) {
  switch (token.access.state) {
    case "active":
      return null;
    case "withdrawn":
      return <Badge variant="danger">Access withdrawn</Badge>;
    case "blocked":
      return <Badge variant="danger">Blocked by policy</Badge>;
  }
}

/** That a token is not allowed, as a sentence with who decided it and why. */
export function AccessMessage({
  token,
  mayWithdraw,
}: {
  token: Pick<OrganisationTokenDetails, "access" | "withdrawal">;
  /** The reader gives access back, if nobody above has withdrawn it. */
  mayWithdraw: boolean;
}) {
  const { access, withdrawal } = token;
  if (access.state === "blocked") return <>{access.reason}</>;
  if (withdrawal === null) return null;
  return (
    <>
      Withdrawn <Time at={withdrawal.at} tense="past" />
      {withdrawal.by !== null && (
        <>
          {" by "}
          <bdi>{withdrawal.by}</bdi>
        </>
      )}
      {access.reason !== null && (
        <>
          : <bdi>{access.reason}</bdi>
        </>
      )}
      {mayWithdraw && withdrawal.needs !== null && ` · Only ${atLeast(withdrawal.needs)} can restore it`}
    </>
  );
}
