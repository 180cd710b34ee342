/** How far back one may look for what is used, in days; the longest first, since it would refuse the fewest. */
export const NARROWING_DAYS = [90, 60, 30] as const;
export type NarrowingDays = (typeof NARROWING_DAYS)[number];

export function parseNarrowingDays(text: string | null): NarrowingDays | undefined {
  return NARROWING_DAYS.find((days) => String(days) === text);
}

/** The first of the last days, today included, as `2026-11-24`. */
export function sinceDay(now: Date, days: NarrowingDays): string {
  return new Date(now.getTime() - (days - 1) * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
}
