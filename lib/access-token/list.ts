import type { TokenFilter } from "@/db/access-token/filter";
import * as table from "@/db/access-token/token";
import type { Db } from "@/db/database";
import type { Principal, SessionPrincipal } from "@/lib/authorization/principal";
import { type TokenDetailsJson, tokenDetailsJson } from "./json";
import { visibilityOf } from "./visibility";

export type ListTokensQuery = { filter: TokenFilter; order: table.TokenListOrder; page: number; pageSize: number };

/** One page of the tokens that the principal may see; `count` is that of all pages. A page beyond the end is empty. */
export async function listTokens(
  db: Db,
  principal: Principal,
  query: ListTokensQuery,
): Promise<{ tokens: TokenDetailsJson[]; count: number }> {
  const { rows, count } = await table.listTokens(db, {
    visibility: visibilityOf(principal),
    filter: query.filter,
    order: query.order,
    limit: query.pageSize,
    offset: (query.page - 1) * query.pageSize,
  });
  return { tokens: rows.map(tokenDetailsJson), count };
}

/** How many personal tokens of each status someone has, regardless of filters. */
export async function countTokens(db: Db, principal: SessionPrincipal) {
  return await table.countByStatus(db, { userId: principal.user.id });
}
