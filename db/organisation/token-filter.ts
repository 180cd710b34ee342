import { type RawBuilder, type SqlBool, sql } from "kysely";
import { needsAttention, type TokenAttention } from "@/db/access-token/attention";
import { isWithin, type TokenVisibility } from "@/db/access-token/filter";
import { isUndoable } from "@/db/access-token/revoke";
import { isUnused, statusOf } from "@/db/access-token/status";
import { type AnyOf, anyOf, hasAnyOf } from "@/db/any-of";
import { contains, isText } from "@/db/search";

/** The extent of a view of an organisation's tokens: all of them, or the viewer's own and those of their teams. */
export type OrganisationTokenSight = {
  organisationId: string;
  /** Undefined: all that reach the organisation. */
  only?: { userId: string | null; teamIds: readonly string[]; tokenId: string | null };
  /** The calling token: only tokens within it are seen. */
  within?: TokenVisibility["within"];
};

export type OrganisationTokenFilter = {
  ids?: readonly string[];
  status?: AnyOf<"active" | "expired" | "revoked">;
  kind?: AnyOf<"personal" | "organisation">;
  purpose?: AnyOf<string>;
  /** Active ones that nobody used: not once since the day after they were made, or for so many days. */
  unused?: AnyOf<"never" | "30" | "90">;
  /** Those that need attention, for this reason or for any. Goes by `blockedIds`. */
  attention?: AnyOf<TokenAttention | "any">;
  neverExpires?: AnyOf<boolean>;
  /** Full access to the whole organisation, by what the scopes grant. */
  allAccess?: AnyOf<boolean>;
  /** The organisation's own with a secret in use that was made by someone who has left since, and may have kept it. */
  seenByFormer?: AnyOf<boolean>;
  /** Personal ones of people with this role here. */
  ownerRole?: AnyOf<"owner" | "admin" | "member" | "guest">;
  /** Personal ones of this person. */
  ownerId?: AnyOf<string>;
  /** `blocked` and `active` go by `blockedIds`. */
  access?: AnyOf<"active" | "withdrawn" | "blocked">;
  /** The tokens that the organisation's policy blocks: only code can tell. */
  blockedIds?: readonly string[];
  /** What a token of the organisation is assigned to. */
  teamId?: AnyOf<string>;
  applicationId?: AnyOf<string>;
  workflow?: AnyOf<string>;
  /** Those that reach this application of the organisation, or a part of it. */
  reachesApplicationId?: string;
  /** Part of the label, the description, the workflow, or the owner's name or address, in any case. */
  search?: AnyOf<string>;
  bulkWithdrawal?: BulkWithdrawalRule;
};

/**
 * The tokens that a bulk withdrawal applies to: with a secret in use that was made before a moment. Of personal ones those that
 * are allowed, of the organisation's those that are not revoked.
 */
export type BulkWithdrawalRule = {
  madeBefore: Date;
  includesPersonal: boolean;
  includesOrganisation: boolean;
  /** For how long an owner can undo a revoke. */
  undoableMinutes: number;
  /** The calling token stays. */
  exceptTokenId?: string;
};

/**
 * Every token that reaches the organisation, as `token`: its own, and the personal ones of its people that are limited to
 * nothing or to something of it; with the owner's role. Each part is read by an index.
 */
export function reachingTokens(organisationId: string): RawBuilder<unknown> {
  return sql`(
    select token.*, null::text as owner_role from access_token token where token.organisation_id = ${organisationId}
    union all
    select token.*, member.role from membership member join access_token token on token.user_id = member.user_id
    where member.organisation_id = ${organisationId} and (token.reach = 'everything' or exists (
      select from access_token_limit l where l.token_id = token.id and l.organisation_id = ${organisationId}))
  ) as token`;
}

/** The condition that `token` is seen. */
export function isSeen({ only, within }: OrganisationTokenSight): RawBuilder<SqlBool> {
  const conditions = [sql<SqlBool>`true`];
  if (only !== undefined) {
    conditions.push(sql<SqlBool>`(token.user_id = ${only.userId} or token.id = ${only.tokenId}
      or token.team_id = any(${sql.val([...only.teamIds])}::uuid[]))`);
  }
  if (within !== undefined) conditions.push(isWithin(within));
  return sql<SqlBool>`(${sql.join(conditions, sql` and `)})`;
}

/** Whether `token` has full access to the whole organisation: the same rule as `isFullAccess` in lib/authorization/scope.ts. */
export function isAllAccess(organisationId: string): RawBuilder<SqlBool> {
  return sql<SqlBool>`(token.scopes && array['all', 'organisations:write'] and ${reachesWhole(organisationId)})`;
}

/** Whether `token` reaches all of the organisation that its owner does, now and later. */
export function reachesWhole(organisationId: string): RawBuilder<SqlBool> {
  return sql<SqlBool>`(token.reach = 'everything' or exists (select from access_token_limit l
    where l.token_id = token.id and l.organisation_id = ${organisationId} and l.application_id is null))`;
}

/** Whether `token` reaches something of the application. A token that acts as a guest needs to be added, limited or assigned to it. */
function reachesApplication(organisationId: string, applicationId: string): RawBuilder<SqlBool> {
  const namesIt = sql`exists (select from access_token_limit l
    where l.token_id = token.id and l.application_id = ${applicationId})`;
  return sql<SqlBool>`((${reachesWhole(organisationId)} or ${namesIt})
    and (token.owner_role is distinct from 'guest' or exists (select from application_collaborator c
      where c.application_id = ${applicationId} and c.user_id = token.user_id))
    and (token.acts_as is distinct from 'guest' or token.application_id = ${applicationId} or ${namesIt}))`;
}

