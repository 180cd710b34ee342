import * as table from "@/db/access-token";
import type { Db } from "@/db/database";
import type { Principal } from "@/lib/principal";
import { visibilityOf } from "./visibility";

/** What of a token changes while a page shows it. */
export type LastUsedJson = { uuid: string; status: "active" | "expired" | "revoked"; last_used_at: string | null };

/** When tokens were last used, of those that the principal may see; the others are left out. */
export async function findLastUsed(db: Db, principal: Principal, ids: readonly string[]): Promise<LastUsedJson[]> {
  const rows = await table.findLastUsed(db, visibilityOf(principal), ids);
  return rows.map((row) => ({
    uuid: row.id,
    status: row.status,
    last_used_at: row.used_at?.toISOString() ?? null,
  }));
}
