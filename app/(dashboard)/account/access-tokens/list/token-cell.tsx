"use client";

import { BlockedBadge } from "@/components/access-token/blocked-badge";
import { RowLabel } from "@/components/access-token/list/row-label";
import type { TokenDetailsJson } from "@/lib/access-token/json";
import { LIST_PATH } from "@/lib/access-token/page-path";
import { SecondLine } from "./second-line";

/** A token's label, which leads to its page, over one line of what else is known. */
export function TokenCell({
  token,
  status,
  blockedBy,
}: {
  token: TokenDetailsJson;
  status: TokenDetailsJson["status"];
  blockedBy: readonly string[] | undefined;
}) {
  return (
    <>
      <RowLabel
        id={labelIdOf(token)}
        label={token.label}
        about={(token.revoked_at === null ? token.description : token.revocation?.reason) ?? ""}
        href={`${LIST_PATH}/${token.uuid}`}
      />
      <SecondLine token={token}>{status === "active" && <BlockedBadge organisations={blockedBy} />}</SecondLine>
    </>
  );
}

/** The id of the element that names a row's token. */
export function labelIdOf({ uuid }: { uuid: string }): string {
  return `token-${uuid}`;
}
