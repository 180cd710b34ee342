import { v7 as uuidv7 } from "uuid";
import type { Db, NewRow } from "@/db/database";
import { prepareShapes } from "@/db/statement/shapes";
import { type AccountActivityRow, exactTime } from "./account";

const insert = prepareShapes((db, _kind: null, row: NewRow<"activity">) => db.insertInto("activity").values(row));

/** Append a row to the audit log; the database gives it its time. */
export async function insertActivity(db: Db, row: Omit<NewRow<"activity">, "id">): Promise<void> {
  await insert(db, null, { ...row, id: uuidv7() });
}

/** A row with the names needed to say who did it. */
export type TargetActivityRow = AccountActivityRow & {
  /** The owner of the acting token. */
  actor_token_user_id: string | null;
  actor_token_team_id: string | null;
  actor_token_organisation_id: string | null;
  actor_token_acts_as: string | null;
};

/** The latest rows about one thing, newest first. */
export async function findActivityOfTarget(
  db: Db,
  target: { type: string; id: string },
  limit: number,
): Promise<TargetActivityRow[]> {
  return await db
    .selectFrom("activity")
    .leftJoin("access_token as actor_token", "actor_token.id", "activity.actor_token_id")
    .leftJoin("organisation as acting", "acting.id", "actor_token.organisation_id")
    .leftJoin("user as actor", "actor.id", "activity.actor_user_id")
    .selectAll("activity")
    .select([
      exactTime.as("at"),
      "actor_token.label as actor_token_label",
      "actor_token.user_id as actor_token_user_id",
      "actor_token.team_id as actor_token_team_id",
      "actor_token.organisation_id as actor_token_organisation_id",
      "actor_token.acts_as as actor_token_acts_as",
      "acting.name as actor_token_organisation_name",
      "actor.first_name as actor_first_name",
      "actor.last_name as actor_last_name",
      "actor.email as actor_email",
    ])
    .where("activity.target_id", "=", target.id)
    .where("activity.target_type", "=", target.type)
    .orderBy("activity.created_at", "desc")
    .orderBy("activity.id", "desc")
    .limit(limit)
    .execute();
}
