"use client";

import { useRouter } from "next/navigation";
import type { ComponentProps } from "react";
import { RevealDialog } from "@/components/access-token/reveal/reveal-dialog";
import { useFocusAgain } from "@/components/form/focus-again";
import { useToast } from "@/components/ui/toast";
import type { TokenOrganisation } from "@/lib/access-token/form/organisation";
import type { TokenDetailsJson } from "@/lib/access-token/json";
import { BulkRevokeDialog } from "./bulk-revoke-dialog";
import { CreateDialog } from "./create-dialog";
import { type DialogContext, hintOf, type OpenDialog } from "./dialog-context";
import { EditDialog } from "./edit-dialog";
import { FindDialog } from "./find-dialog";
import { ReplaceUnstoredDialog } from "./replace-unstored-dialog";
import { RevokeDialog } from "./revoke-dialog";
import { RotateDialog } from "./rotate-dialog";
import { useUndoRevoke } from "./use-undo-revoke";

/**
 * The dialog that is open, and those that follow from it. All are one file for the browser: whoever could open the form to create a token
 * has what shows its secret, also when the connection is lost meanwhile.
 */
export function ShownDialog({
  dialog,
  organisation,
  reachedLimit,
  goOn,
  onStored,
  ...context
}: DialogContext & {
  dialog: OpenDialog;
  organisation: TokenOrganisation | undefined;
  reachedLimit: number | undefined;
  goOn: (next: OpenDialog) => void;
  onStored: (uuid: string, hint: string) => void;
}) {
  const { close } = context;
  const router = useRouter();
  const toast = useToast();
  const { undo } = useUndoRevoke();
  const reveal = (token: TokenDetailsJson, secret: string) =>
    goOn({
      type: "reveal",
      token,
      secret,
      secretState: token.rotation.pending === null ? "replaced" : "pending",
    });
  return (
    <>
      {dialog.type === "create" && (
        <CreateDialog
          {...context}
          prefill={dialog.prefill}
          organisation={dialog.organisation}
          reachedLimit={dialog.organisation === undefined ? reachedLimit : dialog.organisation.reachedLimit}
          onCreated={(token, secret) => goOn({ type: "reveal", token, secret, secretState: "new" })}
        />
      )}
      {dialog.type === "rotate" && (
        <RotateDialog {...context} token={dialog.token} leaked={dialog.leaked} onRotated={reveal} />
      )}
      {dialog.type === "replace_unstored" && (
        <ReplaceUnstoredDialog {...context} token={dialog.token} unstored={dialog.unstored} onReplaced={reveal} />
      )}
      {dialog.type === "reveal" && (
        <RevealDialog
          {...context}
          token={dialog.token}
          secret={dialog.secret}
          secretState={dialog.secretState}
          onStored={() => onStored(dialog.token.uuid, hintOf(dialog))}
        />
      )}
      {dialog.type === "edit" && (
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
      {dialog.type === "revoke" && (
        <RevokeDialog
          {...context}
          token={dialog.token}
          onReplaceNow={() => goOn({ type: "rotate", token: dialog.token, leaked: true })}
          onRevoked={(token, { leaked, also }) => {
            const about = `token ${token.uuid}`;
            toast(
              leaked
                ? {
                    about,
                    title: "Token permanently revoked",
                    description: `${token.label}${alsoRevokedMessage(also)}`,
                  }
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
      {dialog.type === "revoke_many" && (
        <BulkRevokeDialog
          {...context}
          tokens={dialog.tokens}
          onFinished={(uuids) => {
            dialog.onRevoked(uuids);
            router.refresh();
          }}
        />
      )}
      {dialog.type === "find" && <FindDialog {...context} expected={dialog.expected} pasted={dialog.pasted} />}
    </>
  );
}

/** *Find by secret* above a form that is being filled in: gives the focus back to that form. */
export function FindAbove(props: Omit<ComponentProps<typeof FindDialog>, "expected" | "restoreFocus">) {
  const { restoreFocus } = useFocusAgain();
  return <FindDialog {...props} expected={undefined} restoreFocus={restoreFocus} />;
}

function alsoRevokedMessage(count: number): string {
  if (count === 0) return "";
  return count === 1 ? ", and 1 token created with it" : `, and ${count} tokens created with it`;
}
