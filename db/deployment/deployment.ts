import { type RawBuilder, sql } from "kysely";
import { v7 as uuidv7 } from "uuid";
import { type AnyOf, hasAnyOf } from "@/db/any-of";
import { isReachedEnvironment, type Reached } from "@/db/application/reach";
import type { Db, Row } from "@/db/database";

export const DEPLOYMENT_ORDERS = ["created_at", "started_at", "ended_at"] as const;
export type DeploymentOrder = { field: (typeof DEPLOYMENT_ORDERS)[number]; descending: boolean };
export type DeploymentFilter = { applicationId?: AnyOf<string>; environmentId?: AnyOf<string> };
/** A deployment with what its environment belongs to, and the names of the variables it was recorded with. */
export type DeploymentRow = Row<"deployment"> & {
  application_id: string;
  organisation_id: string;
  variable_names: string[];
};
type Status = Row<"deployment">["status"];

const COLUMNS = {
  organisation_id: "application.organisation_id",
  application_id: "environment.application_id",
  environment_id: "environment.id",
};

function fromDeployment(db: Db) {
  return db
    .selectFrom("deployment")
    .innerJoin("environment", "environment.id", "deployment.environment_id")
    .innerJoin("application", "application.id", "environment.application_id");
}

const variableNames: RawBuilder<string[]> = sql`array(
  select variable.name from deployment_variable as variable where variable.deployment_id = deployment.id order by 1)`;

function selectDeployments(db: Db, reach: readonly Reached[], filter: DeploymentFilter) {
  return fromDeployment(db)
    .where(isReachedEnvironment(reach, COLUMNS))
    .where(hasAnyOf("environment.application_id", filter.applicationId))
    .where(hasAnyOf("deployment.environment_id", filter.environmentId));
}

/** One page of the deployments of environments that are reached and match, and how many there are in all. */
export async function listDeployments(
  db: Db,
  query: { reach: readonly Reached[]; filter: DeploymentFilter; order: DeploymentOrder; limit: number; offset: number },
): Promise<{ rows: DeploymentRow[]; count: number }> {
  const direction = query.order.descending ? "desc" : "asc";
  const rows = await selectDeployments(db, query.reach, query.filter)
    .selectAll("deployment")
    .select(["environment.application_id", "application.organisation_id", variableNames.as("variable_names")])
    .orderBy(`deployment.${query.order.field}`, (order) =>
      query.order.descending ? order.desc().nullsFirst() : order.asc().nullsLast(),
    )
    .orderBy("deployment.id", direction)
    .limit(query.limit)
    .offset(query.offset)
    .execute();
  const { count } = await selectDeployments(db, query.reach, query.filter)
    .select((eb) => eb.fn.countAll<string>().as("count"))
    .executeTakeFirstOrThrow();
  return { rows, count: Number(count) };
}

/** A deployment, without a check of the caller's reach. */
export async function findDeployment(db: Db, id: string): Promise<DeploymentRow | undefined> {
  return await fromDeployment(db)
    .selectAll("deployment")
    .select(["environment.application_id", "application.organisation_id", variableNames.as("variable_names")])
    .where("deployment.id", "=", id)
    .executeTakeFirst();
}

/** Lock a deployment until the transaction ends, so that reports come one after the other. */
export async function lockDeployment(db: Db, id: string): Promise<Row<"deployment"> | undefined> {
  return await db.selectFrom("deployment").selectAll().where("id", "=", id).forNoKeyUpdate().executeTakeFirst();
}

/**
 * Record a deployment with the environment's variables as they are: the names of all, the values of those that are not
 * sensitive, sealed as they are. @returns its id
 */
export async function insertDeployment(
  db: Db,
  row: { environment_id: string; created_by_user_id: string | null; created_by_token_id: string | null },
): Promise<string> {
  const id = uuidv7();
  await db
    .insertInto("deployment")
    .values({ ...row, id })
    .execute();
  await sql`
    insert into deployment_variable (deployment_id, name, variable_id, value, key_id)
    select ${id}, name, id, case when not is_sensitive then value end, case when not is_sensitive then key_id end
    from environment_variable where environment_id = ${row.environment_id}`.execute(db);
  return id;
}

// Not the transaction's beginning, which may be before that of the report that it waited for.
const NOW = sql<Date>`statement_timestamp()`;

/** Write how far a deployment is. `starts` and `ends` give it that time, by the database's clock. */
export async function updateDeployment(
  db: Db,
  id: string,
  change: { status: Status; percent: number; starts: boolean; ends: boolean },
): Promise<void> {
  const { status, percent, starts, ends } = change;
  await db
    .updateTable("deployment")
    .set({ status, percent, ...(starts ? { started_at: NOW } : {}), ...(ends ? { ended_at: NOW } : {}) })
    .where("id", "=", id)
    .execute();
}

/** Cancel a deployment that no one has picked up. @returns false when it is no such one any more */
export async function cancelQueued(trx: Db, id: string): Promise<boolean> {
  const result = await trx
    .updateTable("deployment")
    .set({ status: "cancelled", ended_at: NOW })
    .where("id", "=", id)
    .where("status", "=", "queued")
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** End up to `limit` deployments that nobody picked up since before this moment. Those that someone holds wait. */
export async function abandonQueued(
  trx: Db,
  { before, now, limit }: { before: Date; now: Date; limit: number },
): Promise<{ id: string; application_id: string; organisation_id: string; label: string }[]> {
  const { rows } = await sql<{ id: string; application_id: string; organisation_id: string; label: string }>`
    update deployment set status = 'abandoned', ended_at = ${now}
    from environment, application
    where deployment.id = any(array(
        select id from deployment where status = 'queued' and created_at <= ${before}
        order by created_at limit ${limit} for update skip locked))
      and environment.id = deployment.environment_id and application.id = environment.application_id
    returning deployment.id, application.id as application_id, application.organisation_id,
      application.name || ' ' || environment.slug as label`.execute(trx);
  return rows;
}
