import type { ApplicationOrder } from "@/db/application/application";
import * as table from "@/db/application/application";
import { listEnvironmentsOf } from "@/db/application/environment";
import type { Db } from "@/db/database";
import type { Principal } from "@/lib/authorization/principal";
import { reachOf } from "@/lib/authorization/reach";
import { type ApplicationJson, applicationJson } from "./json";

/** An application in a list, with the slugs of those of its environments that are reached. */
export type ApplicationSummary = ApplicationJson & { environments: string[] };

/** One page of the applications of an organisation that the principal sees, and how many match in all. Three statements. */
export async function listApplications(
  db: Db,
  principal: Principal,
  organisationId: string,
  query: { search: string; order: ApplicationOrder; page: number; pageSize: number },
): Promise<{ applications: ApplicationSummary[]; count: number }> {
  const reach = reachOf(principal).filter((limit) => limit.organisation_id === organisationId);
  const { rows, count } = await table.listApplications(db, {
    reach,
    filter: { organisationId, search: query.search },
    order: query.order,
    limit: query.pageSize,
    offset: (query.page - 1) * query.pageSize,
  });
  const ids = rows.map(({ id }) => id);
  const environments = await listEnvironmentsOf(db, reach, ids);
  const applications = rows.map((row) => ({
    ...applicationJson(row),
    environments: environments.filter(({ application_id }) => application_id === row.id).map(({ slug }) => slug),
  }));
  return { applications, count };
}
