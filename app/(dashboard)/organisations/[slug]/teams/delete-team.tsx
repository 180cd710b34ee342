"use client";

import { Trash2 } from "lucide-react";
import { unstable_rethrow } from "next/navigation";
import { useState, useTransition } from "react";
import { FormNotice } from "@/components/form-notice";
import {
  AlertDialog,
  AlertDialogCancel,
  AlertDialogContent,
  AlertDialogHeader,
  AlertDialogTrigger,
} from "@/components/ui/alert-dialog";
import { Button } from "@/components/ui/button";
import { DialogBody, DialogFooter } from "@/components/ui/dialog";
import { useToast } from "@/components/ui/toast";
import { deleteTeamAction } from "./actions";
import type { Team } from "./team-card";

/** Dissolves a team, saying first what becomes of its people and its tokens. */
export function DeleteTeam({ organisationId, team }: { organisationId: string; team: Team }) {
  const [open, setOpen] = useState(false);
  const [error, setError] = useState<string>();
  const [pending, startTransition] = useTransition();
  const toast = useToast();
  const remove = () =>
    startTransition(async () => {
      try {
        const result = await deleteTeamAction(organisationId, team.id);
        if (result.status === "refused") return startTransition(() => setError(result.message));
        toast({ title: `The team ${team.name} is deleted` });
      } catch (failure) {
        unstable_rethrow(failure);
        startTransition(() => setError("The server did not answer. Reload the page to see whether the team is there."));
      }
    });
  return (
    <AlertDialog
      open={open}
      onOpenChange={(next) => {
        if (pending) return;
        setOpen(next);
        setError(undefined);
      }}
    >
      <AlertDialogTrigger asChild>
        <Button
          variant="ghost"
          size="icon-sm"
          className="text-muted-foreground hover:bg-danger-soft hover:text-danger-text"
          aria-label={`Delete ${team.name}`}
          title="Delete"
        >
          <Trash2 aria-hidden="true" />
        </Button>
      </AlertDialogTrigger>
      <AlertDialogContent>
        <AlertDialogHeader title="Delete team">
          <bdi className="break-words font-medium text-foreground">{team.name}</bdi> is dissolved; its people stay in
          the organisation. {tokenWords(team.tokens)}
        </AlertDialogHeader>
        {error !== undefined && (
          <DialogBody>
            <FormNotice tone="danger">{error}</FormNotice>
          </DialogBody>
        )}
        <DialogFooter>
          <AlertDialogCancel asChild>
            <Button disabled={pending}>Cancel</Button>
          </AlertDialogCancel>
          <Button variant="danger" onClick={remove} pending={pending}>
            Delete team
          </Button>
        </DialogFooter>
      </AlertDialogContent>
    </AlertDialog>
  );
}

function tokenWords(tokens: number): string {
  if (tokens === 0) return "It looks after no active access token.";
  const which = tokens === 1 ? "Its access token goes on working" : `Its ${tokens} access tokens go on working`;
  return `${which}, without a team: from then on only owners and admins look after ${tokens === 1 ? "it" : "them"}.`;
}
