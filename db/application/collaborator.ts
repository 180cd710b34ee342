import { sql } from "kysely";
import type { Db, Row } from "@/db/database";

export type CollaboratorAccess = Row<"application_collaborator">["access"];

export type CollaboratorRow = {
  id: string;
  email: string;
  first_name: string;
  last_name: string;
  access: CollaboratorAccess;
};

const byName = sql`lower(concat(nullif(concat("user".first_name, "user".last_name), ''), "user".email))`;

/** The guests who were added to an application, by name. */
export async function listCollaborators(db: Db, applicationId: string): Promise<CollaboratorRow[]> {
  return await db
    .selectFrom("application_collaborator as added")
    .innerJoin("user", "user.id", "added.user_id")
    .where("added.application_id", "=", applicationId)
    .select(["user.id", "user.email", "user.first_name", "user.last_name", "added.access"])
    .orderBy(byName)
    .orderBy("user.id")
    .execute();
}

/** The guests of its organisation who were not added to it, by name. */
export async function listGuestsNotAdded(db: Db, organisationId: string, applicationId: string) {
  return await db
    .selectFrom("membership")
    .innerJoin("user", "user.id", "membership.user_id")
    .where("membership.organisation_id", "=", organisationId)
    .where("membership.role", "=", "guest")
    .where("user.deactivated_at", "is", null)
    .where(
      sql<boolean>`not exists (select from application_collaborator c
        where c.application_id = ${applicationId} and c.user_id = membership.user_id)`,
    )
    .select(["user.id", "user.email", "user.first_name", "user.last_name"])
    .orderBy(byName)
    .orderBy("user.id")
    .execute();
}

/** What a person was added to an application with. */
export async function findCollaboratorAccess(
  db: Db,
  applicationId: string,
  userId: string,
): Promise<CollaboratorAccess | undefined> {
  const row = await db
    .selectFrom("application_collaborator")
    .select("access")
    .where("application_id", "=", applicationId)
    .where("user_id", "=", userId)
    .executeTakeFirst();
  return row?.access;
}

/** Add a person of the organisation to an application, or change their access. */
export async function writeCollaborator(
  db: Db,
  row: {
    application_id: string;
    organisation_id: string;
    user_id: string;
    access: CollaboratorAccess;
    added_by_user_id: string | null;
    added_by_token_id: string | null;
  },
): Promise<void> {
  await db
    .insertInto("application_collaborator")
    .values(row)
    .onConflict((conflict) => conflict.columns(["application_id", "user_id"]).doUpdateSet({ access: row.access }))
    .execute();
}

export async function deleteCollaborator(db: Db, applicationId: string, userId: string): Promise<void> {
  await db
    .deleteFrom("application_collaborator")
    .where("application_id", "=", applicationId)
    .where("user_id", "=", userId)
    .execute();
}
