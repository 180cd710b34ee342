import { offsetMinutes } from "./zone";

const DAY_MS = 24 * 60 * 60 * 1000;
const LOCAL = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::(\d{2}))?$/;

/**
 * What a wall clock reading means. `gap`: the clocks jumped over it, `at` is as long after the jump as the reading would have been (02:30 → 03:30).
 * `overlap`: it happened twice, `at` is the earlier time, `later` the other.
 */
export type ResolvedLocal =
  | { kind: "exact"; at: Date }
  | { kind: "gap"; at: Date }
  | { kind: "overlap"; at: Date; later: Date };

/**
 * The moment at which clocks in `timezone` show `local` (`2026-03-29T02:30`, as `<input type="datetime-local">` gives it), or undefined if it is no date.
 * Gaps and overlaps resolve as Temporal's "compatible" does.
 */
export function resolveLocal(local: string, timezone: string): ResolvedLocal | undefined {
  const reading = parseLocal(local);
  if (reading === undefined) return undefined;
  // Offsets change at most once within the two days around a reading, so one of these two is in force.
  const before = offsetMinutes(timezone, new Date(reading - DAY_MS));
  const after = offsetMinutes(timezone, new Date(reading + DAY_MS));
  const candidates = [...new Set([before, after])]
    .map((offset) => ({ offset, at: new Date(reading - offset * 60_000) }))
    .filter(({ offset, at }) => offsetMinutes(timezone, at) === offset)
    .map(({ at }) => at)
    .sort((a, b) => a.getTime() - b.getTime());
  const [first, second] = candidates;
  if (first === undefined) return { kind: "gap", at: new Date(reading - before * 60_000) };
  if (second === undefined) return { kind: "exact", at: first };
  return { kind: "overlap", at: first, later: second };
}

/** What clocks in `timezone` show at `at`, as `<input type="datetime-local">` takes it: `2026-03-29T03:30`. */
export function toLocal(at: Date, timezone: string): string {
  return new Date(at.getTime() + offsetMinutes(timezone, at) * 60_000).toISOString().slice(0, 16);
}

function parseLocal(local: string): number | undefined {
  const parts = LOCAL.exec(local)
    ?.slice(1)
    .map((part) => Number(part ?? 0));
  if (!parts) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts;
  const at = new Date(Date.UTC(year, month - 1, day, hour, minute, second));
  // Date.UTC turns 31 February into March; such a date is invalid.
  const carried =
    at.getUTCMonth() !== month - 1 ||
    at.getUTCDate() !== day ||
    at.getUTCHours() !== hour ||
    at.getUTCMinutes() !== minute;
  return carried || second > 59 ? undefined : at.getTime();
}
