import { findAssignmentTargets } from "@/db/access-token/limit-target";
import type { Db } from "@/db/database";
import { extentOf, isAtLeast } from "@/lib/authorization/permission";
import type { Principal, PrincipalOrganisation } from "@/lib/authorization/principal";
import { reachOf, touches } from "@/lib/authorization/reach";
import type { Strength } from "@/lib/authorization/strength";
import type { Assignment } from "./input";

const FIELDS = ["acts_as", "team", "application", "workflow"] as const;

/** Sentences about fields that only an organisation's token has, by field. */
export function refuseAssignment(input: { [Field in (typeof FIELDS)[number]]?: unknown }): Record<string, string[]> {
  const given = FIELDS.filter((field) => input[field] !== undefined && input[field] !== null);
  return Object.fromEntries(given.map((field) => [field, ["Only tokens of an organisation have this."]]));
}

/**
 * Why a token of the organisation cannot be like this, as sentences by field; empty when it can. A member creates tokens for
 * their own teams, which act as a member at most. Give it the principal as it is now.
 */
export async function refuseOrganisationToken(
  trx: Db,
  principal: Principal,
  organisation: PrincipalOrganisation,
  assigned: Assignment,
  wanted: Pick<Strength, "reach" | "limits" | "acts_as">,
): Promise<Record<string, string[]>> {
  const fields: Record<string, string[]> = {};
  const { team, application, workflow } = assigned;
  const given = [team, application, workflow].filter((value) => value !== null);
  if (given.length > 1) {
    fields[team !== null ? "team" : "application"] = [
      "Assign the token to only one of team, application and workflow.",
    ];
  }
  const extent = extentOf(organisation.role, "manage_organisation_tokens");
  if (extent === "own_teams" && (team === null || !organisation.teamIds.includes(team))) {
    fields.team = ["As a member, you manage the tokens of your own teams. Choose one of those."];
  }
  if (wanted.acts_as !== null && !isAtLeast(organisation.role, wanted.acts_as)) {
    fields.acts_as = [`A token can't have a higher role than you: ${organisation.role}.`];
  }
  // A token that acts as a guest sees no teams, and only itself: it keeps its assignment.
  if (extent === "no" && team !== null && !organisation.teamIds.includes(team)) {
    fields.team = ["This team does not exist in the organisation."];
  }
  const targets = await findAssignmentTargets(trx, organisation.id, { team, application });
  if (team !== null && !targets.hasTeam) fields.team ??= ["This team does not exist in the organisation."];
  const place = { organisation_id: organisation.id, application_id: application, environment_id: null };
  if (application !== null && !(targets.hasApplication && touches(reachOf(principal), place))) {
    fields.application = ["This application does not exist in the organisation."];
  }
  const namesApplication = application !== null || wanted.limits.some((limit) => limit.application_id !== null);
  if (wanted.acts_as === "guest" && !namesApplication) {
    fields.acts_as ??= [
      "A token that acts as a guest only has access to applications it is limited or assigned to. Choose at least one.",
    ];
  }
  return fields;
}
