import { sql } from "kysely";
import { isUnused, statusOf } from "./access-token-filter";
import type { Db } from "./database";
import { isSeen, isWithdrawn, type OrganisationTokenSight, reachingTokens } from "./organisation-token-filter";

/** A token of an organisation's that asks for a look, with the most urgent reason. */
export type NeedyToken = {
  id: string;
  label: string;
  user_id: string | null;
  organisation_id: string | null;
  team_id: string | null;
  acts_as: string | null;
  owner_first_name: string | null;
  owner_last_name: string | null;
  owner_email: string | null;
  created_at: Date;
  expires_at: Date | null;
  reason: "expiring" | "never_used" | "never_expires";
};

export type NeedyTokens = { tokens: NeedyToken[]; expiring: number; neverUsed: number; neverExpires: number };

/**
 * The active tokens that reach the organisation, are let in, are seen, and expire within 14 days, were never used, or never expire:
 * the most urgent of them, and how many there are of each. One statement.
 */
export async function findNeedyTokens(db: Db, sight: OrganisationTokenSight, limit: number): Promise<NeedyTokens> {
  const { rows } = await sql<NeedyToken & { expiring: number; never_used: number; never_expires: number }>`
    with active as materialized (
      select token.id, token.label, token.user_id, token.organisation_id, token.team_id, token.acts_as, token.created_at, token.expires_at,
        -- One that was made for a few days is told apart only in the second half of its life, as in one's own list.
        coalesce(token.expires_at <= now() + interval '14 days'
          and token.expires_at - now() <= (token.expires_at - token.created_at) / 2, false) as is_expiring,
        ${isUnused("never")} as is_never_used
      from ${reachingTokens(sight.organisationId)}
      where ${isSeen(sight)} and ${statusOf} = 'active' and not ${isWithdrawn(sight.organisationId)}
    ), needy as (
      select active.*,
        count(*) filter (where is_expiring) over ()::int as expiring,
        count(*) filter (where is_never_used) over ()::int as never_used,
        count(*) filter (where expires_at is null) over ()::int as never_expires
      from active where is_expiring or is_never_used or expires_at is null
      order by is_expiring desc, expires_at is null, case when is_expiring then expires_at end, created_at
      limit ${limit}
    )
    select needy.id, label, user_id, organisation_id, team_id, acts_as, needy.created_at, expires_at, expiring, never_used, never_expires,
      case when is_expiring then 'expiring' when is_never_used then 'never_used' else 'never_expires' end as reason,
      u.first_name as owner_first_name, u.last_name as owner_last_name, u.email as owner_email
    from needy left join "user" u on u.id = user_id
    order by is_expiring desc, expires_at is null, case when is_expiring then expires_at end, needy.created_at`.execute(
    db,
  );
  const [first] = rows;
  return {
    tokens: rows.map(({ expiring: _1, never_used: _2, never_expires: _3, ...token }) => token),
    expiring: first?.expiring ?? 0,
    neverUsed: first?.never_used ?? 0,
    neverExpires: first?.never_expires ?? 0,
  };
}
