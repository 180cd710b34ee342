"use client";

import { useRouter } from "next/navigation";
import { type ComponentProps, type ReactNode, useMemo, useState } from "react";
import { RevealDialog } from "@/components/access-token/reveal/reveal-dialog";
import { KnownSecrets, useStored } from "@/components/access-token/reveal/unstored";
import { useFocusAgain } from "@/components/form/focus-again";
import { useToast } from "@/components/ui/toast";
import type { TokenOrganisation } from "@/lib/access-token/form/organisation";
import type { TokenDetailsJson } from "@/lib/access-token/json";
import { BulkRevokeDialog } from "./bulk-revoke-dialog";
import { CreateDialog } from "./create-dialog";
import { type DialogSettings, DialogsContext, type OpenDialog } from "./dialog-context";
import { EditDialog } from "./edit-dialog";
import { FindDialog } from "./find-dialog";
import { ReplaceUnstoredDialog } from "./replace-unstored-dialog";
import { RevokeDialog } from "./revoke-dialog";
import { RotateDialog } from "./rotate-dialog";
import { useDialog } from "./use-dialog";
import { useUndoRevoke } from "./use-undo-revoke";

/**
 * The dialogs of the token pages. They live above what the page shows, so that a list that is rendered again, or appears with
 * its first token, takes no open dialog away. `initial` is what the address asks for; once it is closed, the address no longer
 * does.
 */
export function TokenDialogs({
  settings,
  initial,
  organisation,
  reachedLimit,
  children,
}: {
  settings: DialogSettings;
  /** The limit of one's own active tokens where that is reached: no more can be created. */
  reachedLimit?: number | undefined;
  /** Whose token the page is about; undefined on pages of personal ones. */
  organisation?: TokenOrganisation;
  initial?: OpenDialog;
  children: ReactNode;
}) {
  const { dialog, open, goOn, close, restoreFocus } = useDialog(initial);
  const router = useRouter();
  const toast = useToast();
  const { undo } = useUndoRevoke();
  const context = useMemo(() => ({ close, restoreFocus, settings }), [close, restoreFocus, settings]);
  const { stored, confirm } = useStored();
  const shown = dialog?.type === "reveal" ? hintOf(dialog) : undefined;
  const known = useMemo(() => (shown === undefined ? stored : new Set(stored).add(shown)), [stored, shown]);
  const reveal = (token: TokenDetailsJson, secret: string) =>
    goOn({
      type: "reveal",
      token,
      secret,
      secretState: token.rotation.pending === null ? "replaced" : "pending",
    });

  // *Find by secret* above a form that is being filled in, which stays.
  const [above, setAbove] = useState<{ pasted: string | undefined }>();
  const isForm = dialog?.type === "create" || dialog?.type === "edit";
  const openAny = (next: OpenDialog) =>
    isForm && next.type === "find" ? setAbove({ pasted: next.pasted }) : open(next);

  return (
    <DialogsContext value={openAny}>
      <KnownSecrets value={known}>{children}</KnownSecrets>
      {dialog?.type === "create" && (
        <CreateDialog
          {...context}
          prefill={dialog.prefill}
          organisation={dialog.organisation}
          reachedLimit={dialog.organisation === undefined ? reachedLimit : dialog.organisation.reachedLimit}
          onCreated={(token, secret) => goOn({ type: "reveal", token, secret, secretState: "new" })}
        />
      )}
      {dialog?.type === "rotate" && (
        <RotateDialog {...context} token={dialog.token} leaked={dialog.leaked} onRotated={reveal} />
      )}
      {dialog?.type === "replace_unstored" && (
        <ReplaceUnstoredDialog {...context} token={dialog.token} unstored={dialog.unstored} onReplaced={reveal} />
      )}
      {dialog?.type === "reveal" && (
        <RevealDialog
          {...context}
          token={dialog.token}
          secret={dialog.secret}
          secretState={dialog.secretState}
          onStored={() => confirm(dialog.token.uuid, hintOf(dialog))}
        />
      )}
      {dialog?.type === "edit" && (
        <EditDialog
          {...context}
          token={dialog.token}
          addScopes={dialog.addScopes}
          focus={dialog.focus}
          organisation={organisation}
          onEdited={(token) => {
            toast({ about: `token ${token.uuid}`, title: "Token saved", description: token.label });
            close();
          }}
        />
      )}
      {dialog?.type === "revoke" && (
        <RevokeDialog
          {...context}
          token={dialog.token}
          onReplaceNow={() => goOn({ type: "rotate", token: dialog.token, leaked: true })}
          onRevoked={(token, { leaked, also }) => {
            const about = `token ${token.uuid}`;
            toast(
              leaked
                ? { about, title: "Token revoked for good", description: `${token.label}${alsoRevokedMessage(also)}` }
                : {
                    about,
                    title: "Token revoked",
                    description: token.label,
                    action: { label: "Undo", onSelect: () => undo(token) },
                  },
            );
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
      {dialog?.type === "find" && <FindDialog {...context} expected={dialog.expected} pasted={dialog.pasted} />}
      {above && <FindAbove settings={settings} pasted={above.pasted} close={() => setAbove(undefined)} />}
    </DialogsContext>
  );
}

/** Gives the focus back to the form below, from which it was opened. */
function FindAbove(props: Omit<ComponentProps<typeof FindDialog>, "expected" | "restoreFocus">) {
  const { restoreFocus } = useFocusAgain();
  return <FindDialog {...props} expected={undefined} restoreFocus={restoreFocus} />;
}

/** The hint of the secret that a reveal shows. */
function hintOf({ token, secretState }: Extract<OpenDialog, { type: "reveal" }>): string {
  return (secretState === "pending" ? token.rotation.pending?.hint : undefined) ?? token.hint;
}

function alsoRevokedMessage(count: number): string {
  if (count === 0) return "";
  return count === 1 ? ", and 1 token that was made with it" : `, and ${count} tokens that were made with it`;
}
