import type { TargetActivityRow } from "@/db/activity/activity";
import type { OrganisationActivityRow } from "@/db/activity/organisation";
import { personName } from "@/lib/access-token/json";
import { isReport } from "@/lib/activity/actor";
import { extentOf } from "@/lib/authorization/permission";
import { type Principal, type PrincipalOrganisation, userIdOf } from "@/lib/authorization/principal";
import { managesToken } from "@/lib/organisation/token/manages";

/** The viewer of the activity. */
export type ActivityViewer = { principal: Principal; organisation: PrincipalOrganisation };

/** What of a row says who did it, and with which token. */
type ActorRow = Pick<
  TargetActivityRow,
  | "type"
  | "actor_user_id"
  | "actor_first_name"
  | "actor_last_name"
  | "actor_email"
  | "actor_token_id"
  | "actor_token_label"
  | "actor_token_user_id"
  | "actor_token_organisation_id"
  | "actor_token_team_id"
  | "actor_token_acts_as"
> &
  Partial<Pick<TargetActivityRow, "after">>;

/** A token as the viewer may know it: someone else's has no label. */
export type SeenToken = { id: string; label: string | null; isOwn: boolean; isSeen: boolean; isManaged: boolean };

/** The token that did it; undefined where a person did it without one. */
export function actingToken(row: ActorRow, viewer: ActivityViewer): SeenToken | undefined {
  if (row.actor_token_id === null) return undefined;
  const owner = {
    user_id: row.actor_token_user_id,
    organisation_id: row.actor_token_organisation_id,
    team_id: row.actor_token_team_id,
    acts_as: row.actor_token_acts_as,
  };
  return seenToken(row.actor_token_id, row.actor_token_label, owner, viewer);
}

/** The token that it happened to; undefined for everything else. Its label is the entry's own. */
export function targetToken(row: OrganisationActivityRow, viewer: ActivityViewer): SeenToken | undefined {
  if (row.target_type !== "access_token" || row.target_id === null) return undefined;
  const owner = {
    user_id: row.target_token_user_id,
    organisation_id: row.target_token_organisation_id,
    team_id: row.target_token_team_id,
    acts_as: row.target_token_acts_as,
  };
  return seenToken(row.target_id, row.target_label, owner, viewer);
}

function seenToken(
  id: string,
  label: string | null,
  owner: { user_id: string | null; organisation_id: string | null; team_id: string | null; acts_as: string | null },
  { principal, organisation }: ActivityViewer,
): SeenToken {
  const isOwn = owner.user_id !== null && owner.user_id === userIdOf(principal);
  const isItself = principal.type === "token" && principal.token.id === id;
  const extent = extentOf(organisation.role, "see_tokens");
  const isOfTeam = extent === "own_teams" && owner.team_id !== null && organisation.teamIds.includes(owner.team_id);
  const isSeen = isOwn || isItself || isOfTeam || extent === "all";
  return { id, label: isSeen ? label : null, isOwn, isSeen, isManaged: managesToken(organisation, owner) };
}

/** Who did it: a person, someone who reported a leak, the operator of the instance (or the instance itself), or an unknown caller. */
export type OrganisationActor =
  | { type: "you" }
  | { type: "person"; name: string }
  | { type: "organisation" }
  | { type: "report" }
  | { type: "operator" }
  | { type: "unknown" };

export function organisationActor(row: ActorRow, viewer: ActivityViewer): OrganisationActor {
  if (row.type.endsWith("refused")) return { type: "unknown" };
  if (row.actor_user_id === null && row.actor_token_id !== null) return { type: "organisation" };
  if (row.actor_user_id === null) return { type: isReport(row) ? "report" : "operator" };
  if (row.actor_user_id === userIdOf(viewer.principal)) return { type: "you" };
  const name = personName({
    firstName: row.actor_first_name ?? "",
    lastName: row.actor_last_name ?? "",
    email: row.actor_email ?? "",
  });
  return { type: "person", name: name === "" ? "someone who has left" : name };
}

/** Who did it and with which token, as text for a file. */
export function organisationActorText(row: ActorRow, viewer: ActivityViewer): string {
  const token = actingToken(row, viewer);
  const tokenText = token === undefined ? "" : token.label === null ? "an access token" : `token ${token.label}`;
  const actor = organisationActor(row, viewer);
  switch (actor.type) {
    case "you":
      return tokenText === "" ? "you" : `you, with ${tokenText}`;
    case "person":
      return tokenText === "" ? actor.name : `${actor.name}, with ${tokenText}`;
    case "organisation":
      return tokenText;
    case "report":
      return "a leak report";
    case "operator":
      return "the operator";
    case "unknown":
      return "";
  }
}
