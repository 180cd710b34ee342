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
      <div className="grid gap-0.5 lg:w-36">
        <span>The organisation</span>
        <span className="text-[0.8125rem] text-muted-foreground leading-5">
          {[`As ${token.acts_as}`, ...assignedTo(token)].join(" · ")}
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
    <div className="grid justify-items-start gap-0.5 lg:w-36">
      {seesAll ? (
        <ListLink
          href={href({ ...withoutFilters(organisationTokenList), owner: owner.uuid, group: undefined })}
          className="link wrap-anywhere decoration-transparent hover:decoration-current"
        >
          <span className="sr-only">All tokens of </span>
          {name}
        </ListLink>
      ) : (
        <span className="wrap-anywhere">{name}</span>
      )}
      <span className="flex flex-wrap items-center gap-1.5 text-[0.8125rem] text-muted-foreground capitalize leading-5">
        {owner.role}
        {details.deactivated && (
          <Badge variant="warning" className="normal-case">
            Account deactivated
          </Badge>
        )}
      </span>
    </div>
  );
}

function assignedTo(token: OrganisationTokenDetails): string[] {
  return [token.team_name, token.application_name, token.workflow].filter((name) => name !== null);
}
