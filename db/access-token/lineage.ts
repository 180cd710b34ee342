import { type RawBuilder, sql } from "kysely";
import type { Db } from "@/db/database";

/**
 * The tokens that a holder of this one could use, itself first, as `suspect (id, since, until)`: those that were made with it,
 * or whose secret was, and so on, each for as long as that secret lived. Ended ones are included: what they did counts.
 */
export const suspectsOf = (id: string) => sql`
  suspect(id, since, until) as (
    select ${id}::uuid, '-infinity'::timestamptz, 'infinity'::timestamptz
    union
    select edge.id, edge.since, edge.until from suspect join (
      select created_by_token_id as maker, id, created_at as since, 'infinity'::timestamptz as until
      from access_token where created_by_token_id is not null
      union all
      select created_by_token_id, token_id, created_at, coalesce(retires_at, 'infinity')
      from access_token_secret where created_by_token_id is not null
    ) as edge on edge.maker = suspect.id and edge.since between suspect.since and suspect.until
  )`;

/** What a token, or one that it created, granted or asked for, and is still in place. */
export type Grants = {
  /** Invitations that nobody accepted yet, expired ones included: those can be sent again. */
  invitations: { id: string; email: string }[];
  /** Guests at applications. */
  collaborators: { application_id: string; user_id: string }[];
  /** People in teams. */
  teamMembers: { team_id: string; user_id: string }[];
  /** Deployments that no one has picked up. `label`: as their activity calls them. */
  deployments: { id: string; application_id: string; label: string }[];
  /** Webhooks that lead where it said, or whose signing secret it got to see. */
  webhooks: { id: string; url: string }[];
};

// Joined from the tokens, of which there are few, so that an index finds what each granted.
const OPEN_INVITATIONS = sql`
  select i.organisation_id, i.id, i.email from suspect s join invitation i on i.invited_by_token_id = s.id
    and i.created_at between s.since and s.until
  where i.accepted_at is null and i.revoked_at is null
  union
  select i.organisation_id, i.id, i.email from suspect s join invitation i on i.sent_by_token_id = s.id
    and i.sent_at between s.since and s.until
  where i.accepted_at is null and i.revoked_at is null`;

// An invited person counts from the invitation on, however much later it was accepted.
const COLLABORATORS = sql`
  select distinct c.organisation_id, c.application_id, c.user_id from suspect s join application_collaborator c
    on c.added_by_token_id = s.id and (c.created_at between s.since and s.until or exists (
      select from invitation i where i.organisation_id = c.organisation_id and i.accepted_by_user_id = c.user_id
        and (i.invited_by_token_id = s.id and i.created_at between s.since and s.until
          or i.sent_by_token_id = s.id and i.sent_at between s.since and s.until)))`;

const TEAM_MEMBERS = sql`
  select distinct m.organisation_id, m.team_id, m.user_id from suspect s join team_member m
    on m.added_by_token_id = s.id and m.created_at between s.since and s.until`;

const QUEUED_DEPLOYMENTS = sql`
  select distinct a.organisation_id, d.id, a.id as application_id, a.name || ' ' || e.slug as label
  from suspect s join deployment d on d.created_by_token_id = s.id and d.created_at between s.since and s.until
    join environment e on e.id = d.environment_id join application a on a.id = e.application_id
  where d.status = 'queued'`;

/** Webhooks that lead where they said, or whose signing secret they got to see. */
export const SET_WEBHOOKS = sql`
  select w.organisation_id, w.id, w.url, w.paused_at, w.paused_by_leak from suspect s join webhook w
    on w.set_by_token_id = s.id and w.set_at between s.since and s.until
  union
  select w.organisation_id, w.id, w.url, w.paused_at, w.paused_by_leak from suspect s join webhook w
    on w.secret_by_token_id = s.id and w.secret_at between s.since and s.until`;

const SENDING_WEBHOOKS = sql`
  select organisation_id, id, url from (${SET_WEBHOOKS}) as w where w.paused_at is null or not w.paused_by_leak`;

/** The organisations in which something is left that a token, or one that it created, granted or asked for. */
export async function findOrganisationsWithGrantsOf(db: Db, tokenId: string): Promise<string[]> {
  const { rows } = await sql<{ organisation_id: string }>`
    with recursive ${suspectsOf(tokenId)}
    select organisation_id from (${OPEN_INVITATIONS}) as invitation
    union select organisation_id from (${COLLABORATORS}) as collaborator
    union select organisation_id from (${TEAM_MEMBERS}) as team_member
    union select organisation_id from (${QUEUED_DEPLOYMENTS}) as deployment
    union select organisation_id from (${SENDING_WEBHOOKS}) as webhook
    order by organisation_id`.execute(db);
  return rows.map((row) => row.organisation_id);
}

/** What is left of it in one organisation, at most `limit` of each kind. */
export async function findGrantsOf(db: Db, tokenId: string, organisationId: string, limit: number): Promise<Grants> {
  const some = <Found>(found: RawBuilder<unknown>) =>
    sql<Found>`with recursive ${suspectsOf(tokenId)}
      select * from (${found}) as found where organisation_id = ${organisationId} limit ${limit}`.execute(db);
  const invitations = await some<Grants["invitations"][number]>(OPEN_INVITATIONS);
  const collaborators = await some<Grants["collaborators"][number]>(COLLABORATORS);
  const teamMembers = await some<Grants["teamMembers"][number]>(TEAM_MEMBERS);
  const deployments = await some<Grants["deployments"][number]>(QUEUED_DEPLOYMENTS);
  const webhooks = await some<Grants["webhooks"][number]>(SENDING_WEBHOOKS);
  return {
    invitations: invitations.rows,
    collaborators: collaborators.rows,
    teamMembers: teamMembers.rows,
    deployments: deployments.rows,
    webhooks: webhooks.rows,
  };
}
