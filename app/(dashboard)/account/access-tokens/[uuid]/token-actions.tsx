"use client";

import { Button } from "@/components/ui/button";
import type { TokenDetailsJson } from "@/lib/access-token/json";
import { useOpenDialog } from "../dialogs/token-dialogs";

/** What can still be done with a token; nothing with a revoked one. */
export function TokenActions({ token }: { token: TokenDetailsJson }) {
  const open = useOpenDialog();
  if (token.status === "revoked") return null;
  return (
    <>
      <Button onClick={() => open({ type: "edit", token })}>Edit</Button>
      <Button className="text-danger-text" onClick={() => open({ type: "revoke", token })}>
        Revoke
      </Button>
    </>
  );
}
