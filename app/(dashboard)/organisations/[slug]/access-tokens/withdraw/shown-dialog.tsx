"use client";

import { useUndoRevoke } from "@/components/access-token/dialogs/use-undo-revoke";
import { useToast } from "@/components/ui/toast";
import { AboutDialog } from "./about-dialog";
import { type OpenDialog, useTokenDialogs } from "./dialog-context";
import { RevokeDialog } from "./revoke-dialog";
import { WithdrawDialog } from "./withdraw-dialog";

/** The dialog about a token of the list that is open. It stays while none is: a toast can undo what one has done. */
export function ShownDialog({
  dialog,
  ...context
}: {
  dialog: OpenDialog | undefined;
  close: () => void;
  restoreFocus: (event: Event) => void;
}) {
  const toast = useToast();
  const { undo } = useUndoRevoke();
  const {
    restore,
    organisation: { name },
  } = useTokenDialogs();
  const { close } = context;
  if (dialog === undefined) return null;
  const { type, token } = dialog;
  switch (type) {
    case "about":
      return <AboutDialog token={token} {...context} />;
    case "revoke":
      return (
        <RevokeDialog
          token={token}
          {...context}
          onRevoked={({ uuid, label }) => {
            close();
            toast({
              about: `token ${uuid}`,
              title: "Token revoked",
              description: `Requests with the secret of ${label} are now denied.`,
              action: { label: "Undo", onSelect: () => undo({ uuid, label }) },
            });
          }}
        />
      );
    case "withdraw":
      return (
        <WithdrawDialog
          token={token}
          {...context}
          onWithdrawn={(withdrawn) => {
            close();
            toast({
              about: `token ${withdrawn.uuid}`,
              title: "Access withdrawn",
              description: `${withdrawn.label} no longer has access to ${name}. ${withdrawn.owner.name} will be told.`,
              action: { label: "Undo", onSelect: () => restore(withdrawn) },
            });
          }}
        />
      );
  }
}
