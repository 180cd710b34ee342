import { sql } from "kysely";
import type { Db } from "@/db/database";

export type LastUse = { tokenId: string; usedAt: Date; address: string | null; userAgent: string };

/**
 * Write many last uses in one statement. The newest wins, whatever order batches and instances come in; a token that has been
 * deleted meanwhile is skipped. Rows are sorted, so that two instances take their locks in one order and cannot deadlock.
 */
export async function writeLastUses(db: Db, uses: readonly LastUse[]): Promise<void> {
  if (uses.length === 0) return;
  // As text, which pg would make of a time in ten times as long.
  const sorted = [...uses].sort((a, b) => (a.tokenId < b.tokenId ? -1 : 1));
  await sql`
    insert into access_token_last_use (token_id, used_at, address, user_agent)
    select use.token_id, use.used_at, use.address, use.user_agent
    from unnest(
      ${sql.val(sorted.map((use) => use.tokenId))}::uuid[],
      ${sql.val(sorted.map((use) => use.usedAt.toISOString()))}::timestamptz[],
      ${sql.val(sorted.map((use) => use.address))}::inet[],
      ${sql.val(sorted.map((use) => use.userAgent))}::text[]
    ) as use (token_id, used_at, address, user_agent)
    join access_token on access_token.id = use.token_id
    order by use.token_id
    on conflict (token_id) do update
      set used_at = excluded.used_at, address = excluded.address, user_agent = excluded.user_agent
      where access_token_last_use.used_at < excluded.used_at`.execute(db);
}
