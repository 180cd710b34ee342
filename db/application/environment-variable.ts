import { sql } from "kysely";
import { type AnyOf, hasAnyOf } from "@/db/any-of";
import type { Db, NewRow, Row } from "@/db/database";
import { isReachedEnvironment, type Reached } from "./reach";

export const VARIABLE_ORDERS = ["name"] as const;
export type VariableOrder = { field: (typeof VARIABLE_ORDERS)[number]; descending: boolean };
export type VariableFilter = {
  environmentId?: AnyOf<string>;
  applicationId?: AnyOf<string>;
  name?: AnyOf<string>;
};
/** A variable, its value sealed, with what its environment belongs to. */
export type VariableRow = Row<"environment_variable"> & { application_id: string; organisation_id: string };

const COLUMNS = {
  organisation_id: "application.organisation_id",
  application_id: "environment.application_id",
  environment_id: "environment.id",
};

function fromVariable(db: Db) {
  return db
    .selectFrom("environment_variable as variable")
    .innerJoin("environment", "environment.id", "variable.environment_id")
    .innerJoin("application", "application.id", "environment.application_id");
}

function selectVariables(db: Db, reach: readonly Reached[], filter: VariableFilter) {
  return fromVariable(db)
    .where(isReachedEnvironment(reach, COLUMNS))
    .where(hasAnyOf("variable.environment_id", filter.environmentId))
    .where(hasAnyOf("environment.application_id", filter.applicationId))
    .where(hasAnyOf("variable.name", filter.name));
}

/** One page of the variables of environments that are reached, and how many there are in all. */
export async function listVariables(
  db: Db,
  query: { reach: readonly Reached[]; filter: VariableFilter; order: VariableOrder; limit: number; offset: number },
): Promise<{ rows: VariableRow[]; count: number }> {
  const direction = query.order.descending ? "desc" : "asc";
  const rows = await selectVariables(db, query.reach, query.filter)
    .selectAll("variable")
    .select(["environment.application_id", "application.organisation_id"])
    .orderBy(`variable.${query.order.field}`, direction)
    .orderBy("variable.id", direction)
    .limit(query.limit)
    .offset(query.offset)
    .execute();
  const { count } = await selectVariables(db, query.reach, query.filter)
    .select((eb) => eb.fn.countAll<string>().as("count"))
    .executeTakeFirstOrThrow();
  return { rows, count: Number(count) };
}

/** A variable, without a check of the caller's reach. */
export async function findVariable(db: Db, id: string): Promise<VariableRow | undefined> {
  return await fromVariable(db)
    .selectAll("variable")
    .select(["environment.application_id", "application.organisation_id"])
    .where("variable.id", "=", id)
    .executeTakeFirst();
}

/** The variable of this name, locked until the transaction ends. */
export async function lockVariableByName(db: Db, environmentId: string, name: string) {
  return await db
    .selectFrom("environment_variable")
    .selectAll()
    .where("environment_id", "=", environmentId)
    .where("name", "=", name)
    .forUpdate()
    .executeTakeFirst();
}

/** Lock a variable until the transaction ends. @returns whether it still exists */
export async function lockVariable(db: Db, id: string): Promise<boolean> {
  const row = await db
    .selectFrom("environment_variable")
    .select("id")
    .where("id", "=", id)
    .forUpdate()
    .executeTakeFirst();
  return row !== undefined;
}

/** @returns whether it was inserted: false when the environment has a variable of that name */
export async function insertVariableIfFree(db: Db, row: NewRow<"environment_variable">): Promise<boolean> {
  const inserted = await db
    .insertInto("environment_variable")
    .values(row)
    .onConflict((conflict) => conflict.columns(["environment_id", "name"]).doNothing())
    .returning("id")
    .executeTakeFirst();
  return inserted !== undefined;
}

export async function updateVariable(
  db: Db,
  id: string,
  change: { value?: Buffer; key_id?: string; is_sensitive?: boolean },
): Promise<void> {
  await db
    .updateTable("environment_variable")
    .set({ ...change, updated_at: sql<Date>`now()` })
    .where("id", "=", id)
    .execute();
}

export async function deleteVariable(db: Db, id: string): Promise<void> {
  await db.deleteFrom("environment_variable").where("id", "=", id).execute();
}
