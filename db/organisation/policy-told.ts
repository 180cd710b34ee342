import { sql } from "kysely";
import { KEEPERS } from "@/db/access-token/expiring";
import type { Db } from "@/db/database";
import type { PolicyRow } from "./policy";

/** Each of these tokens with everyone who looks after it and has an active account: one statement, however many. */
export async function listTokenKeepers(
  db: Db,
  tokenIds: readonly string[],
): Promise<{ token_id: string; user_id: string }[]> {
  const { rows } = await sql<{ token_id: string; user_id: string }>`
    select distinct t.id as token_id, u.id as user_id
    from access_token t
    cross join lateral ${KEEPERS} keeper
    join "user" u on u.id = keeper.user_id
    where t.id = any(${sql.val([...tokenIds])}::uuid[]) and u.deactivated_at is null
    order by u.id, t.id`.execute(db);
  return rows;
}

/** Record that these people were notified of a version of the rules. Repeating it changes nothing. */
export async function insertPolicyTold(db: Db, policyId: string, userIds: readonly string[]): Promise<void> {
  if (userIds.length === 0) return;
  await db
    .insertInto("organisation_policy_told")
    .values(userIds.map((user_id) => ({ policy_id: policyId, user_id })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Who was notified of a version of the rules and still belongs to the organisation. */
export async function listPolicyTold(db: Db, policyId: string): Promise<string[]> {
  const rows = await db
    .selectFrom("organisation_policy_told as told")
    .innerJoin("organisation_policy as policy", "policy.id", "told.policy_id")
    .innerJoin("membership", (join) =>
      join
        .onRef("membership.organisation_id", "=", "policy.organisation_id")
        .onRef("membership.user_id", "=", "told.user_id"),
    )
    .where("told.policy_id", "=", policyId)
    .select("told.user_id")
    .orderBy("told.user_id")
    .execute();
  return rows.map(({ user_id }) => user_id);
}

/**
 * The versions that will hold before `until`, of which nobody was reminded yet. Those that were planned later than the reminder
 * would have come are left out: `noticeDays` before they hold, their people had just been notified.
 */
export async function listPoliciesToRemindOf(
  db: Db,
  now: Date,
  noticeDays: number,
): Promise<{ id: string; organisation_id: string }[]> {
  const notice = sql<Date>`make_interval(days => ${noticeDays}::int)`;
  return await db
    .selectFrom("organisation_policy")
    .where("reminded_at", "is", null)
    .where("enforced_from", ">", now)
    .where("enforced_from", "<=", sql<Date>`${now}::timestamptz + ${notice}`)
    .where("created_at", "<", sql<Date>`enforced_from - ${notice}`)
    .select(["id", "organisation_id"])
    .orderBy("enforced_from")
    .execute();
}

/** @returns the version with its organisation; undefined when it was taken back, or others remind of it already */
export async function takePolicyToRemindOf(
  db: Db,
  id: string,
  now: Date,
): Promise<(PolicyRow & { organisation_name: string; organisation_slug: string }) | undefined> {
  return await db
    .updateTable("organisation_policy as policy")
    .from("organisation")
    .set({ reminded_at: now })
    .whereRef("organisation.id", "=", "policy.organisation_id")
    .where("policy.id", "=", id)
    .where("policy.reminded_at", "is", null)
    .returningAll("policy")
    .returning(["organisation.name as organisation_name", "organisation.slug as organisation_slug"])
    .executeTakeFirst();
}
