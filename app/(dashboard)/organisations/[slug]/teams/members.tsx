"use client";

import { X } from "lucide-react";
import { useState } from "react";
import { ActionNotice } from "@/components/form/action-notice";
import { useAction } from "@/components/form/use-action";
import { Avatar } from "@/components/shell/avatar";
import { initials } from "@/components/shell/initials";
import { Button } from "@/components/ui/button";
import { Combobox } from "@/components/ui/combobox";
import { Field } from "@/components/ui/field";
import { addTeamMemberAction, removeTeamMemberAction } from "./actions";
import type { PersonLabel } from "./person-labels";
import type { Team } from "./team";

/** The people of a team; those who manage teams add and remove them by name. */
export function Members({
  organisationId,
  team,
  people,
}: {
  organisationId: string;
  team: Team;
  people: readonly PersonLabel[] | undefined;
}) {
  const [changing, setChanging] = useState<string>();
  const { run, pending, refusal, lost } = useAction(
    (change: typeof addTeamMemberAction, userId: string) => change(organisationId, team.id, userId),
    { done: "edited", onDone: () => {} },
  );
  const change = (action: typeof addTeamMemberAction, userId: string) => {
    setChanging(userId);
    run(action, userId);
  };
  const free = people?.filter(({ id }) => !team.members.some((member) => member.id === id)) ?? [];
  return (
    <div className="grid min-w-0 gap-3">
      {team.members.length === 0 ? (
        <p className="rounded-md border border-dashed px-3 py-2.5 text-muted-foreground text-sm">
          No one is in this team yet.
        </p>
      ) : (
        <ul
          aria-label={`People of ${team.name}`}
          className="grid gap-x-4 gap-y-1 sm:grid-cols-2 lg:grid-cols-1 xl:grid-cols-2"
        >
          {team.members.map((member) => (
            <li key={member.id} className="flex min-h-9 min-w-0 items-center gap-2.5 text-sm">
              <Avatar initials={initials(member)} />
              <span className="min-w-0 flex-1 truncate" title={member.email}>
                {member.name}
                {member.isSelf && <span className="text-muted-foreground"> (you)</span>}
              </span>
              {people !== undefined && (
                <Button
                  variant="ghost"
                  size="icon-sm"
                  className="-mr-2 text-muted-foreground hover:text-foreground"
                  pending={pending && changing === member.id}
                  aria-label={`Take ${member.name} out of ${team.name}`}
                  title="Take out"
                  onClick={() => change(removeTeamMemberAction, member.id)}
                >
                  <X aria-hidden="true" />
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      <ActionNotice lost={lost} refusal={refusal} />
      {people !== undefined && free.length === 0 && (
        <p className="text-[0.8125rem] text-muted-foreground">
          Everyone who can be in a team is in this one. Guests can’t join teams.
        </p>
      )}
      {people !== undefined && free.length > 0 && (
        <Field label={<span className="sr-only">Add someone to {team.name}</span>} className="noscript:hidden">
          <Combobox
            name="person"
            value=""
            placeholder="Add someone…"
            onChange={(label) => {
              const chosen = free.find((person) => person.label === label);
              if (chosen !== undefined) change(addTeamMemberAction, chosen.id);
            }}
            options={free.map(({ label }) => label)}
            noun="person"
          />
        </Field>
      )}
    </div>
  );
}
