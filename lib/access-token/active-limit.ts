import { countActiveTokens, countActiveTokensForChange } from "@/db/access-token/token";
import type { Db } from "@/db/database";
import { ACTIVE_TOKENS_PER_ORGANISATION, ACTIVE_TOKENS_PER_USER } from "./quota";

/**
 * The limit that the owner of a token has reached, so that one more would not fit; undefined while there is room. Concurrent
 * transactions are serialised.
 */
export async function reachedLimit(
  trx: Db,
  owner: { user_id: string | null; organisation_id: string | null },
): Promise<number | undefined> {
  const limit = limitOf(owner);
  return (await countActiveTokensForChange(trx, owner)) >= limit ? limit : undefined;
}

/** `reachedLimit` for display: it takes no lock, and may be outdated a moment later. */
export async function findReachedLimit(
  db: Db,
  owner: { user_id: string | null; organisation_id: string | null },
): Promise<number | undefined> {
  const limit = limitOf(owner);
  return (await countActiveTokens(db, owner)) >= limit ? limit : undefined;
}

function limitOf({ organisation_id }: { organisation_id: string | null }): number {
  return organisation_id === null ? ACTIVE_TOKENS_PER_USER : ACTIVE_TOKENS_PER_ORGANISATION;
}
