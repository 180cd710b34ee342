import { listApplications } from "@/db/application/application";
import type { Db } from "@/db/database";
import { listTeams } from "@/db/organisation/team";
import { listWorkflows } from "@/db/organisation/workflow";
import type { TokenOrganisation } from "@/lib/access-token/form/organisation";
import { extentOf, isAtLeast } from "@/lib/authorization/permission";
import type { PrincipalOrganisation, SessionPrincipal } from "@/lib/authorization/principal";
import { reachOf } from "@/lib/authorization/reach";
import { ACTS_AS } from "@/lib/authorization/strength";
import { ownedPlatform } from "@/lib/organisation/platform-owner";
import { findReachedLimit } from "./active-limit";

const MOST_APPLICATIONS = 500;

/** The choices for a token of an organisation; undefined for someone who may create none there. */
export async function findTokenOrganisation(
  db: Db,
  principal: SessionPrincipal,
  organisation: PrincipalOrganisation,
): Promise<TokenOrganisation | undefined> {
  const extent = extentOf(organisation.role, "manage_organisation_tokens");
  if (extent === "no" || (extent === "own_teams" && organisation.teamIds.length === 0)) return undefined;
  const teamRequired = extent === "own_teams";
  const [teams, applications, workflows, reachedLimit] = await Promise.all([
    listTeams(db, organisation.id),
    listApplications(db, {
      reach: reachOf(principal),
      filter: { organisationId: organisation.id },
      order: { field: "name", descending: false },
      limit: MOST_APPLICATIONS,
      offset: 0,
    }),
    teamRequired ? [] : listWorkflows(db, organisation.id),
    findReachedLimit(db, { user_id: null, organisation_id: organisation.id }),
  ]);
  return {
    id: organisation.id,
    name: organisation.name,
    actsAs: ACTS_AS.filter((role) => isAtLeast(organisation.role, role)),
    teams: teams.rows
      .filter(({ id }) => !teamRequired || organisation.teamIds.includes(id))
      .map(({ id, name }) => ({ id, name })),
    applications: applications.rows.map(({ id, name }) => ({ id, name })),
    workflows,
    reachedLimit,
    slug: organisation.slug,
    teamRequired,
    mayGrantVerify: ownedPlatform(principal) !== undefined,
  };
}
