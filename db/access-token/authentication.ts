import { type RawBuilder, sql } from "kysely";
import { jsonArrayFrom } from "kysely/helpers/postgres";
import type { Db } from "@/db/database";
import type { PolicyRuleColumns } from "@/db/organisation/policy";
import { prepare, preparedOnce } from "@/db/prepared";
import { limitsOfToken } from "./limits";
import { comesFromToken, makerLeakedAt } from "./revoke";

/** Everything needed to decide about a request with this secret, in one statement; undefined when no token has it. */
export type AuthenticationRow = NonNullable<Awaited<ReturnType<typeof findSecretForAuthentication>>>;

/**
 * The one look-up between a header and a principal: secret ⋈ token ⋈ owner ⋈ limits ⋈ memberships ⋈ access. It checks nothing
 * but who is a member; `now` is the database's clock, by which the caller checks the rest.
 */
export const findSecretForAuthentication = preparedOnce((db, digest: Buffer) =>
  selectSecret(db).where("secret.digest", "=", digest),
);

/** The same for any number of secrets: each row names its digest (hex), and what nobody has is missing. */
export const secretsForAuthentication = prepare((db, digests: Buffer[]) =>
  selectSecret(db)
    .select(sql<string>`encode(secret.digest, 'hex')`.as("digest"))
    .where(sql<boolean>`secret.digest = any(${digests}::bytea[])`),
);

/** The same for a secret that was let in already, to judge it once more inside a transaction. */
export const findSecretForAuthenticationById = preparedOnce((db, id: string) =>
  selectSecret(db).where("secret.id", "=", id),
);

function selectSecret(db: Db) {
  return db
    .selectFrom("access_token_secret as secret")
    .innerJoin("access_token as token", "token.id", "secret.token_id")
    .leftJoin("user", "user.id", "token.user_id")
    .leftJoin("organisation as owner", "owner.id", "token.organisation_id")
    .select([
      "secret.id as secret_id",
      "secret.state as secret_state",
      "secret.created_at as secret_created_at",
      "secret.retires_at",
      "token.id as token_id",
      "token.label",
      "token.kind",
      "token.scopes",
      "token.purpose",
      "token.description",
      "token.expiration_set_at",
      "token.reach",
      "token.acts_as",
      "token.team_id",
      "token.application_id",
      "token.allowed_networks",
      "token.may_rotate_itself",
      "token.expires_at",
      "token.expires_by_sunset",
      "token.imported_at",
      "token.revoked_at",
      "user.id as user_id",
      "user.email as user_email",
      "user.first_name as user_first_name",
      "user.last_name as user_last_name",
      "user.timezone as user_timezone",
      "user.created_at as user_created_at",
      "user.deactivated_at as user_deactivated_at",
      "owner.id as organisation_id",
      "owner.name as organisation_name",
      "owner.slug as organisation_slug",
      "owner.is_platform as organisation_is_platform",
      "owner.created_at as organisation_created_at",
      sql<Date>`clock_timestamp()`.as("now"),
      makerLeakedAt.as("maker_leaked_at"),
      comesFromToken.as("comes_from_token"),
    ])
    .select((eb) => [
      limitsOfToken(eb),
      jsonArrayFrom(
        eb
          .selectFrom("membership")
          .innerJoin("organisation as member_of", "member_of.id", "membership.organisation_id")
          .whereRef("membership.user_id", "=", "token.user_id")
          .select(["member_of.id", "member_of.name", "member_of.slug", "member_of.is_platform", "membership.role"])
          .select((of) => [
            jsonArrayFrom(
              of
                .selectFrom("application_collaborator as added")
                .whereRef("added.user_id", "=", "membership.user_id")
                .whereRef("added.organisation_id", "=", "membership.organisation_id")
                .where("membership.role", "=", "guest")
                .select(["added.application_id as id", "added.access"]),
            ).as("applications"),
            jsonArrayFrom(
              of
                .selectFrom("team_member")
                .whereRef("team_member.user_id", "=", "membership.user_id")
                .whereRef("team_member.organisation_id", "=", "membership.organisation_id")
                .select("team_member.team_id"),
            ).as("teams"),
            policyInForce(sql`membership.organisation_id`).as("policy"),
          ])
          .orderBy("member_of.name"),
      ).as("memberships"),
      jsonArrayFrom(
        eb
          .selectFrom("access_token_organisation as access")
          .whereRef("access.token_id", "=", "token.id")
          .where("access.state", "!=", "active")
          .select(["access.organisation_id", "access.state", "access.reason"])
          .select((of) =>
            of
              .selectFrom("membership as decider")
              .whereRef("decider.user_id", "=", "access.decided_by_user_id")
              .whereRef("decider.organisation_id", "=", "access.organisation_id")
              .select("decider.role")
              .as("decided_by_role"),
          ),
      ).as("refused_access"),
      policyInForce(sql`token.organisation_id`).as("owner_policy"),
      nextPolicy().as("next_policy_at"),
    ]);
}

/** The rules of an organisation in force now: the version that began last. */
function policyInForce(organisationId: RawBuilder<unknown>): RawBuilder<PolicyRuleColumns | null> {
  return sql<PolicyRuleColumns | null>`(
    select json_build_object(
      'personal_tokens_allowed', p.personal_tokens_allowed, 'all_access_allowed', p.all_access_allowed,
      'expiration_required', p.expiration_required, 'purpose_required', p.purpose_required,
      'longest_lifetime_seconds', p.longest_lifetime_seconds, 'allowed_networks', p.allowed_networks,
      'full_access_by_grant', p.full_access_by_grant)
    from organisation_policy p
    where p.organisation_id = ${organisationId} and p.enforced_from <= clock_timestamp()
    order by p.enforced_from desc limit 1)`;
}

/**
 * When the rules of one of the token's organisations change next without anybody's doing. Counted from before the statement read
 * which ones hold: a version that begins in between is told of, and not missed.
 */
function nextPolicy(): RawBuilder<Date | null> {
  return sql<Date | null>`least(
    (select min(p.enforced_from) from organisation_policy p
      where p.organisation_id = token.organisation_id and p.enforced_from > statement_timestamp()),
    (select min(p.enforced_from) from membership m join organisation_policy p on p.organisation_id = m.organisation_id
      where m.user_id = token.user_id and p.enforced_from > statement_timestamp()))`;
}
