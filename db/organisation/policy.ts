import { sql } from "kysely";
import { v7 as uuidv7 } from "uuid";
import type { Db, NewRow, Row } from "@/db/database";

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

/** The facts that decide what a version blocks: its rules, and how it recognises full access. */
export type PolicyRuleColumns = PolicyColumns & Pick<PolicyRow, "full_access_by_grant">;

/** A version with its author, and whether it is in force now. */
export type PolicyVersion = PolicyRow & { is_in_force: boolean; is_planned: boolean; by_name: string | null };

/**
 * Every version of an organisation's rules: the draft first, then the latest. Which one is in force goes by the moment of the
 * statement, as in authentication: a transaction that waited for another sees what that one enforced.
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

/** Replace the draft by these rules. */
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

/** Cancel planned rules. Rules that were ever in force stay in the history. */
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

/** The current and the planned rules of each of these organisations: one statement, however many. */
export async function findPoliciesAhead(
  db: Db,
  organisationIds: readonly string[],
): Promise<(PolicyRow & { enforced_from: Date; is_in_force: boolean })[]> {
  const { rows } = await sql<PolicyRow & { enforced_from: Date; is_in_force: boolean }>`
    with clock as materialized (select clock_timestamp() as now)
    select distinct on (policy.organisation_id, policy.enforced_from <= clock.now)
      policy.id, policy.organisation_id, policy.personal_tokens_allowed, policy.all_access_allowed,
      policy.expiration_required, policy.purpose_required, policy.longest_lifetime_seconds, policy.allowed_networks,
      policy.full_access_by_grant, policy.enforced_from, policy.reminded_at, policy.created_at, policy.created_by_user_id,
      policy.enforced_from <= clock.now as is_in_force
    from organisation_policy policy, clock
    where policy.organisation_id = any(${sql.val([...organisationIds])}::uuid[]) and policy.enforced_from is not null
    order by policy.organisation_id, policy.enforced_from <= clock.now, policy.enforced_from desc`.execute(db);
  return rows;
}
