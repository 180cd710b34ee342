"use client";

import { Plus } from "lucide-react";
import { useCallback, useState } from "react";
import { Button } from "@/components/ui/button";
import { CreateOrganisationDialog } from "./create-dialog";

/** Opens the dialog that makes an organisation. */
export function CreateOrganisationButton() {
  const [open, setOpen] = useState(false);
  const close = useCallback(() => setOpen(false), []);
  return (
    <>
      <Button size="sm" onClick={() => setOpen(true)}>
        <Plus aria-hidden="true" /> New organisation
      </Button>
      {open && <CreateOrganisationDialog close={close} />}
    </>
  );
}
