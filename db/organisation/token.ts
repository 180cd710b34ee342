import { type RawBuilder, sql } from "kysely";
import {
  type AttentionCounts,
  attentionCounts,
  byUrgency,
  isOldSecretUsed,
  isUnstored,
} from "@/db/access-token/attention";
import { statusOf } from "@/db/access-token/status";
import type { Db, Row } from "@/db/database";
import {
  isAllAccess,
  isSeen,
  isSeenByFormer,
  isWanted,
  isWithdrawn,
  needsAttentionIn,
  type OrganisationTokenFilter,
  type OrganisationTokenSight,
  reachesWhole,
  reachingTokens,
} from "./token-filter";

export const ORGANISATION_TOKEN_ORDERS = [
  "label",
  "owner",
  "status",
  "created_at",
  "expiration_date",
  "last_used_at",
  "rotated_at",
] as const;
export type OrganisationTokenOrder = { field: (typeof ORGANISATION_TOKEN_ORDERS)[number]; descending: boolean };
/** Tokens that need attention, the most urgent first. */
export type OrganisationTokenListOrder = OrganisationTokenOrder | "urgency";

type Person = { id: string; email: string; first_name: string; last_name: string };

/**
 * A token that reaches an organisation, with what the organisation may know of it. Times inside of objects are texts, as JSON
 * has them.
 */
export type OrganisationTokenRow = Omit<
  Row<"access_token">,
  "created_at" | "imported_at" | "expires_at" | "revoked_at"
> & {
  created_at: Date;
  imported_at: Date | null;
  expires_at: Date | null;
  revoked_at: Date | null;
  status: "active" | "expired" | "revoked";
  owner_role: "owner" | "admin" | "member" | "guest" | null;
  owner: (Person & { deactivated: boolean }) | null;
  team: { id: string; name: string } | null;
  application: { id: string; name: string; slug: string } | null;
  /** The limits to this organisation alone; for a guest's token, to what they were added to; null where it reaches everything. */
  limits:
    | { application: { id: string; name: string } | null; environment: { id: string; slug: string } | null }[]
    | null;
  is_all_access: boolean;
  last_use: { used_at: string; address: string | null; user_agent: string } | null;
  /** When the newest secret after the first was put to use; null when there was but one. */
  rotated_at: string | null;
  hint: string | null;
  /** When its pending secret was made, and until when an overlap keeps the old one; null where there is none. */
  pending_since: string | null;
  old_secret_until: string | null;
  /** Whether anything used the old one since the overlap began. */
  is_old_secret_used: boolean;
  /** Whether its newest secret was shown by a page, was not confirmed as stored, and has not been used. */
  is_unstored: boolean;
  /** `by_role` is the current role of the person who decided; null for a former member. */
  access: {
    state: string;
    reason: string | null;
    decided_at: string;
    by: Person | null;
    by_role: Row<"membership">["role"] | null;
  } | null;
  revoker: Person | null;
};

const rotatedAt = sql`(select case when count(*) > 1 then max(s.created_at) end from access_token_secret s
  where s.token_id = token.id and s.state <> 'pending')`;

// The few secrets of one token, by its id: an index of all pending ones in the instance would be the wrong access path.
const ofSecrets = (aggregate: RawBuilder<unknown>) =>
  sql`(select ${aggregate} from access_token_secret s where s.token_id = token.id)`;

const lastUsedAt = sql`(select u.used_at from access_token_last_use u where u.token_id = token.id)`;

const ORDER_COLUMNS: Record<OrganisationTokenOrder["field"], RawBuilder<unknown>> = {
  label: sql`lower(token.label)`,
  // The organisation's own come before those of people.
  owner: sql`(select lower(concat_ws(' ', nullif(u.first_name, ''), nullif(u.last_name, ''), u.email))
    from "user" u where u.id = token.user_id)`,
  status: statusOf,
  created_at: sql`token.created_at`,
  // A token without expiration date expires after all others; one that was never used was used before all others.
  expiration_date: sql`coalesce(token.expires_at, 'infinity')`,
  last_used_at: sql`coalesce(${lastUsedAt}, '-infinity')`,
  rotated_at: sql`coalesce(${rotatedAt}, '-infinity')`,
};

