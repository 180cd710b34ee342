"use client";

import { undoRevokeAction } from "@/app/(dashboard)/account/access-tokens/actions";
import { useToastAction } from "@/components/form/use-toast-action";
import { useToast } from "@/components/ui/toast";

/** Undo a revoke, and report the outcome in a toast. */
export function useUndoRevoke() {
  const toast = useToast();
  const { run: undo, pending } = useToastAction(({ uuid }: { uuid: string; label: string }) => undoRevokeAction(uuid), {
    done: "undone",
    onDone: (_undone, { uuid, label }) =>
      toast({ about: `token ${uuid}`, title: "Revoke undone", description: `${label} works again.` }),
    about: ({ uuid }) => `token ${uuid}`,
    refused: "Revoke not undone",
  });
  return { undo, pending };
}
