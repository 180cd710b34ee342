"use client";

import { Trash2 } from "lucide-react";
import { ConfirmAction } from "@/components/form/confirm-action";
import { Button } from "@/components/ui/button";
import { useToast } from "@/components/ui/toast";
import { deleteTeamAction } from "./actions";
import type { Team } from "./team";

/** Deletes a team, saying first what happens to its people and its tokens. */
export function DeleteTeam({ organisationId, team }: { organisationId: string; team: Team }) {
  const toast = useToast(`team ${team.id}`);
  return (
    <ConfirmAction
      trigger={
        <Button
          variant="ghost"
          size="icon-sm"
          className="text-muted-foreground hover:bg-danger-soft hover:text-danger-text"
          aria-label={`Delete ${team.name}`}
          title="Delete"
        >
          <Trash2 aria-hidden="true" />
        </Button>
      }
      title="Delete team"
      description={
        <>
          <bdi className="break-words font-medium text-foreground">{team.name}</bdi> is deleted. Its people stay in the
          organisation. {tokenMessage(team.tokens)}
        </>
      }
      action={(form) => deleteTeamAction(organisationId, team.id, form)}
      onDone={() => toast({ title: "Team deleted", description: team.name })}
      proofFor="deleting a team"
    />
  );
}

function tokenMessage(tokens: number): string {
  if (tokens === 0) return "It manages no active access tokens.";
  const which = tokens === 1 ? "Its access token keeps working" : `Its ${tokens} access tokens keep working`;
  return `${which} without a team: only owners and admins will manage ${tokens === 1 ? "it" : "them"}.`;
}
