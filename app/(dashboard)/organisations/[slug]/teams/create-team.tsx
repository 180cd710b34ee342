"use client";

import { Button } from "@/components/ui/button";
import { useToast } from "@/components/ui/toast";
import { createTeamAction } from "./actions";
import { NameDialog } from "./name-dialog";

/** Makes a team. */
export function CreateTeamButton({ organisationId }: { organisationId: string }) {
  const toast = useToast();
  return (
    <NameDialog
      trigger={<Button variant="primary">New team</Button>}
      title="New team"
      about="You can add people once it’s created."
      confirm="Create team"
      action={(form) => createTeamAction(organisationId, form)}
      onDone={({ id, name }) => toast({ about: `team ${id}`, title: "Team created", description: name })}
    />
  );
}
