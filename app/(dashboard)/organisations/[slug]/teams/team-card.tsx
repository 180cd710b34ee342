"use client";

import { Pencil } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { useToast } from "@/components/ui/toast";
import { renameTeamAction } from "./actions";
import { DeleteTeam } from "./delete-team";
import { Members } from "./members";
import { NameDialog } from "./name-dialog";
import type { PersonLabel } from "./person-labels";
import type { Team } from "./team";

/** A team with its people. `people` are those who may be in it, for those who may change that. */
export function TeamCard({
  organisation,
  team,
  people,
}: {
  organisation: { id: string; slug: string };
  team: Team;
  people: readonly PersonLabel[] | undefined;
}) {
  const toast = useToast(`team ${team.id}`);
  const tokens = team.tokens === 1 ? "1 access token" : `${team.tokens} access tokens`;
  return (
    <li className="grid min-w-0 gap-3 rounded-lg border bg-surface p-4 sm:p-5">
      <div className="flex items-start justify-between gap-x-4">
        <div className="min-w-0">
          <div className="flex min-w-0 flex-wrap items-center gap-2">
            <h2 className="min-w-0 break-words font-semibold text-base leading-6">
              <bdi>{team.name}</bdi>
            </h2>
            {team.isOwn && <Badge variant="active">Your team</Badge>}
          </div>
          <p className="text-[0.8125rem] text-muted-foreground tabular-nums">
            {team.members.length === 1 ? "1 person" : `${team.members.length} people`} ·{" "}
            {team.tokens > 0 && (people !== undefined || team.isOwn) ? (
              <Link
                href={`/organisations/${organisation.slug}/access-tokens?assigned=team:${team.id}`}
                className="link"
              >
                {tokens}
              </Link>
            ) : (
              tokens
            )}
          </p>
        </div>
        {people !== undefined && (
          <div className="-mt-1 -mr-2 flex shrink-0">
            <NameDialog
              trigger={
                <Button variant="ghost" size="icon-sm" aria-label={`Rename ${team.name}`} title="Rename">
                  <Pencil aria-hidden="true" />
                </Button>
              }
              title="Rename team"
              name={team.name}
              confirm="Rename"
              action={(form) => renameTeamAction(organisation.id, team.id, form)}
              onDone={({ name }) => toast({ title: "Team renamed", description: name })}
            />
            <DeleteTeam organisationId={organisation.id} team={team} />
          </div>
        )}
      </div>
      <Members organisationId={organisation.id} team={team} people={people} />
    </li>
  );
}
