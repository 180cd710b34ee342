import { sql } from "kysely";
import { v7 as uuidv7 } from "uuid";
import { type AnyOf, hasAnyOf } from "@/db/any-of";
import type { Db, Row, RowChange } from "@/db/database";
import { isReachedEnvironment, type Reached } from "./reach";

export const ENVIRONMENT_ORDERS = ["slug", "created_at"] as const;
export type EnvironmentOrder = { field: (typeof ENVIRONMENT_ORDERS)[number]; descending: boolean };
export type EnvironmentFilter = { applicationId?: AnyOf<string>; slug?: AnyOf<string> };
/** An environment with the organisation that its application belongs to. */
export type EnvironmentRow = Row<"environment"> & {
  organisation_id: string;
  /** The last deployment that was picked up and has ended. */
  last_finished: FinishedDeployment | null;
};
/** Times as PostgreSQL writes them in JSON, with their offset. */
export type FinishedDeployment = Pick<Row<"deployment">, "id" | "status"> & { started_at: string; ended_at: string };

const COLUMNS = {
  organisation_id: "application.organisation_id",
  application_id: "environment.application_id",
  environment_id: "environment.id",
};

const lastFinished = sql<FinishedDeployment | null>`(
  select json_build_object('id', id, 'status', status, 'started_at', started_at, 'ended_at', ended_at) from deployment
  where deployment.environment_id = environment.id and ended_at is not null and started_at is not null
  order by ended_at desc, id desc limit 1)`;

function fromEnvironment(db: Db) {
  return db.selectFrom("environment").innerJoin("application", "application.id", "environment.application_id");
}

function selectEnvironments(db: Db, reach: readonly Reached[], filter: EnvironmentFilter) {
  return fromEnvironment(db)
    .where(isReachedEnvironment(reach, COLUMNS))
    .where(hasAnyOf("environment.application_id", filter.applicationId))
    .where(hasAnyOf("environment.slug", filter.slug));
}

/** One page of the environments that are reached and match, and how many there are in all. */
export async function listEnvironments(
  db: Db,
  query: {
    reach: readonly Reached[];
    filter: EnvironmentFilter;
    order: EnvironmentOrder;
    limit: number;
    offset: number;
  },
): Promise<{ rows: EnvironmentRow[]; count: number }> {
  const direction = query.order.descending ? "desc" : "asc";
  const rows = await selectEnvironments(db, query.reach, query.filter)
    .selectAll("environment")
    .select(["application.organisation_id", lastFinished.as("last_finished")])
    .orderBy(`environment.${query.order.field}`, direction)
    .orderBy("environment.id", direction)
    .limit(query.limit)
    .offset(query.offset)
    .execute();
  const { count } = await selectEnvironments(db, query.reach, query.filter)
    .select((eb) => eb.fn.countAll<string>().as("count"))
    .executeTakeFirstOrThrow();
  return { rows, count: Number(count) };
}

/** All environments of these applications that are reached: `test` and `live` first, then by slug. */
export async function listEnvironmentsOf(
  db: Db,
  reach: readonly Reached[],
  applicationIds: readonly string[],
): Promise<EnvironmentRow[]> {
  if (applicationIds.length === 0) return [];
  return await fromEnvironment(db)
    .where(isReachedEnvironment(reach, COLUMNS))
    .where(sql<boolean>`environment.application_id = any(${sql.val([...applicationIds])}::uuid[])`)
    .selectAll("environment")
    .select(["application.organisation_id", lastFinished.as("last_finished")])
    .orderBy(sql`array_position(array['test', 'live'], environment.slug)`)
    .orderBy("environment.slug")
    .execute();
}

/** An environment, without a check of the caller's reach. */
export async function findEnvironment(db: Db, id: string): Promise<EnvironmentRow | undefined> {
  return await fromEnvironment(db)
    .selectAll("environment")
    .select(["application.organisation_id", lastFinished.as("last_finished")])
    .where("environment.id", "=", id)
    .executeTakeFirst();
}

/** `findEnvironment` under lock, with its application, until the transaction ends. */
export async function lockEnvironment(db: Db, id: string): Promise<EnvironmentRow | undefined> {
  return await fromEnvironment(db)
    .selectAll("environment")
    .select(["application.organisation_id", lastFinished.as("last_finished")])
    .where("environment.id", "=", id)
    .forNoKeyUpdate()
    .executeTakeFirst();
}

/** @returns the new environment's id, or undefined when the application has one of that slug */
export async function insertEnvironmentIfFree(
  db: Db,
  row: { application_id: string; slug: string; branch?: string },
): Promise<string | undefined> {
  const inserted = await db
    .insertInto("environment")
    .values({ ...row, id: uuidv7() })
    .onConflict((conflict) => conflict.columns(["application_id", "slug"]).doNothing())
    .returning("id")
    .executeTakeFirst();
  return inserted?.id;
}

/** Whether the application has another environment of this slug. */
export async function isEnvironmentSlugTaken(db: Db, applicationId: string, slug: string, except: string) {
  const found = await db
    .selectFrom("environment")
    .select(sql`1`.as("one"))
    .where("application_id", "=", applicationId)
    .where("slug", "=", slug)
    .where("id", "!=", except)
    .executeTakeFirst();
  return found !== undefined;
}

export async function updateEnvironment(db: Db, id: string, change: RowChange<"environment">): Promise<void> {
  await db.updateTable("environment").set(change).where("id", "=", id).execute();
}

/** Deletes its variables, and every limit that names it too; those tokens stay limited. */
export async function deleteEnvironment(db: Db, id: string): Promise<void> {
  await db.deleteFrom("environment").where("id", "=", id).execute();
}
