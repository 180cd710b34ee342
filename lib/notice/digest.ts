import type { ExpiringToken } from "@/db/access-token/expiring";
import { resolveLocal, toLocal } from "@/lib/time/local";
import { dedupeKeyOf, dueMoments, planOf } from "./plan";

export type Digest = {
  /** The tokens to list, the earliest expiration first. */
  tokens: ExpiringToken[];
  /** Keys of what it covers, so that no later digest repeats it. */
  dedupeKeys: string[];
};

/** The day on the calendar of a person at `now`, `2026-11-25`, and the moment at which it ends. */
export function localDay(now: Date, timezone: string): { day: string; endsAt: Date } {
  const day = toLocal(now, timezone).slice(0, 10);
  const next = new Date(`${day}T00:00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  const midnight = resolveLocal(`${next.toISOString().slice(0, 10)}T00:00`, timezone);
  return { day, endsAt: midnight?.at ?? new Date(now.getTime() + 24 * 60 * 60_000) };
}

/**
 * The content of a person's digest today: nothing until something is due that no digest has covered; then that, and everything
 * that becomes due until the day ends, since there is no second digest before tomorrow.
 */
export function digestOf(tokens: readonly ExpiringToken[], now: Date, endsAt: Date): Digest | undefined {
  const untold = (token: ExpiringToken, at: Date) =>
    dueMoments(planOf(token), at)
      .map(({ stage }) => dedupeKeyOf({ id: token.id, expiresAt: token.expires_at }, stage))
      .filter((key) => !token.mailed.includes(key));
  // Only the latest due notice counts: earlier ones are outdated.
  const isDue = (token: ExpiringToken, at: Date) => {
    const latest = dueMoments(planOf(token), at).at(-1);
    if (latest === undefined) return false;
    return !token.mailed.includes(dedupeKeyOf({ id: token.id, expiresAt: token.expires_at }, latest.stage));
  };
  if (!tokens.some((token) => isDue(token, now))) return undefined;
  const lastMoment = new Date(endsAt.getTime() - 1);
  const told = tokens.filter((token) => isDue(token, lastMoment));
  return { tokens: told, dedupeKeys: told.flatMap((token) => untold(token, lastMoment)) };
}
