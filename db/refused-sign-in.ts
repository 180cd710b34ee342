import { sql } from "kysely";
import { v7 as uuidv7 } from "uuid";
import type { Db } from "./database";

export type RefusedSignIn = {
  /** null: nobody has this account. The same statements are run, so that nobody learns of that. */
  user: { id: string; email: string } | null;
  /** What counts as one guesser. */
  network: string | null;
  client: { address: string | null; userAgent: string; requestId: string };
};

/**
 * Tell an account's activity of a refused sign-in: once for each network and day (UTC), and of so many networks a day at most.
 * Two at the same moment come after each other.
 */
export async function insertRefusedSignIn(
  db: Db,
  { user, network, client }: RefusedSignIn,
  most: number,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await trx
      .selectFrom("user")
      .select("id")
      .where("id", "=", user?.id ?? null)
      .forNoKeyUpdate()
      .execute();
    await sql`
      insert into activity (id, type, user_id, target_type, target_id, target_label, address, user_agent, request_id)
      select ${uuidv7()}::uuid, 'user.sign_in_refused', account.id, 'user', account.id, account.email,
        ${client.address}::inet, ${client.userAgent}::text, ${client.requestId}::text
      from "user" as account
      cross join lateral (
        select count(*) as networks, coalesce(bool_or(known.address <<= ${network}::cidr
          or (known.address is null and ${network}::cidr is null)), false) as same_network
        from activity as known
        where known.user_id = account.id and known.type = 'user.sign_in_refused'
          and known.created_at >= date_trunc('day', now() at time zone 'UTC') at time zone 'UTC'
      ) as told
      where account.id = ${user?.id ?? null}::uuid and not told.same_network and told.networks < ${most}`.execute(trx);
  });
}
