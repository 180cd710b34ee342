"use client";

import { copyText } from "@/components/ui/copy-text";
import { useToast } from "@/components/ui/toast";

/** Copy the id of a token, and say so in a toast. */
export function useCopyId() {
  const toast = useToast();
  return async ({ uuid, label }: { uuid: string; label: string }) => {
    const about = `id of token ${uuid}`;
    if (await copyText(uuid)) toast({ about, title: "Identifier copied", description: label });
    else toast({ about, tone: "danger", title: "Identifier not copied", description: `Copy it from here: ${uuid}` });
  };
}
