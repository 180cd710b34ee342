import { sql } from "kysely";
import { v7 as uuidv7 } from "uuid";
import { type AnyOf, hasAnyOf } from "@/db/any-of";
import type { Db, NewRow, Row, RowChange } from "@/db/database";
import { contains } from "@/db/search";
import { isReachedApplication, type Reached } from "./reach";

export const APPLICATION_ORDERS = ["name", "slug", "created_at"] as const;
export type ApplicationOrder = { field: (typeof APPLICATION_ORDERS)[number]; descending: boolean };
export type ApplicationFilter = {
  organisationId?: AnyOf<string>;
  slug?: AnyOf<string>;
  /** Part of the name or the slug, in any case. */
  search?: string;
};
export type ApplicationRow = Row<"application">;

const COLUMNS = { organisation_id: "application.organisation_id", application_id: "application.id" };
const ORDER_COLUMNS = {
  name: sql`lower(application.name)`,
  slug: sql`application.slug`,
  created_at: sql`application.created_at`,
} as const;

function selectApplications(db: Db, reach: readonly Reached[], filter: ApplicationFilter) {
  const { organisationId, slug, search } = filter;
  let query = db
    .selectFrom("application")
    .where(isReachedApplication(reach, COLUMNS))
    .where(hasAnyOf("application.organisation_id", organisationId))
    .where(hasAnyOf("application.slug", slug));
  if (search !== undefined && search !== "") {
    query = query.where((eb) =>
      eb.or([contains(sql`application.name`, search), contains(sql`application.slug`, search)]),
    );
  }
  return query;
}

/** One page of the applications that are reached and match, and how many there are in all. */
export async function listApplications(
  db: Db,
  query: {
    reach: readonly Reached[];
    filter: ApplicationFilter;
    order: ApplicationOrder;
    limit: number;
    offset: number;
  },
): Promise<{ rows: ApplicationRow[]; count: number }> {
  const direction = query.order.descending ? sql`desc` : sql`asc`;
  const rows = await selectApplications(db, query.reach, query.filter)
    .selectAll("application")
    .orderBy(sql`${ORDER_COLUMNS[query.order.field]} ${direction}`)
    .orderBy("application.id", query.order.descending ? "desc" : "asc")
    .limit(query.limit)
    .offset(query.offset)
    .execute();
  const { count } = await selectApplications(db, query.reach, query.filter)
    .select((eb) => eb.fn.countAll<string>().as("count"))
    .executeTakeFirstOrThrow();
  return { rows, count: Number(count) };
}

/** An application, without a check of the caller's reach. */
export async function findApplication(db: Db, id: string): Promise<ApplicationRow | undefined> {
  return await db.selectFrom("application").selectAll().where("id", "=", id).executeTakeFirst();
}

export async function findApplicationBySlug(db: Db, slug: string): Promise<ApplicationRow | undefined> {
  return await db.selectFrom("application").selectAll().where("slug", "=", slug).executeTakeFirst();
}

/** `findApplication` under lock: nobody renames, moves or deletes it until the transaction ends. */
export async function lockApplication(db: Db, id: string): Promise<ApplicationRow | undefined> {
  return await db.selectFrom("application").selectAll().where("id", "=", id).forNoKeyUpdate().executeTakeFirst();
}

/** @returns the new application's id, or undefined when its slug is taken */
export async function insertApplicationIfFree(
  db: Db,
  row: Omit<NewRow<"application">, "id">,
): Promise<string | undefined> {
  const inserted = await db
    .insertInto("application")
    .values({ ...row, id: uuidv7() })
    .onConflict((conflict) => conflict.column("slug").doNothing())
    .returning("id")
    .executeTakeFirst();
  return inserted?.id;
}

export async function updateApplication(db: Db, id: string, change: RowChange<"application">): Promise<void> {
  await db.updateTable("application").set(change).where("id", "=", id).execute();
}

/** Deletes its environments, their variables, and every limit that names it too; those tokens stay limited. */
export async function deleteApplication(db: Db, id: string): Promise<void> {
  await db.deleteFrom("application").where("id", "=", id).execute();
}

/** How many tokens that are not revoked are limited to this application or to a part of it. */
export async function countTokensLimitedTo(db: Db, applicationId: string): Promise<number> {
  const { count } = await db
    .selectFrom("access_token_limit as limit")
    .innerJoin("access_token as token", "token.id", "limit.token_id")
    .where("limit.application_id", "=", applicationId)
    .where("token.revoked_at", "is", null)
    .select(sql<string>`count(distinct token.id)`.as("count"))
    .executeTakeFirstOrThrow();
  return Number(count);
}

/**
 * Move an application to another organisation. The database lets the limits that name it follow; the guests who were added, or
 * invited to it, and the former organisation's tokens that were assigned to it are detached here. Its deployments no longer say who
 * of the former organisation requested them.
 */
export async function moveApplication(db: Db, id: string, { from, to }: { from: string; to: string }): Promise<void> {
  await db.deleteFrom("application_collaborator").where("application_id", "=", id).execute();
  await db.deleteFrom("invitation_application").where("application_id", "=", id).execute();
  await db
    .updateTable("access_token")
    .set({ application_id: null })
    .where("application_id", "=", id)
    .where("organisation_id", "=", from)
    .execute();
  await db
    .updateTable("deployment")
    .set({ created_by_user_id: null, created_by_token_id: null })
    .where("environment_id", "in", (query) =>
      query.selectFrom("environment").select("id").where("application_id", "=", id),
    )
    .execute();
  await db.updateTable("application").set({ organisation_id: to }).where("id", "=", id).execute();
}
