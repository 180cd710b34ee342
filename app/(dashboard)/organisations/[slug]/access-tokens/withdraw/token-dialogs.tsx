"use client";

import { type ReactNode, useCallback, useMemo, useRef, useState } from "react";
import { useToastAction } from "@/components/form/use-toast-action";
import { useToast } from "@/components/ui/toast";
import { useLater } from "@/components/ui/use-later";
import { restoreAccessAction } from "./actions";
import { DialogsContext, type OpenDialog } from "./dialog-context";

const loadDialog = () => import("./shown-dialog");

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
          title: "Access restored",
          description: `${label} has access to ${name} again.`,
        }),
      about: ({ uuid }) => `token ${uuid}`,
      refused: "Access not restored",
    },
  );
  const value = useMemo(
    () => ({ organisation: { id, name }, seesAll, mayWithdraw, open, restore }),
    [id, name, seesAll, mayWithdraw, open, restore],
  );
  const close = useCallback(() => setDialog(undefined), []);
  const later = useLater(loadDialog, dialog !== undefined, close);
  const restoreFocus = (event: Event) => {
    event.preventDefault();
    if (!document.querySelector("[role=dialog]")) opener.current?.focus();
  };
  return (
    <DialogsContext value={value}>
      {children}
      {later && <later.ShownDialog dialog={dialog} close={close} restoreFocus={restoreFocus} />}
    </DialogsContext>
  );
}
