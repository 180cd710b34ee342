"use client";

import { ListLink } from "@/components/list/list-link";
import { useList } from "@/components/list/list-state";
import { Badge } from "@/components/ui/badge";
import { withoutFilters } from "@/lib/list/href";
import type { OrganisationTokenDetails } from "@/lib/organisation/token/json";
import { organisationTokenList } from "./query";

/** Whose token it is: a person with the role here, or the organisation, and what for. */
export function OwnerCell({ token, seesAll }: { token: OrganisationTokenDetails; seesAll: boolean }) {
  const { href } = useList(organisationTokenList);
  const { owner, owner_details: details } = token;
  if (details === null) {
    return (
      <div className="grid @max-3xl:inline">
        <span className="truncate">The organisation</span>
        <span
          className="truncate text-[0.8125rem] text-muted-foreground leading-5 @max-3xl:hidden"
          title={assignedTo(token)}
        >
          {assignedTo(token)}
        </span>
      </div>
    );
  }
  const name = (
    <>
      <bdi>{owner.name}</bdi>
      {details.is_you && <span className="text-muted-foreground"> (you)</span>}
    </>
  );
  return (
    <div className="grid min-w-0 justify-items-start @max-3xl:inline">
      {seesAll ? (
        <ListLink
          href={href({ ...withoutFilters(organisationTokenList), owner: owner.uuid, group: undefined })}
          className="link relative z-1 max-w-full truncate decoration-transparent hover:decoration-current @max-3xl:pb-2"
        >
          <span className="sr-only">All tokens of </span>
          {name}
        </ListLink>
      ) : (
        <span className="max-w-full truncate">{name}</span>
      )}
      <span className="flex max-w-full items-center gap-1.5 text-[0.8125rem] text-muted-foreground capitalize leading-5 @max-3xl:hidden">
        {owner.role}
        {details.deactivated && (
          <Badge variant="warning" className="normal-case">
            Deactivated
          </Badge>
        )}
      </span>
    </div>
  );
}

function assignedTo(token: OrganisationTokenDetails): string {
  const names = [token.team_name, token.application_name, token.workflow].filter((name) => name !== null);
  return [`As ${token.acts_as}`, ...names].join(" · ");
}
