import * as table from "@/db/application/environment-variable";
import type { Db } from "@/db/database";
import type { Principal } from "@/lib/authorization/principal";
import { reachOf } from "@/lib/authorization/reach";

/** A variable in a list of the dashboard: without its value, which is asked for one by one. */
export type VariableSummary = { uuid: string; name: string; is_sensitive: boolean; updated_at: string };

/** One page of the variables of an environment, by name, as far as the principal reaches it. */
export async function listVariables(
  db: Db,
  principal: Principal,
  environmentId: string,
  { page, pageSize }: { page: number; pageSize: number },
): Promise<{ variables: VariableSummary[]; count: number }> {
  const { rows, count } = await table.listVariables(db, {
    reach: reachOf(principal),
    filter: { environmentId },
    order: { field: "name", descending: false },
    limit: pageSize,
    offset: (page - 1) * pageSize,
  });
  const variables = rows.map(({ id, name, is_sensitive, updated_at }) => ({
    uuid: id,
    name,
    is_sensitive,
    updated_at: updated_at.toISOString(),
  }));
  return { variables, count };
}
