"use client";

import { useState } from "react";
import { FormDialog } from "@/components/form/form-dialog";
import { useToastAction } from "@/components/form/use-toast-action";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { NativeSelect } from "@/components/ui/native-select";
import { useToast } from "@/components/ui/toast";
import { removeCollaboratorAction, setCollaboratorAction } from "./actions";
import type { Guest } from "./add-guest";

/** One guest who was added, and what they may do there; those who manage people can change that. */
export function GuestRow({
  applicationId,
  guest,
  access,
  isManageable,
}: {
  applicationId: string;
  guest: Guest;
  access: "read" | "write";
  isManageable: boolean;
}) {
  const about = `guest ${applicationId} ${guest.id}`;
  const toast = useToast(about);
  // Shown until the page itself says so.
  const [chosen, setChosen] = useState<"read" | "write">();
  const { run, pending } = useToastAction(
    (next: "read" | "write") => setCollaboratorAction(applicationId, guest.id, next),
    {
      done: "set",
      onDone: (_done, next) => {
        setChosen(undefined);
        toast({ title: "Access changed", description: `${guest.name} can now ${next}.` });
      },
      onRefused: () => setChosen(undefined),
      about: () => about,
      refused: "Access not changed",
    },
  );
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
      <div className="min-w-0 grow basis-48">
        <p className="break-words font-medium text-sm">
          <bdi>{guest.name}</bdi>
        </p>
        {guest.name !== guest.email && (
          <p className="break-all text-[0.8125rem] text-muted-foreground">{guest.email}</p>
        )}
      </div>
      {isManageable ? (
        <>
          {/* A form so that no browser restores, and with that gives, an access that was taken back meanwhile. */}
          <form autoComplete="off">
            <Badge className="hidden capitalize noscript:inline-flex">{access}</Badge>
            <NativeSelect
              aria-label={`Access of ${guest.name}`}
              value={chosen ?? access}
              aria-disabled={pending}
              onChange={({ target }) => {
                if (pending) return;
                const next = target.value === "write" ? "write" : "read";
                setChosen(next);
                run(next);
              }}
              className="w-28 noscript:hidden"
            >
              <option value="read">Read</option>
              <option value="write">Write</option>
            </NativeSelect>
          </form>
          <FormDialog
            trigger={
              <Button size="sm" variant="ghost" className="text-muted-foreground hover:text-danger-text">
                Remove
              </Button>
            }
            title={`Remove ${guest.name}`}
            about="The guest and their tokens lose access to this application immediately. Other applications they were added to stay."
            submit="Remove from application"
            danger
            action={() => removeCollaboratorAction(applicationId, guest.id)}
            onDone={() => toast({ title: "Guest removed", description: guest.name })}
          >
            {() => null}
          </FormDialog>
        </>
      ) : (
        <Badge className="capitalize">{access}</Badge>
      )}
    </li>
  );
}
