"use client";

import { type ReactNode, useMemo, useState } from "react";
import { KnownSecrets, useStored } from "@/components/access-token/reveal/unstored";
import { useLater } from "@/components/ui/use-later";
import type { TokenOrganisation } from "@/lib/access-token/form/organisation";
import { type DialogSettings, DialogsContext, hintOf, type OpenDialog } from "./dialog-context";
import { useDialog } from "./use-dialog";

const loadDialogs = () => import("./shown-dialog");

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
  const { stored, confirm } = useStored();
  const revealed = dialog?.type === "reveal" ? hintOf(dialog) : undefined;
  const known = useMemo(() => (revealed === undefined ? stored : new Set(stored).add(revealed)), [stored, revealed]);

  // *Find by secret* above a form that is being filled in, which stays.
  const [above, setAbove] = useState<{ pasted: string | undefined }>();
  const isForm = dialog?.type === "create" || dialog?.type === "edit";
  const openAny = (next: OpenDialog) =>
    isForm && next.type === "find" ? setAbove({ pasted: next.pasted }) : open(next);

  const later = useLater(loadDialogs, dialog !== undefined, close);
  return (
    <DialogsContext value={openAny}>
      <KnownSecrets value={known}>{children}</KnownSecrets>
      {later && dialog && (
        <later.ShownDialog
          {...{ dialog, settings, organisation, reachedLimit, goOn, close, restoreFocus }}
          onStored={confirm}
        />
      )}
      {later && above && <later.FindAbove pasted={above.pasted} close={() => setAbove(undefined)} />}
    </DialogsContext>
  );
}
