import { type RawBuilder, type SqlBool, sql } from "kysely";
import { suspectsOf } from "@/db/access-token/lineage";
import { type AnyOf, anyOf, hasAnyOf } from "@/db/any-of";
import type { Db } from "@/db/database";
import {
  type AccountActivityRow,
  type ActivityCursor,
  type ActivityFilter,
  clientColumns,
  exactTime,
  isBeyond,
  isWantedActivity,
} from "./account";

/** The extent of a view of an organisation's activity: all of it, or what the viewer did and what happened to them. */
export type OrganisationActivitySight = {
  organisationId: string;
  own?: { userId: string | null; tokenId: string | null };
};

export type OrganisationActivityFilter = ActivityFilter & {
  /** What this person did, and what happened to them. */
  personId?: AnyOf<string>;
  applicationId?: AnyOf<string>;
  /** What was done to or with this token, or with one that it made, and what was ended with it as leaked. */
  withToken?: string;
  /** Exact type. */
  type?: AnyOf<string>;
};

/** A row with the labels and names needed to say who did it and where, as they are now. */
export type OrganisationActivityRow = AccountActivityRow & {
  /** The owner of the acting token. */
  actor_token_user_id: string | null;
  actor_token_team_id: string | null;
  actor_token_organisation_id: string | null;
  actor_token_acts_as: string | null;
  /** The hint of the access token that it happened to. */
  target_token_user_id: string | null;
  target_token_team_id: string | null;
  target_token_organisation_id: string | null;
  target_token_acts_as: string | null;
  /** The application that it was about or within, if it is still the organisation's. */
  application_name: string | null;
  application_slug: string | null;
};

/**
 * The next rows of an organisation's activity: newest first and beyond `older`, or, with `newer`, those right above it, in the
 * same order. By the index of the organisation and time, however far back.
 */
export async function findOrganisationActivity(
  db: Db,
  sight: OrganisationActivitySight,
  filter: OrganisationActivityFilter,
  page: { limit: number; offset?: number; ascending?: boolean; older?: ActivityCursor; newer?: ActivityCursor },
): Promise<OrganisationActivityRow[]> {
  const upwards = page.newer !== undefined;
  const direction = upwards || page.ascending === true ? "asc" : "desc";
  const rows = await db
    .selectFrom("activity")
    .leftJoin("access_token as actor_token", "actor_token.id", "activity.actor_token_id")
    .leftJoin("organisation as acting", "acting.id", "actor_token.organisation_id")
    .leftJoin("user as actor", "actor.id", "activity.actor_user_id")
    .leftJoin("access_token as target_token", (join) =>
      join.onRef("target_token.id", "=", "activity.target_id").on("activity.target_type", "=", "access_token"),
    )
    .leftJoin("application", (join) =>
      join
        .onRef("application.id", "=", "activity.application_id")
        .onRef("application.organisation_id", "=", "activity.organisation_id"),
    )
    .selectAll("activity")
    .select([
      ...clientColumns(sight.own),
      exactTime.as("at"),
      "actor_token.label as actor_token_label",
      "actor_token.user_id as actor_token_user_id",
      "acting.name as actor_token_organisation_name",
      "actor_token.team_id as actor_token_team_id",
      "actor_token.organisation_id as actor_token_organisation_id",
      "actor_token.acts_as as actor_token_acts_as",
      "target_token.user_id as target_token_user_id",
      "target_token.team_id as target_token_team_id",
      "target_token.organisation_id as target_token_organisation_id",
      "target_token.acts_as as target_token_acts_as",
      "actor.first_name as actor_first_name",
      "actor.last_name as actor_last_name",
      "actor.email as actor_email",
      "application.name as application_name",
      "application.slug as application_slug",
    ])
    .where(isOfOrganisation(sight, filter))
    .where(isBeyond(page))
    .orderBy("activity.created_at", direction)
    .orderBy("activity.id", direction)
    .limit(page.limit)
    .offset(page.offset ?? 0)
    .execute();
  return upwards ? rows.reverse() : rows;
}

/** How many rows there are up to now. */
export async function countOrganisationActivity(
  db: Db,
  sight: OrganisationActivitySight,
  filter: OrganisationActivityFilter,
): Promise<number> {
  const { count } = await db
    .selectFrom("activity")
    .where(isOfOrganisation(sight, filter))
    .select(sql<number>`count(*)::float8`.as("count"))
    .executeTakeFirstOrThrow();
  return count;
}

function isOfOrganisation(
  { organisationId, own }: OrganisationActivitySight,
  filter: OrganisationActivityFilter,
): RawBuilder<SqlBool> {
  const conditions = [
    sql<SqlBool>`activity.organisation_id = ${organisationId}`,
    isWantedActivity(filter, own),
    anyOf(filter.personId, (id) => sql<SqlBool>`(activity.actor_user_id = ${id} or activity.user_id = ${id})`),
    hasAnyOf("activity.application_id", filter.applicationId),
    hasAnyOf("activity.type", filter.type),
    filter.withToken === undefined ? sql<SqlBool>`true` : isWithToken(filter.withToken),
  ];
  if (own !== undefined) {
    conditions.push(sql<SqlBool>`(activity.actor_user_id = ${own.userId} or activity.user_id = ${own.userId}
      or activity.actor_token_id = ${own.tokenId})`);
  }
  return sql<SqlBool>`(${sql.join(conditions, sql` and `)})`;
}

// By the tokens alone, not by when each was compromised: they are looked up once for all rows.
function isWithToken(id: string): RawBuilder<SqlBool> {
  return sql<SqlBool>`(activity.target_id = ${id} or activity.after->>'leaked_token' = ${id}
    or activity.actor_token_id in (with recursive ${suspectsOf(id)} select id from suspect))`;
}
