"use client";

import type { OrganisationTokenDetails } from "@/lib/organisation/token/json";
import { withdrawAccessAction } from "./actions";
import { useTokenDialogs } from "./dialog-context";
import { ReasonDialog, type ReasonDialogProps } from "./reason-dialog";

/** Keep someone's personal token out of this organisation, and say why. */
export function WithdrawDialog({
  onWithdrawn,
  ...props
}: ReasonDialogProps & { onWithdrawn: (token: OrganisationTokenDetails) => void }) {
  const { organisation } = useTokenDialogs();
  return (
    <ReasonDialog
      {...props}
      title="Withdraw access"
      description={`${props.token.owner.name} will be told who withdrew it and why, and so will anything that uses the token.`}
      unanswered="The token may still have access."
      action={(reason) => withdrawAccessAction(organisation.id, props.token.uuid, reason)}
      onDone={() => onWithdrawn(props.token)}
    >
      {organisation.name} will deny the token’s requests from now on. It keeps working everywhere else, and you can
      restore its access at any time.
    </ReasonDialog>
  );
}
