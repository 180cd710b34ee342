import { type ExpressionBuilder, sql } from "kysely";
import { jsonArrayFrom } from "kysely/helpers/postgres";
import type { Db } from "@/db/database";
import type { Database } from "@/db/schema";
import { limitsOfToken } from "./limits";
import { statusOf } from "./status";

type OfToken = Database & { token: Database["access_token"] };

/** What is public of the token itself. By name: a connection keeps what it has planned, and a migration may add columns. */
export const PUBLIC_NAMES = [
  "id",
  "label",
  "description",
  "contact",
  "purpose",
  "kind",
  "user_id",
  "organisation_id",
  "team_id",
  "application_id",
  "workflow",
  "acts_as",
  "scopes",
  "reach",
  "allowed_networks",
  "may_rotate_itself",
  "created_at",
  "imported_at",
  "expires_at",
  "expires_by_sunset",
  "revoked_at",
] as const;

export const PUBLIC_COLUMNS = PUBLIC_NAMES.map((name) => `token.${name}` as const);

/** A token with everything that its own page, a change of it and its activity need. */
export function selectToken(db: Db) {
  return selectCommon(db)
    .leftJoin("user as revoker", "revoker.id", "token.revoked_by_user_id")
    .select([
      "token.expiration_set_at",
      "token.revoke_kind",
      "token.revoke_reason",
      "token.revoked_by_user_id",
      "organisation.slug as organisation_slug",
      sql<string | null>`host(last_use.address)`.as("last_used_address"),
      "last_use.user_agent as last_used_user_agent",
      "revoker.first_name as revoker_first_name",
      "revoker.last_name as revoker_last_name",
      "revoker.email as revoker_email",
    ])
    .select((eb) => [
      jsonArrayFrom(
        secretsOfToken(eb).select([
          "secret.first_used_at",
          "secret.stored_at",
          "secret.overlap_seconds",
          "secret.retiring_since",
          // As text, like the other times of a row inside of JSON.
          sql<
            string | null
          >`case when secret.state = 'retiring' then (select max(u.last_seen_at) from access_token_source u
            where u.secret_id = secret.id and u.last_seen_at > secret.retiring_since) end`.as("used_since_retiring_at"),
        ]),
      ).as("secrets"),
      // For as long as it would reach something there.
      jsonArrayFrom(
        eb
          .selectFrom("access_token_organisation as access")
          .innerJoin("membership", (join) =>
            join
              .onRef("membership.organisation_id", "=", "access.organisation_id")
              .onRef("membership.user_id", "=", "token.user_id"),
          )
          .innerJoin("organisation as refusing", "refusing.id", "access.organisation_id")
          .leftJoin("user as decider", "decider.id", "access.decided_by_user_id")
          .whereRef("access.token_id", "=", "token.id")
          .where("access.state", "=", "withdrawn")
          .where(
            sql<boolean>`(token.reach = 'everything' or exists (select from access_token_limit l
              where l.token_id = token.id and l.organisation_id = access.organisation_id))`,
          )
          .select([
            "refusing.name as organisation_name",
            "access.reason",
            "access.decided_at",
            "decider.email",
            "decider.first_name",
            "decider.last_name",
          ])
          .orderBy("refusing.name"),
      ).as("withdrawals"),
    ]);
}

// Times are checked by the database's clock: `status` is computed there.
function selectCommon(db: Db) {
  return db
    .selectFrom("access_token as token")
    .leftJoin("user", "user.id", "token.user_id")
    .leftJoin("organisation", "organisation.id", "token.organisation_id")
    .leftJoin("access_token_last_use as last_use", "last_use.token_id", "token.id")
    .select(PUBLIC_COLUMNS)
    .select([
      "user.email as user_email",
      "user.first_name as user_first_name",
      "user.last_name as user_last_name",
      "organisation.name as organisation_name",
      "last_use.used_at as last_used_at",
      statusOf.as("status"),
      sql<Date>`now()`.as("now"),
    ])
    .select((eb) => limitsOfToken(eb));
}

function secretsOfToken(eb: ExpressionBuilder<OfToken, "token">) {
  return eb
    .selectFrom("access_token_secret as secret")
    .whereRef("secret.token_id", "=", "token.id")
    .where("secret.state", "!=", "retired")
    .select(["secret.id", "secret.state", "secret.hint", "secret.created_at", "secret.retires_at"])
    .orderBy("secret.created_at", "desc");
}

type RowOf<Query extends { executeTakeFirst(): Promise<unknown> }> = NonNullable<
  Awaited<ReturnType<Query["executeTakeFirst"]>>
>;
/** A token as `findToken` and `listTokens` read it. */
export type TokenRow = RowOf<ReturnType<typeof selectToken>>;
/** What of it anybody who sees the token may know. */
export type PublicTokenRow = Omit<RowOf<ReturnType<typeof selectCommon>>, "expires_by_sunset"> & {
  /** Those that are not retired, the newest first. */
  secrets: Pick<TokenRow["secrets"][number], "state" | "hint" | "created_at" | "retires_at">[];
};
