"use client";

import { useRouter } from "next/navigation";
import { revokeTokenAction } from "@/app/(dashboard)/account/access-tokens/actions";
import { UNDOABLE_FOR_MINUTES } from "@/lib/access-token/rotation/rotation";
import type { OrganisationTokenDetails } from "@/lib/organisation/token/json";
import { ReasonDialog, type ReasonDialogProps } from "./reason-dialog";

/** Revoke one of the organisation's own tokens. */
export function RevokeDialog({
  onRevoked,
  ...props
}: ReasonDialogProps & { onRevoked: (token: OrganisationTokenDetails) => void }) {
  const router = useRouter();
  const revoke = async (reason: string) => {
    const result = await revokeTokenAction(props.token.uuid, reason);
    if (result.status === "invalid") return { refused: result.message };
    if (result.status === "not_found") return { refused: "You may no longer manage this token." };
    return {
      done: () => {
        onRevoked(props.token);
        router.refresh();
      },
    };
  };
  return (
    <ReasonDialog
      {...props}
      title="Revoke token"
      description="Stays with the token, and in the activity."
      unknown="the token may still work"
      act={revoke}
    >
      Whatever sends its secret is refused from the next request on. If it was a mistake, you can undo it for{" "}
      {UNDOABLE_FOR_MINUTES} minutes.
    </ReasonDialog>
  );
}
