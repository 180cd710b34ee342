"use client";

import { cancelPendingAction } from "@/app/(dashboard)/account/access-tokens/[uuid]/rotation/actions";
import { TokenCard } from "../dialogs/token-card";
import { ConfirmDialog } from "./confirm-dialog";
import type { RotationDialogProps } from "./dialog-props";
import { Hint } from "./hint";

/** Take the new secret back that nobody has used yet. */
export function CancelDialog({ view, onDone, ...dialog }: RotationDialogProps) {
  const { token } = view;
  const hint = token.rotation.pending?.hint ?? "";
  return (
    <ConfirmDialog
      title="Cancel the rotation"
      lead={
        <>
          The new secret won’t work, wherever you’ve stored it. The one in use, <Hint>{token.hint}</Hint>, keeps
          working.
        </>
      }
      verb="Cancel rotation"
      danger
      action={() => cancelPendingAction(token.uuid)}
      {...dialog}
      onDone={() => onDone("Rotation cancelled", `${hint} won’t work. The secret in use keeps working.`)}
    >
      <TokenCard token={{ label: token.label, hint }} />
    </ConfirmDialog>
  );
}
