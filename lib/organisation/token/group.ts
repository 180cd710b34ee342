import type { Db } from "@/db/database";
import { type Assignment, countAssignments, listGroupedTokens } from "@/db/organisation/token";
import type { OrganisationTokenFilter } from "@/db/organisation/token-filter";
import type { Principal, PrincipalOrganisation } from "@/lib/authorization/principal";
import { findBlocked } from "./blocked";
import { type OrganisationTokenDetails, organisationTokenDetails } from "./json";
import { sightOf } from "./sight";

// To see more of one group, open that group alone.
const TOKENS_OF_A_GROUP = 10;

/** The organisation's tokens that are assigned to one application, team or workflow, or to none; the first of `count`. */
export type TokenGroup = {
  value: string | null;
  name: string | null;
  count: number;
  tokens: OrganisationTokenDetails[];
};

/** The organisation's tokens that the principal sees, by what they are assigned to; those that are assigned to none come last. */
export async function groupOrganisationTokens(
  db: Db,
  principal: Principal,
  organisation: PrincipalOrganisation,
  filter: OrganisationTokenFilter,
  by: Assignment["to"],
): Promise<TokenGroup[]> {
  const sight = sightOf(principal, organisation);
  const blocked = await findBlocked(db, organisation);
  const wanted = { ...filter, blockedIds: [...blocked.keys()], kind: "organisation" as const, ownerRole: undefined };
  const [assignments, rows] = await Promise.all([
    countAssignments(db, sight, wanted),
    listGroupedTokens(db, sight, wanted, by, TOKENS_OF_A_GROUP),
  ]);
  const column = { application: "application_id", team: "team_id", workflow: "workflow" } as const;
  const groups = assignments
    .filter(({ to }) => to === by)
    .map(({ value, name, count }) => ({
      value,
      name,
      count,
      tokens: rows
        .filter((row) => row[column[by]] === value)
        .map((row) => organisationTokenDetails(row, principal, organisation, blocked.get(row.id))),
    }));
  return [...groups.filter(({ value }) => value !== null), ...groups.filter(({ value }) => value === null)];
}

/** The assignments of the organisation's tokens that the principal sees: the options of a filter. */
export async function findAssignments(
  db: Db,
  principal: Principal,
  organisation: PrincipalOrganisation,
): Promise<Assignment[]> {
  const assignments = await countAssignments(db, sightOf(principal, organisation), {});
  return assignments.filter(({ value }) => value !== null);
}
