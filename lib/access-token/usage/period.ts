import type { UsageDayJson } from "./json";

/** For how many days the page of a token can show its use. */
export const USAGE_PERIODS = [7, 30, 90] as const;
export type UsagePeriod = (typeof USAGE_PERIODS)[number];

/** As long as counts are kept. */
export const DEFAULT_PERIOD = 90 satisfies UsagePeriod;

/** The period that an address asks for; the default for anything else. */
export function parseUsagePeriod(text: unknown): UsagePeriod {
  return USAGE_PERIODS.find((days) => String(days) === text) ?? DEFAULT_PERIOD;
}

/**
 * The days of a period on which the token existed: a chart begins where the token begins. Use before that, of a token that was
 * imported, counts all the same. Pure. @param createdAt RFC 3339 in UTC
 */
export function daysOfToken(days: readonly UsageDayJson[], createdAt: string): readonly UsageDayJson[] {
  const created = createdAt.slice(0, "2026-11-24".length);
  const first = days.findIndex(({ date, requests, refused }) => date >= created || requests + refused > 0);
  return first === -1 ? days.slice(-1) : days.slice(first);
}
