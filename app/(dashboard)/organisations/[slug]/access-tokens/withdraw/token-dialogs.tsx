"use client";

import { type ReactNode, useCallback, useMemo, useRef, useState } from "react";
import { useUndoRevoke } from "@/components/access-token/dialogs/use-undo-revoke";
import { useToastAction } from "@/components/form/use-toast-action";
import { useToast } from "@/components/ui/toast";
import { AboutDialog } from "./about-dialog";
import { restoreAccessAction } from "./actions";
import { DialogsContext, type OpenDialog } from "./dialog-context";
import { RevokeDialog } from "./revoke-dialog";
import { WithdrawDialog } from "./withdraw-dialog";

/** The dialogs about the tokens of the list, and restoring access, which asks nothing. */
export function TokenDialogs({
  organisation,
  seesAll,
  mayWithdraw,
  children,
}: {
  organisation: { id: string; name: string };
  seesAll: boolean;
  mayWithdraw: boolean;
  children: ReactNode;
}) {
  const toast = useToast();
  const [dialog, setDialog] = useState<OpenDialog>();
  const { undo } = useUndoRevoke();
  const opener = useRef<HTMLElement>(null);
  const { id, name } = organisation;

  const open = useCallback((next: OpenDialog) => {
    const active = document.activeElement;
    if (active instanceof HTMLElement && active.closest("[role=dialog]") === null) opener.current = active;
    setDialog(next);
  }, []);
  const { run: restore } = useToastAction(
    (token: { uuid: string; label: string }) => restoreAccessAction(id, token.uuid),
    {
      done: "restored",
      onDone: (_restored, { uuid, label }) =>
        toast({
          about: `token ${uuid}`,
          title: "Access given back",
          description: `${label} is let into ${name} again.`,
        }),
      about: ({ uuid }) => `token ${uuid}`,
      refused: "Access not given back",
    },
  );
  const value = useMemo(
    () => ({ organisation: { id, name }, seesAll, mayWithdraw, open, restore }),
    [id, name, seesAll, mayWithdraw, open, restore],
  );
  const close = () => setDialog(undefined);
  const restoreFocus = (event: Event) => {
    event.preventDefault();
    if (!document.querySelector("[role=dialog]")) opener.current?.focus();
  };
  return (
    <DialogsContext value={value}>
      {children}
      {dialog?.type === "about" && <AboutDialog token={dialog.token} close={close} restoreFocus={restoreFocus} />}
      {dialog?.type === "revoke" && (
        <RevokeDialog
          token={dialog.token}
          close={close}
          restoreFocus={restoreFocus}
          onRevoked={({ uuid, label }) => {
            close();
            toast({
              about: `token ${uuid}`,
              title: "Token revoked",
              description: `Whatever sends the secret of ${label} is refused from the next request on.`,
              action: { label: "Undo", onSelect: () => undo({ uuid, label }) },
            });
          }}
        />
      )}
      {dialog?.type === "withdraw" && (
        <WithdrawDialog
          token={dialog.token}
          close={close}
          restoreFocus={restoreFocus}
          onWithdrawn={(token) => {
            close();
            toast({
              about: `token ${token.uuid}`,
              title: "Access withdrawn",
              description: `${token.label} is refused by ${name} from the next request on. ${token.owner.name} is told.`,
              action: { label: "Undo", onSelect: () => restore(token) },
            });
          }}
        />
      )}
    </DialogsContext>
  );
}
