const MINUTE_S = 60;
const HOUR_S = 60 * MINUTE_S;
const DAY_S = 24 * HOUR_S;

/**
 * `in 3 days`, `2 hours ago`, `just now`. Whole units, rounded towards now, so that "in 3 days" is never less than that. Weeks are days up to 60
 * of them, then months (30.44 days) up to two years.
 */
export function relativeTime(at: Date, now: Date): string {
  const seconds = Math.trunc((at.getTime() - now.getTime()) / 1000);
  const length = Math.abs(seconds);
  if (length < 45) return seconds > 0 ? "in less than a minute" : "just now";
  const words = duration(length);
  return seconds > 0 ? `in ${words}` : `${words} ago`;
}

/** `3 days`, `1 hour`: a length of time in its largest whole unit; at least one minute. */
export function duration(seconds: number): string {
  if (seconds < HOUR_S) return plural(Math.max(1, Math.floor(seconds / MINUTE_S)), "minute");
  if (seconds < DAY_S) return plural(Math.floor(seconds / HOUR_S), "hour");
  const days = Math.floor(seconds / DAY_S);
  if (days < 60) return plural(days, "day");
  if (days < 730) return plural(Math.floor(days / 30.44), "month");
  return plural(Math.floor(days / 365.25), "year");
}

function plural(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}
