"use client";

import { useRouter } from "next/navigation";
import { createContext, type ReactNode, useCallback, useContext, useMemo, useRef, useState } from "react";
import { useToast } from "@/components/ui/toast";
import type { TokenDetailsJson, TokenJson } from "@/lib/access-token/json";
import type { Prefill } from "@/lib/access-token-form/prefill";
import { BulkRevokeDialog } from "./bulk-revoke-dialog";
import { CreateDialog } from "./create-dialog";
import { EditDialog } from "./edit-dialog";
import { FindDialog } from "./find-dialog";
import { focusAgain } from "./focus-again";
import { forgetAddress } from "./forget-address";
import { RevealDialog } from "./reveal-dialog";
import { RevokeDialog } from "./revoke-dialog";

/** Settings of the instance that the dialogs show. */
export type DialogSettings = { appUrl: string; brandName: string; oidcName: string };

/** The one dialog that is open. A secret is in `reveal` and in nothing else of the page. */
export type OpenDialog =
  | { type: "create"; prefill?: Prefill }
  | { type: "reveal"; token: TokenJson; secret: string }
  | { type: "edit"; token: TokenDetailsJson; addScopes?: readonly string[] }
  | { type: "revoke"; token: TokenDetailsJson }
  | { type: "revoke_many"; tokens: readonly TokenDetailsJson[]; onRevoked: (uuids: string[]) => void }
  | { type: "find" };

const DialogsContext = createContext<((dialog: OpenDialog) => void) | undefined>(undefined);

/** Open one of the dialogs about tokens. */
export function useOpenDialog(): (dialog: OpenDialog) => void {
  const open = useContext(DialogsContext);
  if (!open) throw new Error("useOpenDialog needs TokenDialogs above it");
  return open;
}

/**
 * The dialogs of the token pages. They live above what the page shows, so that a list that is rendered anew, or appears with its
 * first token, takes no open dialog away. `initial` is what the address asks for; once it is closed, the address no longer does.
 */
export function TokenDialogs({
  settings,
  initial,
  children,
}: {
  settings: DialogSettings;
  initial?: OpenDialog;
  children: ReactNode;
}) {
  const [dialog, setDialog] = useState(initial);
  // Not what the token is like at the moment: saving it must not open the dialog again.
  const initialKey = JSON.stringify(initial, (name, value) => (name === "token" ? value.uuid : value));
  const [shownKey, setShownKey] = useState(initialKey);
  // A link to the page that is shown already asks for another dialog.
  if (initialKey !== shownKey) {
    setShownKey(initialKey);
    if (initial !== undefined) setDialog(initial);
  }

  const router = useRouter();
  const toast = useToast();
  const opener = useRef<HTMLElement>(null);
  const open = useCallback((next: OpenDialog) => {
    const active = document.activeElement;
    opener.current = active instanceof HTMLElement ? active : null;
    setDialog(next);
  }, []);
  const close = useCallback(() => {
    forgetAddress();
    setDialog(undefined);
  }, []);
  const restoreFocus = useCallback((event: Event) => {
    event.preventDefault();
    // The next dialog has the focus already when one opens another.
    if (document.querySelector("[role=dialog]")) return;
    focusAgain(opener.current);
  }, []);
  const context = useMemo(() => ({ close, restoreFocus, settings }), [close, restoreFocus, settings]);

  return (
    <DialogsContext value={open}>
      {children}
      {dialog?.type === "create" && (
        <CreateDialog
          {...context}
          prefill={dialog.prefill}
          onCreated={(token, secret) => {
            forgetAddress();
            setDialog({ type: "reveal", token, secret });
          }}
        />
      )}
      {dialog?.type === "reveal" && <RevealDialog {...context} token={dialog.token} secret={dialog.secret} />}
      {dialog?.type === "edit" && (
        <EditDialog
          {...context}
          token={dialog.token}
          addScopes={dialog.addScopes}
          onEdited={(token) => {
            toast({ title: "Saved", description: token.label });
            close();
          }}
        />
      )}
      {dialog?.type === "revoke" && (
        <RevokeDialog
          {...context}
          token={dialog.token}
          onRevoked={(label) => {
            toast({ title: "Token revoked", description: label });
            close();
          }}
        />
      )}
      {dialog?.type === "revoke_many" && (
        <BulkRevokeDialog
          {...context}
          tokens={dialog.tokens}
          onFinished={(uuids) => {
            dialog.onRevoked(uuids);
            router.refresh();
          }}
        />
      )}
      {dialog?.type === "find" && <FindDialog {...context} />}
    </DialogsContext>
  );
}

/** What each dialog gets. */
export type DialogContext = { close: () => void; restoreFocus: (event: Event) => void; settings: DialogSettings };
