"use client";

import { BlockedBadge } from "@/components/access-token/blocked-badge";
import { useOpenDialog } from "@/components/access-token/dialogs/dialog-context";
import { LIST_PATH } from "@/components/access-token/list/list-query";
import { UndoButton } from "@/components/access-token/list/undo-button";
import { WithdrawnBadge } from "@/components/access-token/withdrawn-badge";
import { RowActions, RowButton } from "@/components/list/row-actions";
import { Link } from "@/components/ui/link";
import { useNow } from "@/components/ui/time-context";
import type { TokenDetailsJson } from "@/lib/access-token/json";
import { isEditable } from "@/lib/access-token/lifetime/editable";
import { SecondLine } from "./second-line";

/** A token's label, with the badges that matter most. */
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
      <Link
        id={labelIdOf(token)}
        href={`${LIST_PATH}/${token.uuid}`}
        // A page of the list has a hundred of these links; prefetching would ask for each twice.
        prefetch={false}
        className="link line-clamp-2 w-fit max-w-full break-words font-medium decoration-transparent hover:decoration-current lg:wrap-anywhere"
      >
        <bdi>{token.label}</bdi>
      </Link>
      <SecondLine token={token} />
      <WithdrawnBadge token={token} />
      {status === "active" && <BlockedBadge organisations={blockedBy} />}
    </>
  );
}

/** Buttons to edit and revoke the token, or to undo the revoke. */
export function TokenActions({ token, isRevoked }: { token: TokenDetailsJson; isRevoked: boolean }) {
  const open = useOpenDialog();
  const now = useNow();
  const labelId = labelIdOf(token);
  if (isRevoked) return <UndoButton token={token} labelId={labelId} />;
  return (
    <RowActions>
      {isEditable(token, now) && (
        <RowButton labelId={labelId} onClick={() => open({ type: "edit", token })}>
          Edit
        </RowButton>
      )}
      <RowButton labelId={labelId} danger onClick={() => open({ type: "revoke", token })}>
        Revoke
      </RowButton>
    </RowActions>
  );
}

function labelIdOf({ uuid }: { uuid: string }): string {
  return `token-${uuid}`;
}
