import { sql } from "kysely";
import type { Db, Row } from "@/db/database";
import { SET_WEBHOOKS, suspectsOf } from "./lineage";

/** An organisation in which a leaked token, or one that it made, did something; and how much was ended there with it. */
export type LeakPlace = {
  id: string;
  name: string;
  slug: string;
  /** How many things, by the type of their entries in the activity. A team counts once, however many people were removed from it. */
  ended: Record<string, number>;
};

/** One change by a leaked token, or by a token that it created. `total`: how many there are in the organisation. */
export type LeakChange = Pick<Row<"activity">, "type" | "before" | "after" | "target_label" | "organisation_id"> & {
  total: number;
};

/** Someone who belongs to an organisation because of an invitation of a leaked token. `total`: how many do. */
export type LeakJoined = {
  organisation_id: string;
  email: string;
  first_name: string;
  last_name: string;
  role: Row<"membership">["role"];
  total: number;
};

// Looked up token by token, by its index, however much the planner expects of each.
const DOINGS = sql`suspect s cross join lateral (
  select * from activity where actor_token_id = s.id and created_at between s.since and s.until offset 0
) as a`;

// Entries that tell of what was ended with the leak, and each of them names the token that leaked.
const isEnding = sql<boolean>`coalesce(a.after ? 'leaked_token', false)`;

/** Where a leaked token, or one that it made, did anything, or where a leak paused webhooks of theirs: the activity is not kept for as long. */
export async function findLeakPlaces(db: Db, tokenId: string): Promise<LeakPlace[]> {
  const { rows } = await sql<LeakPlace>`
    with recursive ${suspectsOf(tokenId)},
    place as (
      select distinct a.organisation_id as id
      from ${DOINGS}
      where a.organisation_id is not null
      union
      select organisation_id from (${SET_WEBHOOKS}) as w where w.paused_by_leak
    )
    select o.id, o.name, o.slug, coalesce((
      select jsonb_object_agg(ended.type, ended.count) from (
        select a.type, count(distinct (a.target_id, a.application_id))::int as count from activity a
        where a.organisation_id = o.id and a.created_at >= (select leaked_at from access_token where id = ${tokenId})
          and a.after->>'leaked_token' = ${tokenId}
        group by a.type
      ) as ended
    ), '{}') as ended
    from place join organisation o on o.id = place.id order by o.id`.execute(db);
  return rows;
}

// Changes of permissions come first.
const WEIGHT = sql<number>`case
  when type = 'membership.role_changed' then 0
  when starts_with(type, 'membership.') then 1
  when starts_with(type, 'policy.') then 2
  when type = 'access_token.access_restored' then 3
  when starts_with(type, 'organisation.') or starts_with(type, 'webhook.') then 4
  when starts_with(type, 'access_token.') or starts_with(type, 'token_sweep.') then 5
  when starts_with(type, 'team.') then 6
  when starts_with(type, 'invitation.') then 7
  when starts_with(type, 'application') then 8
  else 9 end`;

/**
 * What else a leaked token, or one that it created, changed in organisations: the weightiest `limit` of each organisation, the
 * latest of those first. Without what was made and so is ended, without deployments that were cancelled before they started, without
 * what the tokens did to themselves.
 */
export async function findLeakChanges(db: Db, tokenId: string, limit: number): Promise<LeakChange[]> {
  const { rows } = await sql<LeakChange>`
    with recursive ${suspectsOf(tokenId)},
    change as (
      select distinct on (a.created_at, a.id) a.id, a.created_at, a.organisation_id, a.type
      from ${DOINGS}
      where a.organisation_id is not null and a.target_id is distinct from a.actor_token_id and not ${isEnding}
        and not (a.type = 'deployment.requested' and exists (
          select from deployment d where d.id = a.target_id and d.status = 'cancelled' and d.started_at is null))
        and a.type not in ('access_token.created', 'invitation.created', 'invitation.resent', 'application_collaborator.created',
          'webhook.tested', 'webhook.delivery_replayed')
    ),
    placed as (
      select *, count(*) over (partition by organisation_id)::int as total,
        row_number() over (partition by organisation_id order by ${WEIGHT}, created_at desc, id desc) as place
      from change
    )
    select a.organisation_id, a.type, a.before, a.after, a.target_label, placed.total
    from placed join activity a on a.id = placed.id and a.created_at = placed.created_at
    where placed.place <= ${limit} order by placed.organisation_id, placed.place`.execute(db);
  return rows;
}

/** Who joined by invitations of a leaked token, or of one that it made, and belongs to the organisation since: the latest first. */
export async function findLeakJoined(db: Db, tokenId: string, limit: number): Promise<LeakJoined[]> {
  const { rows } = await sql<LeakJoined>`
    with recursive ${suspectsOf(tokenId)},
    accepted as (
      select i.* from suspect s join invitation i on i.invited_by_token_id = s.id and i.created_at between s.since and s.until
      union
      select i.* from suspect s join invitation i on i.sent_by_token_id = s.id and i.sent_at between s.since and s.until
    ),
    joined as (
      select m.organisation_id, m.created_at, m.role, u.id, u.email, u.first_name, u.last_name,
        count(*) over (partition by m.organisation_id)::int as total,
        row_number() over (partition by m.organisation_id order by m.created_at desc, u.id) as place
      from accepted join membership m on m.organisation_id = accepted.organisation_id
        and m.user_id = accepted.accepted_by_user_id and m.created_at = accepted.accepted_at
      join "user" u on u.id = m.user_id
    )
    select organisation_id, email, first_name, last_name, role, total from joined
    where place <= ${limit} order by organisation_id, place`.execute(db);
  return rows;
}

/** The owners of an organisation whose accounts are not deactivated. */
export async function listOwners(db: Db, organisationId: string): Promise<string[]> {
  const rows = await db
    .selectFrom("membership")
    .innerJoin("user", "user.id", "membership.user_id")
    .where("membership.organisation_id", "=", organisationId)
    .where("membership.role", "=", "owner")
    .where("user.deactivated_at", "is", null)
    .select("user.id")
    .orderBy("user.id")
    .execute();
  return rows.map(({ id }) => id);
}
