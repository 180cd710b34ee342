"use client";

import { unstable_rethrow } from "next/navigation";
import { useTransition } from "react";
import { undoRevokeAction } from "@/app/(dashboard)/account/access-tokens/actions";
import { useToast } from "@/components/ui/toast";

/** Undo a revoke, and say in a toast what became of it. */
export function useUndoRevoke() {
  const toast = useToast();
  const [pending, startTransition] = useTransition();
  const undo = (token: { uuid: string; label: string }) => {
    if (pending) return;
    startTransition(async () => {
      const about = `token ${token.uuid}`;
      try {
        const result = await undoRevokeAction(token.uuid);
        if (result.status === "undone")
          toast({ about, title: "Revoke undone", description: `${token.label} is as it was before.` });
        else toast({ about, tone: "danger", title: "The revoke was not undone", description: result.message });
      } catch (failure) {
        unstable_rethrow(failure);
        toast({
          about,
          tone: "danger",
          title: "The server did not answer",
          description: "Open the token, and undo it there.",
        });
      }
    });
  };
  return { undo, pending };
}
