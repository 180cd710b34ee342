import {
  type AccountActivityRow,
  type ActivityFilter,
  countAccountActivity,
  findAccountActivity,
} from "@/db/activity/account";
import type { Db } from "@/db/database";
import type { SessionPrincipal } from "@/lib/authorization/principal";
import type { ActivityPlace } from "./cursor";
import { type ActivityPage, pageOf, readAll } from "./pages";

/** One page of a person's own activity, newest first. */
export async function listActivity(
  db: Db,
  principal: SessionPrincipal,
  filter: ActivityFilter,
  place?: ActivityPlace,
): Promise<ActivityPage<AccountActivityRow>> {
  return await pageOf((page) => findAccountActivity(db, principal.user.id, filter, page), place);
}

/** How many rows of a person's activity match. */
export async function countActivity(db: Db, principal: SessionPrincipal, filter: ActivityFilter): Promise<number> {
  return await countAccountActivity(db, principal.user.id, filter);
}

/** All matching rows, newest first, as a stream: memory does not grow with their number. */
export function readActivity(
  db: Db,
  principal: SessionPrincipal,
  filter: ActivityFilter,
): AsyncGenerator<AccountActivityRow[]> {
  return readAll((page) => findAccountActivity(db, principal.user.id, filter, page));
}
