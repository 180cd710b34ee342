import { sql } from "kysely";
import { v7 as uuidv7 } from "uuid";
import type { Db, NewRow, Row } from "./database";
import { reachingTokens } from "./organisation-token-filter";

export type PolicyRow = Row<"organisation_policy">;
/** The rules of a version, as columns. */
export type PolicyColumns = Pick<
  PolicyRow,
  | "personal_tokens_allowed"
  | "all_access_allowed"
  | "expiration_required"
  | "purpose_required"
  | "longest_lifetime_seconds"
  | "allowed_networks"
>;

/** A version with who made it, and whether it holds at this moment. */
export type PolicyVersion = PolicyRow & { is_in_force: boolean; is_planned: boolean; by_name: string | null };

/**
 * Every version of an organisation's rules: the draft first, then the latest. What holds goes by the moment of the statement, as in
 * authentication: a transaction that waited for another sees what that one enforced.
 */
export async function listPolicies(db: Db, organisationId: string): Promise<PolicyVersion[]> {
  return await db
    .with(
      (cte) => cte("clock").materialized(),
      (query) => query.selectNoFrom(sql<Date>`clock_timestamp()`.as("now")),
    )
    .selectFrom("organisation_policy as policy")
    .innerJoin("clock", (join) => join.onTrue())
    .leftJoin("user", "user.id", "policy.created_by_user_id")
    .selectAll("policy")
    .select([
      sql<boolean>`coalesce(policy.enforced_from <= clock.now and policy.enforced_from = max(policy.enforced_from)
        filter (where policy.enforced_from <= clock.now) over (), false)`.as("is_in_force"),
      sql<boolean>`coalesce(policy.enforced_from > clock.now, false)`.as("is_planned"),
      sql<string | null>`coalesce(nullif(trim(concat("user".first_name, ' ', "user".last_name)), ''), "user".email)`.as(
        "by_name",
      ),
    ])
    .where("policy.organisation_id", "=", organisationId)
    .orderBy("policy.enforced_from", (order) => order.desc().nullsFirst())
    .orderBy("policy.id", "desc")
    .limit(50)
    .execute();
}

/** Put these rules in the place of the draft. */
export async function replaceDraft(
  db: Db,
  organisationId: string,
  rules: PolicyColumns,
  userId: string | null,
): Promise<void> {
  await deleteDraft(db, organisationId);
  await insertPolicy(db, {
    ...rules,
    organisation_id: organisationId,
    created_by_user_id: userId,
    enforced_from: null,
  });
}

export async function deleteDraft(db: Db, organisationId: string): Promise<boolean> {
  const result = await db
    .deleteFrom("organisation_policy")
    .where("organisation_id", "=", organisationId)
    .where("enforced_from", "is", null)
    .executeTakeFirst();
  return result.numDeletedRows > 0n;
}

/** Take back what was to hold from a later moment. What has held stays in the history. */
export async function deletePlanned(db: Db, organisationId: string): Promise<boolean> {
  const result = await db
    .deleteFrom("organisation_policy")
    .where("organisation_id", "=", organisationId)
    .where("enforced_from", ">", sql<Date>`clock_timestamp()`)
    .executeTakeFirst();
  return result.numDeletedRows > 0n;
}

/** @param row `enforced_from` undefined: from now on, by the database's clock @returns its id */
export async function insertPolicy(
  db: Db,
  row: Omit<NewRow<"organisation_policy">, "id" | "enforced_from"> & { enforced_from?: Date | null },
): Promise<string> {
  const id = uuidv7();
  const from = row.enforced_from === undefined ? sql<Date>`clock_timestamp()` : row.enforced_from;
  await db
    .insertInto("organisation_policy")
    .values({ ...row, id, enforced_from: from })
    .execute();
  return id;
}

/** A token that reaches the organisation, with what its rules judge and what tells how much it is used. */
export type PolicyTokenRow = {
  id: string;
  label: string;
  user_id: string | null;
  owner_name: string | null;
  owner_email: string | null;
  scopes: string[];
  reaches_whole: boolean;
  purpose: Row<"access_token">["purpose"];
  description: string;
  expires_at: Date | null;
  expiration_set_at: Date;
  last_used_at: Date | null;
  /** From where it was used in the last 30 days. */
  addresses: string[];
};

/**
 * Every active token that reaches the organisation and whose access is not withdrawn: one statement, however many.
 * @param withAddresses false where no rule is about networks: looking for them is most of the work
 */
export async function listPolicyTokens(
  db: Db,
  organisationId: string,
  { withAddresses }: { withAddresses: boolean },
): Promise<PolicyTokenRow[]> {
  const addresses = withAddresses
    ? sql`array(select distinct host(a.address) from (
        select used.address where used.used_at > (select clock_timestamp()) - interval '30 days'
        union all
        select source.address from access_token_secret secret
          join access_token_source source on source.secret_id = secret.id
          where secret.token_id = token.id and source.last_seen_at > (select clock_timestamp()) - interval '30 days'
      ) a where a.address is not null)`
    : sql`'{}'::text[]`;
  const { rows } = await sql<PolicyTokenRow>`
    select token.id, token.label, token.user_id, token.scopes, token.purpose, token.description,
      token.expires_at, token.expiration_set_at,
      coalesce(nullif(trim(concat(owner.first_name, ' ', owner.last_name)), ''), owner.email) as owner_name,
      owner.email as owner_email,
      token.reach = 'everything' or exists (select from access_token_limit l where l.token_id = token.id
        and l.organisation_id = ${organisationId} and l.application_id is null) as reaches_whole,
      used.used_at as last_used_at,
      ${addresses} as addresses
    from ${reachingTokens(organisationId)}
    left join "user" owner on owner.id = token.user_id
    left join access_token_last_use used on used.token_id = token.id
    where token.revoked_at is null and (token.expires_at is null or token.expires_at > (select clock_timestamp()))
      and not exists (select from access_token_organisation a where a.token_id = token.id
        and a.organisation_id = ${organisationId} and a.state = 'withdrawn')
    order by lower(token.label), token.id`.execute(db);
  return rows;
}

/** Of each of these organisations the rules that hold now and those that will: one statement, however many. */
export async function findPoliciesAhead(
  db: Db,
  organisationIds: readonly string[],
): Promise<(PolicyRow & { enforced_from: Date; is_in_force: boolean })[]> {
  const { rows } = await sql<PolicyRow & { enforced_from: Date; is_in_force: boolean }>`
    with clock as materialized (select clock_timestamp() as now)
    select distinct on (policy.organisation_id, policy.enforced_from <= clock.now)
      policy.*, policy.enforced_from <= clock.now as is_in_force
    from organisation_policy policy, clock
    where policy.organisation_id = any(${sql.val([...organisationIds])}::uuid[]) and policy.enforced_from is not null
    order by policy.organisation_id, policy.enforced_from <= clock.now, policy.enforced_from desc`.execute(db);
  return rows;
}
