import { sql } from "kysely";
import type { World } from "./world";

/** What belongs to this world, by table. Other tests use the same database meanwhile. */
const WHERE: Readonly<Record<string, string>> = {
  organisation: "t.id = any($orgs)",
  membership: "t.organisation_id = any($orgs) or t.user_id = any($people)",
  team: "t.organisation_id = any($orgs)",
  team_member: "t.organisation_id = any($orgs)",
  saved_view: "t.organisation_id = any($orgs)",
  invitation: "t.organisation_id = any($orgs)",
  application: "t.organisation_id = any($orgs)",
  application_collaborator: "t.organisation_id = any($orgs)",
  environment: "t.application_id in (select id from application where organisation_id = any($orgs))",
  environment_variable: `t.environment_id in (select e.id from environment e join application a on a.id = e.application_id
    where a.organisation_id = any($orgs))`,
  deployment: `t.environment_id in (select e.id from environment e join application a on a.id = e.application_id
    where a.organisation_id = any($orgs))`,
  deployment_log_chunk: `t.deployment_id in (select d.id from deployment d join environment e on e.id = d.environment_id
    join application a on a.id = e.application_id where a.organisation_id = any($orgs))`,
  organisation_policy: "t.organisation_id = any($orgs)",
  token_sweep: "t.organisation_id = any($orgs)",
  webhook: "t.organisation_id = any($orgs)",
  access_token: "t.organisation_id = any($orgs) or t.user_id = any($people)",
  access_token_limit: "t.organisation_id = any($orgs)",
  access_token_organisation: "t.organisation_id = any($orgs)",
  access_token_secret: `t.token_id in (select id from access_token where organisation_id = any($orgs) or user_id = any($people))`,
  // Signing in and the like is told there too, of the account and not of an organisation.
  activity: "t.organisation_id = any($orgs)",
};

/**
 * Of the versions of rows, which also a change that is no change leaves behind, and which are shorter than what stands in them; or
 * of that, where the test itself changes a row and puts it back.
 */
const DIGEST = {
  versions: "count(*) || ' ' || coalesce(sum(hashtextextended(concat_ws(' ', t.tableoid, t.ctid, t.xmin), 0)), 0)",
  contents: "count(*) || ' ' || coalesce(sum(hashtextextended(t::text, 0)), 0)",
};

/** One digest of each table's rows that belong to the world: what was refused leaves every one as it was. */
export async function fingerprint(world: World, of: keyof typeof DIGEST = "versions"): Promise<Record<string, string>> {
  const ids: Readonly<Record<string, string[]>> = {
    orgs: Object.values(world.organisations).map(({ id }) => id),
    people: [...Object.values(world.people), world.nobodyElse].map(({ id }) => id),
  };
  // As values, not in the text: so the connection keeps the statement, which takes as long to plan as to run.
  const idsOf = (name: string) => {
    const named = ids[name];
    if (named === undefined) throw new Error(`there are no ids "${name}"`);
    return sql`${named}::uuid[]`;
  };
  const condition = (where: string) =>
    sql.join(
      where.split(/\$(\w+)/).map((part, n) => (n % 2 === 0 ? sql.raw(part) : idsOf(part))),
      sql``,
    );
  const parts = Object.entries(WHERE).map(
    ([table, where]) => sql`select ${sql.lit(table)} as name,
      (select ${sql.raw(DIGEST[of])} from ${sql.table(table)} t where ${condition(where)}) as digest`,
  );
  const { rows } = await sql<{ name: string; digest: string }>`${sql.join(parts, sql` union all `)}`.execute(world.db);
  return Object.fromEntries(rows.map(({ name, digest }) => [name, digest]));
}
