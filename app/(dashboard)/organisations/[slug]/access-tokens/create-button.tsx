"use client";

import { Plus } from "lucide-react";
import { useOpenDialog } from "@/components/access-token/dialogs/dialog-context";
import { Button } from "@/components/ui/button";
import type { TokenOrganisation } from "@/lib/access-token/form/organisation";

/** Creates a token that belongs to the organisation. */
export function CreateOrganisationTokenButton({ organisation }: { organisation: TokenOrganisation }) {
  const open = useOpenDialog();
  return (
    <Button data-creates="" variant="primary" onClick={() => open({ type: "create", organisation })}>
      <Plus aria-hidden="true" /> Create organisation token
    </Button>
  );
}
