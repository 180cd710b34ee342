import {
  countOrganisationActivity as countRows,
  findOrganisationActivity,
  type OrganisationActivityFilter,
  type OrganisationActivityRow,
  type OrganisationActivitySight,
} from "@/db/activity/organisation";
import type { Db } from "@/db/database";
import type { ActivityPlace } from "@/lib/activity/cursor";
import { type ActivityPage, pageOf, readAll } from "@/lib/activity/pages";
import { extentOf } from "@/lib/authorization/permission";
import { type Principal, type PrincipalOrganisation, userIdOf } from "@/lib/authorization/principal";

/**
 * The part of an organisation's activity that a principal sees: owners and admins all of it, the others what they did and what
 * happened to them.
 */
export function activitySightOf(principal: Principal, organisation: PrincipalOrganisation): OrganisationActivitySight {
  if (extentOf(organisation.role, "see_activity") === "all") return { organisationId: organisation.id };
  const tokenId = principal.type === "token" && principal.owner.type === "organisation" ? principal.token.id : null;
  return { organisationId: organisation.id, own: { userId: userIdOf(principal) ?? null, tokenId } };
}

/** One page of what the principal sees of an organisation's activity, newest first. */
export async function listOrganisationActivity(
  db: Db,
  principal: Principal,
  organisation: PrincipalOrganisation,
  filter: OrganisationActivityFilter,
  place?: ActivityPlace,
): Promise<ActivityPage<OrganisationActivityRow>> {
  const sight = activitySightOf(principal, organisation);
  return await pageOf((page) => findOrganisationActivity(db, sight, filter, page), place);
}

/** One page by its number, with the total number of rows. */
export async function listOrganisationActivityPage(
  db: Db,
  principal: Principal,
  organisation: PrincipalOrganisation,
  filter: OrganisationActivityFilter,
  page: { number: number; size: number; ascending: boolean },
): Promise<{ rows: OrganisationActivityRow[]; count: number }> {
  const sight = activitySightOf(principal, organisation);
  const [rows, count] = await Promise.all([
    findOrganisationActivity(db, sight, filter, {
      limit: page.size,
      offset: (page.number - 1) * page.size,
      ascending: page.ascending,
    }),
    countRows(db, sight, filter),
  ]);
  return { rows, count };
}

/** How many rows match. */
export async function countOrganisationActivity(
  db: Db,
  principal: Principal,
  organisation: PrincipalOrganisation,
  filter: OrganisationActivityFilter,
): Promise<number> {
  return await countRows(db, activitySightOf(principal, organisation), filter);
}

/** All matching rows, newest first, as a stream: memory does not grow with their number. */
export function readOrganisationActivity(
  db: Db,
  principal: Principal,
  organisation: PrincipalOrganisation,
  filter: OrganisationActivityFilter,
): AsyncGenerator<OrganisationActivityRow[]> {
  const sight = activitySightOf(principal, organisation);
  return readAll((page) => findOrganisationActivity(db, sight, filter, page));
}
