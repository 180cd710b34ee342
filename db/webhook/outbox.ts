import { sql } from "kysely";
import type { Db, Row } from "@/db/database";

/** Activity that an organisation's webhooks are to be told of, with who did it as far as the organisation knows them. */
export type OutboxRow = Pick<
  Row<"activity">,
  | "type"
  | "organisation_id"
  | "application_id"
  | "user_id"
  | "actor_user_id"
  | "actor_token_id"
  | "target_type"
  | "target_id"
  | "target_label"
  | "before"
  | "after"
> & {
  id: string;
  /** Whose webhooks; of a personal token one of its owner's organisations, which the entry itself does not name. */
  for_organisation_id: string;
  organisation_name: string;
  organisation_slug: string;
  activity_id: string;
  activity_at: Date;
  enforces_at: Date | null;
  /** Empty where the person has no name. */
  actor_name: string;
};

/**
 * Take the next due rows off the outbox, for good once this transaction is committed; those that another one holds are left out.
 * @returns how many were taken, and those of which organisation and activity are still there
 */
export async function takeOutbox(trx: Db, now: Date, limit: number): Promise<{ taken: number; rows: OutboxRow[] }> {
  const { rows } = await sql<OutboxRow & { is_there: boolean }>`
    with taken as (
      delete from webhook_outbox where id = any(array(
        select id from webhook_outbox where due_at <= ${now} order by due_at, id limit ${limit} for update skip locked
      )) returning *
    )
    select taken.id, taken.organisation_id as for_organisation_id, taken.activity_id, taken.activity_at, taken.enforces_at,
      organisation.name as organisation_name, organisation.slug as organisation_slug,
      activity.type, activity.organisation_id, activity.application_id, activity.user_id, activity.actor_user_id,
      activity.actor_token_id, activity.target_type, activity.target_id, activity.target_label, activity.before, activity.after,
      trim(concat(actor.first_name, ' ', actor.last_name)) as actor_name,
      organisation.id is not null and activity.id is not null as is_there
    from taken
    left join organisation on organisation.id = taken.organisation_id
    left join activity on activity.id = taken.activity_id and activity.created_at = taken.activity_at
    left join "user" as actor on actor.id = activity.actor_user_id
    order by taken.id`.execute(trx);
  return { taken: rows.length, rows: rows.filter(({ is_there }) => is_there) };
}

/** Look again at `at`: which tokens the rules that apply from then on block. */
export async function insertEnforcement(trx: Db, row: OutboxRow, at: Date): Promise<void> {
  // The database's own time of the entry: a Date has no microseconds.
  await sql`
    insert into webhook_outbox (organisation_id, activity_id, activity_at, enforces_at, due_at)
    select ${row.for_organisation_id}, id, created_at, ${at}, ${at} from activity
    where id = ${row.activity_id}
      and created_at >= ${row.activity_at} and created_at < ${row.activity_at}::timestamptz + interval '1 millisecond'`.execute(
    trx,
  );
}
