"use client";

import { useRouter } from "next/navigation";
import { revokeTokenAction } from "@/app/(dashboard)/account/access-tokens/actions";
import { UNDOABLE_FOR_MINUTES } from "@/lib/access-token/rotation/rotation";
import type { OrganisationTokenDetails } from "@/lib/organisation/token/json";
import { ReasonDialog, type ReasonDialogProps } from "./reason-dialog";

/** Revoke a token that the reader manages: one of the organisation's own, or a personal one. */
export function RevokeDialog({
  onRevoked,
  ...props
}: ReasonDialogProps & { onRevoked: (token: OrganisationTokenDetails) => void }) {
  const router = useRouter();
  return (
    <ReasonDialog
      {...props}
      title="Revoke token"
      description="Shown with the token and in the activity."
      unanswered="The token may still work."
      action={(reason) => revokeTokenAction(props.token.uuid, reason)}
      onDone={() => {
        onRevoked(props.token);
        router.refresh();
      }}
    >
      Requests with its secret will be denied from now on. If it was a mistake, you can undo it for{" "}
      {UNDOABLE_FOR_MINUTES} minutes.
    </ReasonDialog>
  );
}
