"use client";

import { endOverlapAction } from "@/app/(dashboard)/account/access-tokens/[uuid]/rotation/actions";
import { useNow } from "@/components/ui/time-context";
import { TokenCard } from "../dialogs/token-card";
import { ConfirmDialog } from "./confirm-dialog";
import type { RotationDialogProps } from "./dialog-props";
import { seenSince, sourcesOf } from "./rotation-json";
import { SourceList } from "./source-list";

const HOUR_MS = 60 * 60 * 1000;

/** End the overlap, knowing who used the old secret in the last hour; that list is live too. */
export function EndDialog({ view, onDone, ...dialog }: RotationDialogProps) {
  const { token } = view;
  const now = useNow();
  const hint = token.rotation.retiring?.hint ?? "";
  const users = seenSince(sourcesOf(view, "retiring"), new Date(now.getTime() - HOUR_MS));
  return (
    <ConfirmDialog
      title="End the overlap now"
      lead="Requests with the old secret will be denied from now on. The new one keeps working. This can’t be undone."
      verb="End now"
      danger
      action={() => endOverlapAction(token.uuid)}
      {...dialog}
      onDone={() => onDone("Overlap ended", `${hint} no longer works. The new secret keeps working.`)}
    >
      <TokenCard token={{ label: token.label, hint }} />
      {users.length === 0 ? (
        <p>Nothing used the old secret in the last hour.</p>
      ) : (
        <div className="grid gap-2.5">
          <p className="font-medium">In the last hour the old secret was used by:</p>
          <SourceList sources={users} />
        </div>
      )}
    </ConfirmDialog>
  );
}
