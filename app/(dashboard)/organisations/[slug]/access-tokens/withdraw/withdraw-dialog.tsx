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
      description={`${props.token.owner.name} is told who withdrew it and why; so is whatever uses the token.`}
      unanswered="The token may still have access."
      action={(reason) => withdrawAccessAction(organisation.id, props.token.uuid, reason)}
      onDone={() => onWithdrawn(props.token)}
    >
      {organisation.name} refuses the token from the next request on. Everywhere else it goes on working, and you can
      give the access back at any time.
    </ReasonDialog>
  );
}
