import { z } from "zod";
import type { Db, Row } from "@/db/database";
import { findTeamNames } from "@/db/organisation/team";
import { reachKey } from "@/lib/access-token/form/reach";
import type { LimitJson } from "@/lib/access-token/json";
import { nameLimits } from "@/lib/access-token/reach/limit-names";
import { roleAllows } from "@/lib/authorization/permission";
import type { Principal } from "@/lib/authorization/principal";
import type { ActivityNames } from "./names";

type NamedRow = Pick<Row<"activity">, "type" | "before" | "after" | "organisation_id">;

const limitFact = z.object({
  organisation: z.uuid(),
  application: z.uuid().optional(),
  environment: z.uuid().optional(),
});

/** The ids in an entry about a token that have names. */
const tokenFacts = z.object({
  limits: z.array(limitFact).nullish().catch(undefined),
  team: z.uuid().nullish().catch(undefined),
  application: z.uuid().nullish().catch(undefined),
});

/** The names of everything that these entries have the ids of, as far as the principal may know them. Three statements at most. */
export async function findActivityNames(
  db: Db,
  principal: Principal,
  rows: readonly NamedRow[],
): Promise<ActivityNames> {
  const facts = rows
    .filter(({ type }) => type.startsWith("access_token."))
    .flatMap((row) =>
      [row.before, row.after].flatMap((json) => {
        const parsed = tokenFacts.safeParse(json);
        return parsed.success ? [{ ...parsed.data, organisation: row.organisation_id }] : [];
      }),
    );
  const limits = facts.flatMap((fact): LimitJson[] => [
    ...(fact.limits ?? []),
    // The assignment of a token belongs to its organisation.
    ...(fact.application && fact.organisation
      ? [{ organisation: fact.organisation, application: fact.application }]
      : []),
  ]);
  const known = principal.organisations.filter(({ role }) => roleAllows(role, "see_people")).map(({ id }) => id);
  const [named, teams] = await Promise.all([
    limits.length === 0 ? [] : nameLimits(db, principal, limits),
    findTeamNames(
      db,
      known,
      facts.flatMap(({ team }) => team ?? []),
    ),
  ]);
  const limitNames = new Map(named.map(({ names, ...limit }) => [reachKey(limit), names]));
  const applicationNames = new Map(
    named.flatMap(({ application, environment, names }) =>
      application === null || environment !== null ? [] : [[application, names[1]] as const],
    ),
  );
  return {
    limit: (limit) => {
      const parsed = limitFact.safeParse(limit);
      if (!parsed.success) return undefined;
      const { organisation, application = null, environment = null } = parsed.data;
      const names = limitNames.get(reachKey({ organisation, application, environment })) ?? [];
      return names.length === 0 ? undefined : names.join(" › ");
    },
    team: (id) => teams.get(id),
    application: (id) => applicationNames.get(id),
  };
}

/** Pages of entries with their names: one look-up for each page. */
export async function* withNames<Entry extends NamedRow>(
  db: Db,
  principal: Principal,
  pages: AsyncGenerator<Entry[]>,
): AsyncGenerator<{ row: Entry; names: ActivityNames }[]> {
  for await (const rows of pages) {
    const names = await findActivityNames(db, principal, rows);
    yield rows.map((row) => ({ row, names }));
  }
}
