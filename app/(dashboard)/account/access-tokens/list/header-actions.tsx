"use client";

import { Plus, ScanSearch } from "lucide-react";
import { useOpenDialog } from "@/components/access-token/dialogs/dialog-context";
import { Button } from "@/components/ui/button";

/** The page's one primary action, and the way from a secret to its token. */
export function HeaderActions() {
  const open = useOpenDialog();
  return (
    <>
      <Button onClick={() => open({ type: "find" })}>
        <ScanSearch aria-hidden="true" />
        Find by secret
      </Button>
      <Button data-creates="" variant="primary" onClick={() => open({ type: "create" })}>
        <Plus aria-hidden="true" />
        Create token
      </Button>
    </>
  );
}
