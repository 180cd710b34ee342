import type { ActivityCursor } from "@/db/activity/account";
import type { ActivityPlace } from "./cursor";

export const ACTIVITY_PAGE_SIZE = 50;

export type ActivityPage<Row> = {
  rows: Row[];
  /** Cursors of the older and newer rows; undefined where there are none. */
  older: ActivityCursor | undefined;
  newer: ActivityCursor | undefined;
};

type Find<Row> = (page: { limit: number; older?: ActivityCursor; newer?: ActivityCursor }) => Promise<Row[]>;

/** One page of a log, newest first, from its newest row on or from `place`. */
export async function pageOf<Row extends { at: string; id: string }>(
  find: Find<Row>,
  place: ActivityPlace | undefined,
): Promise<ActivityPage<Row>> {
  const upwards = place?.direction === "newer";
  const found = await find({
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

// Some hundred kilobytes at a time.
const ROWS_AT_ONCE = 500;

/** All rows of a log, newest first, as a stream: memory does not grow with their number. */
export async function* readAll<Row extends { at: string; id: string }>(find: Find<Row>): AsyncGenerator<Row[]> {
  let older: ActivityCursor | undefined;
  while (true) {
    const rows = await find({ limit: ROWS_AT_ONCE, older });
    if (rows.length > 0) yield rows;
    const last = rows.at(-1);
    if (last === undefined || rows.length < ROWS_AT_ONCE) return;
    older = cursorOf(last);
  }
}

function cursorOf({ at, id }: { at: string; id: string }): ActivityCursor {
  return { at, id };
}
