import * as table from "@/db/access-token/token";
import type { Db } from "@/db/database";
import type { TokenDetailsJson } from "@/lib/access-token/json";
import { visibilityOf } from "@/lib/access-token/visibility";
import type { Principal } from "@/lib/authorization/principal";

/** The facts of a token that change while a page shows it. */
export type LastUsedJson = Pick<TokenDetailsJson, "uuid" | "status" | "last_use">;

/** When tokens were last used, of those that the principal may see; the others are left out. */
export async function findLastUsed(db: Db, principal: Principal, ids: readonly string[]): Promise<LastUsedJson[]> {
  const rows = await table.findLastUsed(db, visibilityOf(principal), ids);
  return rows.map((row) => ({
    uuid: row.id,
    status: row.status,
    last_use:
      row.used_at === null
        ? null
        : { used_at: row.used_at.toISOString(), address: row.address, user_agent: row.user_agent ?? "" },
  }));
}
