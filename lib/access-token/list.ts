import type { TokenFilter } from "@/db/access-token/filter";
import { listTokenRecords } from "@/db/access-token/public-page";
import * as table from "@/db/access-token/token";
import type { Db } from "@/db/database";
import type { Principal, SessionPrincipal } from "@/lib/authorization/principal";
import type { JsonText } from "@/lib/json-text";
import { type TokenDetailsJson, type TokenJson, tokenDetailsJson } from "./json";
import { publicTokenText } from "./public-texts";
import { visibilityOf } from "./visibility";

export type ListTokensQuery<Order = table.TokenListOrder> = {
  filter: TokenFilter;
  order: Order;
  page: number;
  pageSize: number;
};

/** One page of the tokens that the principal may see; `count` is that of all pages. A page beyond the end is empty. */
export async function listTokens(
  db: Db,
  principal: Principal,
  query: ListTokensQuery,
): Promise<{ tokens: TokenDetailsJson[]; count: number }> {
  const { rows, count } = await table.listTokens(db, pageOf(principal, query));
  return { tokens: rows.map(tokenDetailsJson), count };
}

/** The same in their public shape, each as JSON. */
export async function listPublicTokens(
  db: Db,
  principal: Principal,
  query: ListTokensQuery<table.TokenOrder>,
): Promise<{ tokens: JsonText<TokenJson>[]; count: number }> {
  const { rows, count } = await listTokenRecords(db, pageOf(principal, query));
  return { tokens: rows.map(publicTokenText), count };
}

function pageOf<Order>(principal: Principal, { filter, order, page, pageSize }: ListTokensQuery<Order>) {
  return { visibility: visibilityOf(principal), filter, order, limit: pageSize, offset: (page - 1) * pageSize };
}

/** How many personal tokens of each status someone has, regardless of filters. */
export async function countTokens(db: Db, principal: SessionPrincipal) {
  return await table.countByStatus(db, { userId: principal.user.id });
}
