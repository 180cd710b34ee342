import { type RawBuilder, type SqlBool, sql } from "kysely";
import { type AnyOf, anyOf, hasAnyOf } from "@/db/any-of";
import { contains, isText } from "@/db/search";
import { needsAttention, type TokenAttention } from "./attention";
import { isUnused, statusOf } from "./status";

/** Which tokens a list or a look-up may see at all. Everything else is as if it did not exist. */
export type TokenVisibility = {
  /** The personal tokens of this user. */
  userId?: string;
  /** Tokens of these organisations: all of each, or those of some of its teams that do not act as admin. */
  organisations?: readonly { id: string; teamIds: readonly string[] | null }[];
  /** The calling token: only tokens within it are seen. `scopesBeyond` are the scopes that it does not grant. */
  within?: {
    tokenId: string;
    scopesBeyond: readonly string[];
    limited: boolean;
    expiresAt: Date | null;
    /** Whose personal tokens it sees whatever their expiration: those of its owner, when it is of kind `cli`. */
    userIdAtAnyExpiration?: string;
    /** Organisations whose policy blocks the calling token: it sees none of the tokens that may be allowed there. */
    blockedIn: readonly string[];
  };
};

export type TokenFilter = {
  status?: AnyOf<"active" | "expired" | "revoked">;
  purpose?: AnyOf<string>;
  /** Exact label. */
  label?: AnyOf<string>;
  /** Part of the label, the description or the hint, in any case. */
  search?: string;
  /** Active tokens that nobody used: not once since the day after they were made, or for so many days. */
  unused?: "never" | "30" | "90";
  /** Tokens that need attention, for this reason or for any. Goes by `blockedIds`. */
  attention?: TokenAttention | "any";
  /** The tokens that an organisation's policy blocks: only code can tell. */
  blockedIds?: readonly string[];
  /** Tokens that can reach this organisation. */
  organisationId?: AnyOf<string>;
  /** Tokens that are limited to a list, or those that are not. */
  reach?: "everything" | "limited";
  /** Only personal tokens, which the dashboard lists as the person's own. */
  personal?: true;
  /** What a token of an organisation is assigned to. */
  teamId?: AnyOf<string>;
  applicationId?: AnyOf<string>;
  workflow?: AnyOf<string>;
};

/** The condition that `token` may be seen. A calling token always sees itself. */
export function isVisible({ userId, organisations, within }: TokenVisibility): RawBuilder<SqlBool> {
  const owned = [
    ...(userId === undefined ? [] : [sql<SqlBool>`token.user_id = ${userId}`]),
    ...(organisations ?? []).map(isOfOrganisation),
  ];
  const isOwned = owned.length === 0 ? sql<SqlBool>`false` : sql<SqlBool>`(${sql.join(owned, sql` or `)})`;
  if (within === undefined) return isOwned;
  return sql<SqlBool>`(token.id = ${within.tokenId} or (${isOwned} and ${isWithin(within)}))`;
}

function isOfOrganisation({ id, teamIds }: NonNullable<TokenVisibility["organisations"]>[number]): RawBuilder<SqlBool> {
  if (teamIds === null) return sql<SqlBool>`token.organisation_id = ${id}`;
  return sql<SqlBool>`(token.organisation_id = ${id} and token.acts_as <> 'admin'
    and token.team_id = any(${sql.val(teamIds)}::uuid[]))`;
}