/** Details of `token`: looked up for the rows of one page only, each by an index. */
function details(organisationId: string): RawBuilder<unknown> {
  const person = (id: RawBuilder<unknown>) => sql`(select json_build_object(
    'id', u.id, 'email', u.email, 'first_name', u.first_name, 'last_name', u.last_name,
    'deactivated', u.deactivated_at is not null) from "user" u where u.id = ${id})`;
  return sql`token.*, ${statusOf} as status, ${isAllAccess(organisationId)} as is_all_access,
    ${person(sql`token.user_id`)} as owner,
    ${person(sql`token.revoked_by_user_id`)} as revoker,
    (select json_build_object('id', t.id, 'name', t.name) from team t where t.id = token.team_id) as team,
    (select json_build_object('id', a.id, 'name', a.name, 'slug', a.slug)
      from application a where a.id = token.application_id) as application,
    (select json_build_object('used_at', u.used_at, 'address', host(u.address), 'user_agent', u.user_agent)
      from access_token_last_use u where u.token_id = token.id) as last_use,
    to_json(${rotatedAt}) #>> '{}' as rotated_at,
    (select s.hint from access_token_secret s where s.token_id = token.id and s.state = 'current') as hint,
    to_json(${ofSecrets(sql`max(s.created_at) filter (where s.state = 'pending')`)}) #>> '{}' as pending_since,
    to_json(${ofSecrets(sql`max(s.retires_at) filter (where s.state = 'retiring')`)}) #>> '{}' as old_secret_until,
    ${isOldSecretUsed} as is_old_secret_used,
    ${isUnstored} as is_unstored,
    (select json_build_object('state', a.state, 'reason', a.reason, 'decided_at', a.decided_at,
        'by', ${person(sql`a.decided_by_user_id`)},
        'by_role', (select m.role from membership m
          where m.user_id = a.decided_by_user_id and m.organisation_id = a.organisation_id))
      from access_token_organisation a
      where a.token_id = token.id and a.organisation_id = ${organisationId} and a.state <> 'active') as access,
    case when token.reach = 'limited' then (
      select coalesce(json_agg(json_build_object(
        'application', (select json_build_object('id', a.id, 'name', a.name) from application a where a.id = l.application_id),
        'environment', (select json_build_object('id', e.id, 'slug', e.slug) from environment e where e.id = l.environment_id)
      ) order by l.id), '[]')
      from access_token_limit l where l.token_id = token.id and l.organisation_id = ${organisationId}
        and (token.owner_role is distinct from 'guest' or l.application_id is null or exists (
          select from application_collaborator c where c.application_id = l.application_id and c.user_id = token.user_id))
      ) end as limits`;
}

/**
 * One page of the tokens that reach the organisation, are seen and match, and how many there are in all: one statement, however
 * many rows. A page beyond the end has only the number.
 */
export async function listOrganisationTokens(
  db: Db,
  sight: OrganisationTokenSight,
  query: { filter: OrganisationTokenFilter; order: OrganisationTokenListOrder; limit: number; offset: number },
): Promise<{ rows: OrganisationTokenRow[]; count: number }> {
  const order = orderOf(query.order, query.filter);
  const { rows } = await sql<OrganisationTokenRow & { total: string }>`
    with page as materialized (
      select token.*, count(*) over () as total, row_number() over (order by ${order}) as place
      from ${reachingTokens(sight.organisationId)}
      where ${isSeen(sight)} and ${isWanted(sight.organisationId, query.filter)}
      order by place limit ${query.limit} offset ${query.offset}
    )
    select ${details(sight.organisationId)} from page as token order by token.place`.execute(db);
  const [first] = rows;
  if (first !== undefined || query.offset === 0) return { rows, count: Number(first?.total ?? 0) };
  return { rows, count: await countOrganisationTokens(db, sight, query.filter) };
}

