import { extentOf } from "@/lib/authorization/permission";
import type { PrincipalOrganisation } from "@/lib/authorization/principal";

/** Whether someone of this organisation manages a token: the same rule as `visibilityOf` in lib/access-token/visibility.ts. */
export function managesToken(
  organisation: PrincipalOrganisation,
  token: { organisation_id: string | null; team_id: string | null; acts_as: string | null },
): boolean {
  if (token.organisation_id !== organisation.id) return false;
  const extent = extentOf(organisation.role, "manage_organisation_tokens");
  if (extent === "all") return true;
  if (extent !== "own_teams" || token.team_id === null) return false;
  return token.acts_as !== "admin" && organisation.teamIds.includes(token.team_id);
}
