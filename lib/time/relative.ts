const MINUTE_S = 60;
const HOUR_S = 60 * MINUTE_S;
const DAY_S = 24 * HOUR_S;

/**
 * `in 3 days`, `2 hours ago`, `just now`. The nearest whole unit: a token that was made for 30 days a moment ago expires "in 30 days". Days
 * up to 60 of them, then months (30.44 days) up to two years.
 */
export function relativeTime(at: Date, now: Date): string {
  const seconds = Math.trunc((at.getTime() - now.getTime()) / 1000);
  const length = Math.abs(seconds);
  if (length < 45) return seconds > 0 ? "in less than a minute" : "just now";
  const words = duration(length);
  return seconds > 0 ? `in ${words}` : `${words} ago`;
}

/** `3 days`, `1 hour`: a length of time in its largest fitting unit, rounded; at least one minute. */
export function duration(seconds: number): string {
  const minutes = Math.round(seconds / MINUTE_S);
  const hours = Math.round(seconds / HOUR_S);
  const days = Math.round(seconds / DAY_S);
  if (minutes < 60) return plural(Math.max(1, minutes), "minute");
  if (hours < 24) return plural(hours, "hour");
  if (days < 60) return plural(days, "day");
  if (days < 730) return plural(Math.round(days / 30.44), "month");
  return plural(Math.round(days / 365.25), "year");
}

function plural(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}
