"use client";

import { useOpenDialog } from "@/components/access-token/dialogs/dialog-context";
import { Button } from "@/components/ui/button";
import { useNow } from "@/components/ui/time-context";
import type { TokenDetailsJson } from "@/lib/access-token/json";
import { isEditable } from "@/lib/access-token/lifetime/editable";

/** What can still be done with a token; nothing with a revoked one. */
export function TokenActions({ token }: { token: TokenDetailsJson }) {
  const open = useOpenDialog();
  const now = useNow();
  if (token.status === "revoked") return null;
  return (
    <>
      {isEditable(token, now) && <Button onClick={() => open({ type: "edit", token })}>Edit</Button>}
      <Button className="text-danger-text" onClick={() => open({ type: "revoke", token })}>
        Revoke
      </Button>
    </>
  );
}
