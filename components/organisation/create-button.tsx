"use client";

import { Plus } from "lucide-react";
import { useCallback, useState } from "react";
import { Button } from "@/components/ui/button";
import { useLater } from "@/components/ui/use-later";

const loadDialog = () => import("./create-dialog");

/** Opens the dialog that makes an organisation. */
export function CreateOrganisationButton() {
  const [open, setOpen] = useState(false);
  const close = useCallback(() => setOpen(false), []);
  const later = useLater(loadDialog, open, close);
  return (
    <>
      <Button size="sm" onClick={() => setOpen(true)}>
        <Plus aria-hidden="true" /> New organisation
      </Button>
      {later && open && <later.CreateOrganisationDialog close={close} />}
    </>
  );
}