function orderOf(order: OrganisationTokenListOrder, { blockedIds }: OrganisationTokenFilter): RawBuilder<unknown> {
  if (order === "urgency") return byUrgency(blockedIds ?? []);
  const direction = order.descending ? sql`desc` : sql`asc`;
  const nulls = order.descending ? sql`nulls last` : sql`nulls first`;
  return sql`${ORDER_COLUMNS[order.field]} ${direction} ${nulls}, token.id ${direction}`;
}

/** How many need attention, and of the active ones how many have access, how many have not, and how many never expire. */
export type AttentionNumbers = AttentionCounts & { active: number; withdrawn: number; never_expires: number };

/** How many of the tokens that reach the organisation and are seen need attention, for each reason, and how many never expire. */
export async function countAttention(
  db: Db,
  sight: OrganisationTokenSight,
  blockedIds: readonly string[],
): Promise<AttentionNumbers> {
  const { organisationId } = sight;
  const isActive = sql`${statusOf} = 'active'`;
  const { rows } = await sql<AttentionNumbers>`
    select ${attentionCounts((reason) => needsAttentionIn(organisationId, reason, blockedIds))},
      count(*) filter (where ${isActive} and not ${isWithdrawn(organisationId)})::int as active,
      count(*) filter (where ${isActive} and token.expires_at is null)::int as never_expires,
      count(*) filter (where ${isActive} and ${isWithdrawn(organisationId)})::int as withdrawn
    from ${reachingTokens(organisationId)} where ${isSeen(sight)}`.execute(db);
  const [counts] = rows;
  if (counts === undefined) throw new Error("a count without a row");
  return counts;
}

/** How many tokens that reach the organisation are seen and match. */
export async function countOrganisationTokens(
  db: Db,
  sight: OrganisationTokenSight,
  filter: OrganisationTokenFilter,
): Promise<number> {
  const { rows } = await sql<{ count: string }>`select count(*) as count from ${reachingTokens(sight.organisationId)}
    where ${isSeen(sight)} and ${isWanted(sight.organisationId, filter)}`.execute(db);
  return Number(rows[0]?.count ?? 0);
}

/** The next of them after the one with the id `after`, by id. */
export async function nextOrganisationTokens(
  db: Db,
  sight: OrganisationTokenSight,
  filter: OrganisationTokenFilter,
  { after, limit }: { after: string | undefined; limit: number },
): Promise<OrganisationTokenRow[]> {
  const { rows } = await sql<OrganisationTokenRow>`
    with page as materialized (
      select token.* from ${reachingTokens(sight.organisationId)}
      where ${isSeen(sight)} and ${isWanted(sight.organisationId, filter)} and ${after === undefined ? sql`true` : sql`token.id > ${after}`}
      order by token.id limit ${limit}
    )
    select ${details(sight.organisationId)} from page as token order by token.id`.execute(db);
  return rows;
}

/** How many tokens reach the organisation, by kind and status, whoever the viewer is; and how many active ones need attention. */
export type OrganisationTokenCounts = {
  personal: Record<"active" | "expired" | "revoked", number>;
  organisation: Record<"active" | "expired" | "revoked", number>;
  neverExpires: number;
  allAccess: number;
  withdrawn: number;
  seenByFormer: number;
};

export async function countReachingTokens(db: Db, organisationId: string): Promise<OrganisationTokenCounts> {
  const { rows } = await sql<{
    personal: boolean;
    status: "active" | "expired" | "revoked";
    count: string;
    never_expires: string;
    all_access: string;
    withdrawn: string;
    seen_by_former: string;
  }>`
    select token.user_id is not null as personal, ${statusOf} as status, count(*) as count,
      count(*) filter (where token.expires_at is null) as never_expires,
      count(*) filter (where ${isAllAccess(organisationId)}) as all_access,
      count(*) filter (where ${isWithdrawn(organisationId)}) as withdrawn,
      count(*) filter (where ${statusOf} = 'active' and ${isSeenByFormer(organisationId)}) as seen_by_former
    from ${reachingTokens(organisationId)} group by 1, 2`.execute(db);
  const none = () => ({ active: 0, expired: 0, revoked: 0 });
  const counts = {
    personal: none(),
    organisation: none(),
    neverExpires: 0,
    allAccess: 0,
    withdrawn: 0,
    seenByFormer: 0,
  };
  for (const row of rows) {
    counts[row.personal ? "personal" : "organisation"][row.status] = Number(row.count);
    if (row.status !== "active") continue;
    counts.neverExpires += Number(row.never_expires);
    counts.allAccess += Number(row.all_access);
    counts.withdrawn += Number(row.withdrawn);
    counts.seenByFormer += Number(row.seen_by_former);
  }
  return counts;
}

