"use client";

import type { OrganisationTokenDetails } from "@/lib/organisation/token/json";
import { withdrawAccessAction } from "./actions";
import { useTokenDialogs } from "./dialog-context";
import { ReasonDialog, type ReasonDialogProps } from "./reason-dialog";

/** Keep somebody's personal token out of this organisation, and say why. */
export function WithdrawDialog({
  onWithdrawn,
  ...props
}: ReasonDialogProps & { onWithdrawn: (token: OrganisationTokenDetails) => void }) {
  const { organisation } = useTokenDialogs();
  const withdraw = async (reason: string) => {
    const result = await withdrawAccessAction(organisation.id, props.token.uuid, reason);
    return result.status === "done" ? { done: () => onWithdrawn(props.token) } : { refused: result.message };
  };
  return (
    <ReasonDialog
      {...props}
      title="Withdraw access"
      description={`${props.token.owner.name} is told who withdrew it and why; so is whatever uses the token.`}
      unknown="the token may still be let in"
      act={withdraw}
    >
      {organisation.name} refuses the token from the next request on. Everywhere else it goes on working, and you can
      give the access back at any time.
    </ReasonDialog>
  );
}