/** The condition that `token` is no stronger than the calling one, or that one itself, but for the expiration that one may look beyond. */
export function isWithin(caller: NonNullable<TokenVisibility["within"]>): RawBuilder<SqlBool> {
  const conditions = [sql<SqlBool>`true`];
  if (caller.scopesBeyond.length > 0) {
    conditions.push(sql<SqlBool>`not token.scopes && ${sql.val(caller.scopesBeyond)}::text[]`);
  }
  if (caller.expiresAt !== null) {
    const isInTime = sql<SqlBool>`token.expires_at <= ${caller.expiresAt}`;
    const userId = caller.userIdAtAnyExpiration;
    conditions.push(userId === undefined ? isInTime : sql<SqlBool>`(${isInTime} or token.user_id = ${userId})`);
  }
  if (caller.limited) {
    conditions.push(sql<SqlBool>`(token.reach = 'limited' or token.organisation_id is not null) and not exists (
      select from (
        select organisation_id, application_id, environment_id from access_token_limit where token_id = token.id
        union all select token.organisation_id, null, null where token.reach = 'everything'
      ) inside where not exists (
        select from access_token_limit outside where outside.token_id = ${caller.tokenId}
          and outside.organisation_id = inside.organisation_id
          and (outside.application_id is null or outside.application_id = inside.application_id)
          and (outside.environment_id is null or outside.environment_id = inside.environment_id)))`);
  }
  // A token whose access to an organisation was withdrawn sees no token that is allowed there.
  // Whether there is one at all is asked once for all rows.
  const isWithdrawn = sql`mine.token_id = ${caller.tokenId} and mine.state = 'withdrawn'`;
  conditions.push(sql<SqlBool>`(not exists (select from access_token_organisation mine where ${isWithdrawn}) or not exists (
    select from access_token_organisation mine where ${isWithdrawn}
      and not exists (select from access_token_organisation theirs where theirs.token_id = token.id
        and theirs.organisation_id = mine.organisation_id and theirs.state = 'withdrawn')
      and (token.organisation_id = mine.organisation_id or (token.user_id is not null
        and (token.reach = 'everything' or exists (select from access_token_limit l
          where l.token_id = token.id and l.organisation_id = mine.organisation_id))))))`);
  if (caller.blockedIn.length > 0) {
    const blockedIn = sql.val(caller.blockedIn);
    conditions.push(sql<SqlBool>`case when token.user_id is null then not token.organisation_id = any(${blockedIn}::uuid[])
      else token.reach = 'limited' and not exists (select from access_token_limit l
        where l.token_id = token.id and l.organisation_id = any(${blockedIn}::uuid[])) end`);
  }
  return sql<SqlBool>`(token.id = ${caller.tokenId} or (${sql.join(conditions, sql` and `)}))`;
}

/** The condition that `token` matches the filter. */
export function matches(filter: TokenFilter): RawBuilder<SqlBool> {
  const conditions = [
    anyOf(filter.status, (status) => sql<SqlBool>`${statusOf} = ${status}`),
    hasAnyOf("token.purpose", filter.purpose),
    anyOf(filter.label, (label) => isText(sql`token.label`, label)),
    hasAnyOf("token.team_id", filter.teamId),
    hasAnyOf("token.application_id", filter.applicationId),
    anyOf(filter.workflow, (workflow) => isText(sql`token.workflow`, workflow)),
    anyOf(filter.organisationId, reachesOrganisation),
  ];
  if (filter.search !== undefined && filter.search !== "") {
    const { search } = filter;
    conditions.push(sql<SqlBool>`(${contains(sql`token.label`, search)} or ${contains(sql`token.description`, search)}
      or exists (select from access_token_secret s where s.token_id = token.id and s.state <> 'retired'
        and ${contains(sql`s.hint`, search)}))`);
  }
  if (filter.unused !== undefined) conditions.push(isUnused(filter.unused));
  if (filter.attention !== undefined) conditions.push(needsAttention(filter.attention, filter.blockedIds ?? []));
  if (filter.reach !== undefined) conditions.push(sql<SqlBool>`token.reach = ${filter.reach}`);
  if (filter.personal === true) conditions.push(sql<SqlBool>`token.user_id is not null`);
  return sql<SqlBool>`(${sql.join(conditions, sql` and `)})`;
}

function reachesOrganisation(id: string): RawBuilder<SqlBool> {
  return sql<SqlBool>`(token.organisation_id = ${id} or (token.user_id is not null
    and exists (select from membership m where m.user_id = token.user_id and m.organisation_id = ${id})
    and (token.reach = 'everything' or exists (select from access_token_limit l
      where l.token_id = token.id and l.organisation_id = ${id}))))`;
}