export type Assignment = {
  to: "application" | "team" | "workflow";
  value: string | null;
  name: string | null;
  count: number;
};

/**
 * The assignments of the organisation's own tokens that are seen and match, with the number for each; for each of the three
 * kinds also how many have none (`value` null).
 */
export async function countAssignments(
  db: Db,
  sight: OrganisationTokenSight,
  filter: OrganisationTokenFilter,
): Promise<Assignment[]> {
  const { rows } = await sql<Omit<Assignment, "count"> & { count: string }>`
    with own as materialized (
      select token.application_id, token.team_id, token.workflow from access_token token
      where token.organisation_id = ${sight.organisationId}
        and ${isSeen(sight)} and ${isWanted(sight.organisationId, { ...filter, ownerRole: undefined })}
    )
    select 'application' as "to", own.application_id::text as value,
      (select a.name from application a where a.id = own.application_id) as name, count(*) as count from own group by own.application_id
    union all
    select 'team', own.team_id::text, (select t.name from team t where t.id = own.team_id), count(*) from own group by own.team_id
    union all
    select 'workflow', own.workflow, own.workflow, count(*) from own group by own.workflow`.execute(db);
  return rows
    .map((row) => ({ ...row, count: Number(row.count) }))
    .sort((a, b) => (a.name ?? "").localeCompare(b.name ?? "", "en"));
}

const GROUP_COLUMNS = { application: "application_id", team: "team_id", workflow: "workflow" } as const;

/** The organisation's own tokens that are seen and match: the first `limit` of each application, team or workflow, by label. */
export async function listGroupedTokens(
  db: Db,
  sight: OrganisationTokenSight,
  filter: OrganisationTokenFilter,
  by: keyof typeof GROUP_COLUMNS,
  limit: number,
): Promise<OrganisationTokenRow[]> {
  const { rows } = await sql<OrganisationTokenRow>`
    with page as materialized (
      select * from (
        select token.*, row_number() over (
          partition by ${sql.ref(`token.${GROUP_COLUMNS[by]}`)} order by lower(token.label), token.id) as place
        from ${reachingTokens(sight.organisationId)}
        where token.user_id is null and ${isSeen(sight)} and ${isWanted(sight.organisationId, filter)}
      ) as numbered where place <= ${limit}
    )
    select ${details(sight.organisationId)} from page as token order by token.place`.execute(db);
  return rows;
}

type PolicyFacts = Pick<Row<"access_token">, "id" | "scopes" | "purpose" | "description" | "expires_at"> & {
  is_personal: boolean;
  is_imported: boolean;
  reaches_whole: boolean;
  expiration_set_at: Date;
};

/**
 * The facts that a policy checks, for every active token that reaches the organisation and is not withdrawn.
 * @param userId only the personal ones of this person
 */
export async function findActiveFacts(db: Db, organisationId: string, userId?: string): Promise<PolicyFacts[]> {
  const { rows } = await sql<PolicyFacts>`
    select token.id, token.user_id is not null as is_personal,
      token.imported_at is not null as is_imported, token.scopes, token.purpose, token.description,
      token.expires_at, token.expiration_set_at, ${reachesWhole(organisationId)} as reaches_whole
    from ${reachingTokens(organisationId)} where ${statusOf} = 'active' and not ${isWithdrawn(organisationId)}
      and ${userId === undefined ? sql`true` : sql`token.user_id = ${userId}`}`.execute(db);
  return rows;
}
