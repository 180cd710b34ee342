/** An entry of a log, and the equal refusals before it that it stands for. */
export type Grouped<Row> = { row: Row; earlier: readonly Row[] };

/** What makes two entries of a log equal. */
export type LogRow = { type: string; target_id: string | null; after: unknown };

/**
 * The entries of a log, newest first, with equal refusals as one: the newest, which stands for the others. Nothing moves past an entry
 * that is no refusal, so that what happened in between stays in its place. Pure.
 */
export function groupRefusals<Row extends LogRow>(rows: readonly Row[]): Grouped<Row>[] {
  const groups: Grouped<Row>[] = [];
  let inRun = new Map<string, Row[]>();
  for (const row of rows) {
    if (!row.type.endsWith("refused")) {
      inRun = new Map();
      groups.push({ row, earlier: [] });
      continue;
    }
    const key = keyOf(row);
    const known = inRun.get(key);
    if (known !== undefined) {
      known.push(row);
      continue;
    }
    const earlier: Row[] = [];
    inRun.set(key, earlier);
    groups.push({ row, earlier });
  }
  return groups;
}

/** The same was refused, of the same thing and for the same reason; where it came from may differ, and on which route. */
function keyOf({ type, target_id: targetId, after }: LogRow): string {
  const facts: { reason?: unknown; scope?: unknown } = typeof after === "object" && after !== null ? after : {};
  const { reason = null, scope = null } = facts;
  return JSON.stringify([type, targetId, reason, scope]);
}
