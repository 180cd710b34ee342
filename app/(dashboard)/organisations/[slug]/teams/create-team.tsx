"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { useToast } from "@/components/ui/toast";
import { createTeamAction } from "./actions";
import { NameDialog } from "./name-dialog";

/** Makes a team. */
export function CreateTeamButton({ organisationId }: { organisationId: string }) {
  const [open, setOpen] = useState(false);
  const toast = useToast();
  return (
    <>
      <Button variant="primary" onClick={() => setOpen(true)}>
        New team
      </Button>
      {open && (
        <NameDialog
          title="New team"
          about="Its people are added on its card."
          confirm="Create team"
          action={createTeamAction.bind(null, organisationId)}
          onDone={(name) => toast({ about: `team ${name}`, title: `The team ${name} is there` })}
          close={() => setOpen(false)}
        />
      )}
    </>
  );
}
