import type { OrganisationTokenSight } from "@/db/organisation/token-filter";
import { visibilityOf } from "@/lib/access-token/visibility";
import { extentOf } from "@/lib/authorization/permission";
import { type Principal, type PrincipalOrganisation, userIdOf } from "@/lib/authorization/principal";

/**
 * The tokens that reach an organisation and that a principal sees there: owners and admins all, members their own and those of
 * their teams, guests their own. A calling token that does not see all sees only tokens within it, as everywhere.
 */
export function sightOf(principal: Principal, organisation: PrincipalOrganisation): OrganisationTokenSight {
  const extent = extentOf(organisation.role, "see_tokens");
  if (extent === "all") return { organisationId: organisation.id };
  return {
    organisationId: organisation.id,
    only: {
      userId: userIdOf(principal) ?? null,
      teamIds: extent === "own_teams" ? organisation.teamIds : [],
      tokenId: principal.type === "token" ? principal.token.id : null,
    },
    within: visibilityOf(principal).within,
  };
}
