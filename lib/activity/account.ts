import {
  type AccountActivityRow,
  type ActivityCursor,
  type ActivityFilter,
  countAccountActivity,
  findAccountActivity,
} from "@/db/account-activity";
import type { Db } from "@/db/database";
import type { SessionPrincipal } from "@/lib/principal";
import type { ActivityPlace } from "./cursor";

export const ACTIVITY_PAGE_SIZE = 50;

export type ActivityPage = {
  rows: AccountActivityRow[];
  /** Where older and newer rows begin; undefined where there are none. */
  older: ActivityCursor | undefined;
  newer: ActivityCursor | undefined;
};

/** One page of a person's own activity, newest first. */
export async function listActivity(
  db: Db,
  principal: SessionPrincipal,
  filter: ActivityFilter,
  place?: ActivityPlace,
): Promise<ActivityPage> {
  const upwards = place?.direction === "newer";
  const found = await findAccountActivity(db, principal.user.id, filter, {
    limit: ACTIVITY_PAGE_SIZE + 1,
    ...(place === undefined ? {} : { [place.direction]: place.cursor }),
  });
  const more = found.length > ACTIVITY_PAGE_SIZE;
  const rows = upwards ? found.slice(more ? 1 : 0) : found.slice(0, ACTIVITY_PAGE_SIZE);
  const [first, last] = [rows[0], rows.at(-1)];
  return {
    rows,
    older: last !== undefined && (upwards || more) ? cursorOf(last) : undefined,
    newer: first !== undefined && (upwards ? more : place !== undefined) ? cursorOf(first) : undefined,
  };
}

/** How many rows of a person's activity match. */
export async function countActivity(db: Db, principal: SessionPrincipal, filter: ActivityFilter): Promise<number> {
  return await countAccountActivity(db, principal.user.id, filter);
}

// Some hundred kilobytes at a time.
const ROWS_AT_ONCE = 500;

/** All matching rows, newest first, read as they are taken: memory does not grow with their number. */
export async function* readActivity(
  db: Db,
  principal: SessionPrincipal,
  filter: ActivityFilter,
): AsyncGenerator<AccountActivityRow[]> {
  let older: ActivityCursor | undefined;
  while (true) {
    const rows = await findAccountActivity(db, principal.user.id, filter, { limit: ROWS_AT_ONCE, older });
    if (rows.length > 0) yield rows;
    const last = rows.at(-1);
    if (last === undefined || rows.length < ROWS_AT_ONCE) return;
    older = cursorOf(last);
  }
}

function cursorOf(row: AccountActivityRow): ActivityCursor {
  return { at: row.at, id: row.id };
}
