import type { Db } from "@/db/database";
import type { TokenDetailsJson } from "@/lib/access-token/json";
import { listTokens } from "@/lib/access-token/list";
import type { SessionPrincipal } from "@/lib/authorization/principal";
import { findBlockedOfPerson } from "@/lib/organisation/token/blocked";

export type NeedyTokens = {
  /** The most urgent first. */
  tokens: TokenDetailsJson[];
  /** How many there are in all. */
  count: number;
  /** For each token that a policy blocks, the organisations with that policy. */
  blocked: ReadonlyMap<string, readonly string[]>;
};

/** The personal tokens of someone that need attention: the first `limit` of them. */
export async function findNeedyTokens(db: Db, principal: SessionPrincipal, limit: number): Promise<NeedyTokens> {
  const blocked = await findBlockedOfPerson(db, principal);
  const { tokens, count } = await listTokens(db, principal, {
    filter: { personal: true, attention: "any", blockedIds: [...blocked.keys()] },
    order: "urgency",
    page: 1,
    pageSize: limit,
  });
  return { tokens, count, blocked };
}

/** Of someone's active personal tokens, the one that expires first; undefined when none ever does. */
export async function findNextToExpire(db: Db, principal: SessionPrincipal): Promise<TokenDetailsJson | undefined> {
  const { tokens } = await listTokens(db, principal, {
    filter: { personal: true, status: "active" },
    order: { field: "expiration_date", descending: false },
    page: 1,
    pageSize: 1,
  });
  return tokens.find(({ expiration_date: at }) => at !== null);
}
