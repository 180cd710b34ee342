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
      lead="The old secret is refused from the next request on. The new one goes on. There is no undo."
      verb="End now"
      danger
      action={() => endOverlapAction(token.uuid)}
      {...dialog}
      onDone={() => onDone("Overlap ended", `${hint} is refused from now on; the new secret goes on.`)}
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