/** Whether `token` is the organisation's own, and a secret of it in use was made by someone who no longer belongs to it. */
export function isSeenByFormer(organisationId: string): RawBuilder<SqlBool> {
  // The few secrets of each token, by the key: as a separate `exists`, it might be answered by reading everyone's.
  return sql<SqlBool>`(token.user_id is null and coalesce((select true from access_token_secret s
    where s.token_id = token.id and s.created_by_user_id is not null
      and (s.state in ('current', 'pending') or (s.state = 'retiring' and s.retires_at > now()))
      and not exists (select from membership m
        where m.organisation_id = ${organisationId} and m.user_id = s.created_by_user_id)
    limit 1), false))`;
}

export function isWithdrawn(organisationId: string): RawBuilder<SqlBool> {
  return sql<SqlBool>`exists (select from access_token_organisation a
    where a.token_id = token.id and a.organisation_id = ${organisationId} and a.state = 'withdrawn')`;
}

/**
 * The condition that `token` needs attention in the organisation, for this reason or for any: not once its access is withdrawn. The
 * same rule as `attentionOf` in lib/access-token/attention/attention.ts.
 */
export function needsAttentionIn(
  organisationId: string,
  reason: TokenAttention | "any",
  blockedIds: readonly string[] = [],
): RawBuilder<SqlBool> {
  return sql<SqlBool>`(${needsAttention(reason, blockedIds)} and not ${isWithdrawn(organisationId)})`;
}

/** The condition that `token` is what is looked for. */
export function isWanted(organisationId: string, filter: OrganisationTokenFilter): RawBuilder<SqlBool> {
  const is = (condition: RawBuilder<SqlBool>, wanted: AnyOf<boolean> | undefined) =>
    anyOf(wanted, (value) => (value ? condition : sql<SqlBool>`not ${condition}`));
  const conditions: RawBuilder<SqlBool>[] = [
    ...(filter.ids === undefined ? [] : [isOneOf(filter.ids)]),
    anyOf(filter.status, (status) => sql<SqlBool>`${statusOf} = ${status}`),
    anyOf(filter.kind, (kind) =>
      kind === "personal" ? sql<SqlBool>`token.user_id is not null` : sql<SqlBool>`token.user_id is null`,
    ),
    hasAnyOf("token.purpose", filter.purpose),
    anyOf(filter.unused, isUnused),
    anyOf(filter.attention, (reason) => needsAttentionIn(organisationId, reason, filter.blockedIds)),
    is(sql<SqlBool>`(token.expires_at is null)`, filter.neverExpires),
    is(isAllAccess(organisationId), filter.allAccess),
    is(isSeenByFormer(organisationId), filter.seenByFormer),
    hasAnyOf("token.owner_role", filter.ownerRole),
    hasAnyOf("token.user_id", filter.ownerId),
    anyOf(filter.access, (access) => hasAccess(organisationId, access, filter.blockedIds ?? [])),
    hasAnyOf("token.team_id", filter.teamId),
    hasAnyOf("token.application_id", filter.applicationId),
    anyOf(filter.workflow, (workflow) => isText(sql`token.workflow`, workflow)),
    ...(filter.reachesApplicationId === undefined
      ? []
      : [reachesApplication(organisationId, filter.reachesApplicationId)]),
    anyOf(filter.search, isFoundBy),
    ...(filter.bulkWithdrawal === undefined ? [] : [isTakenInBulk(organisationId, filter.bulkWithdrawal)]),
  ];
  return sql<SqlBool>`(${sql.join(conditions, sql` and `)})`;
}

function isTakenInBulk(organisationId: string, rule: BulkWithdrawalRule): RawBuilder<SqlBool> {
  // A token that comes back must be ended too.
  const mayLive = sql<SqlBool>`(token.revoked_at is null or ${isUndoable(rule.undoableMinutes)})`;
  const kinds = [
    ...(rule.includesPersonal
      ? [sql<SqlBool>`(token.user_id is not null and ${mayLive} and not ${isWithdrawn(organisationId)})`]
      : []),
    ...(rule.includesOrganisation ? [sql<SqlBool>`(token.user_id is null and ${mayLive})`] : []),
    sql<SqlBool>`false`,
  ];
  return sql<SqlBool>`((${sql.join(kinds, sql` or `)}) and token.id is distinct from ${rule.exceptTokenId ?? null}::uuid
    and exists (select from access_token_secret s where s.token_id = token.id and s.created_at < ${rule.madeBefore}
      and (s.state = 'current' or (s.state = 'retiring' and s.retires_at > now()))))`;
}

function isOneOf(ids: readonly string[]): RawBuilder<SqlBool> {
  return sql<SqlBool>`token.id = any(${sql.val([...ids])}::uuid[])`;
}

function hasAccess(
  organisationId: string,
  access: "active" | "withdrawn" | "blocked",
  blockedIds: readonly string[],
): RawBuilder<SqlBool> {
  const withdrawn = isWithdrawn(organisationId);
  const blocked = isOneOf(blockedIds);
  switch (access) {
    case "withdrawn":
      return withdrawn;
    case "blocked":
      return sql<SqlBool>`(${blocked} and not ${withdrawn})`;
    case "active":
      return sql<SqlBool>`(not ${blocked} and not ${withdrawn})`;
  }
}

function isFoundBy(search: string): RawBuilder<SqlBool> {
  if (search === "") return sql<SqlBool>`true`;
  const owner = sql`concat_ws(' ', u.first_name, u.last_name)`;
  return sql<SqlBool>`(${contains(sql`token.label`, search)} or ${contains(sql`token.description`, search)}
    or ${contains(sql`token.workflow`, search)} or exists (select from "user" u where u.id = token.user_id
      and (${contains(sql`u.email`, search)} or ${contains(owner, search)})))`;
}
