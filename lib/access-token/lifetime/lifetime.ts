export const STATUSES = ["active", "expired", "revoked"] as const;
export type Status = (typeof STATUSES)[number];

export const LONGEST_LIFETIME_YEARS = 5;
/** An expired token may be given a later expiration date for this long. */
export const EXTENDABLE_FOR_DAYS = 30;

const DAY_MS = 24 * 60 * 60 * 1000;

/** The status of a token at a moment. It expires at its expiration date, not after it; a revoked one stays revoked. */
export function statusAt(token: { expiresAt: Date | null; revokedAt: Date | null }, now: Date): Status {
  if (token.revokedAt !== null) return "revoked";
  if (token.expiresAt !== null && token.expiresAt <= now) return "expired";
  return "active";
}

/** Why an expiration date is not possible, as a sentence for its field; undefined when it is. */
export function refuseExpiration(expiresAt: Date | null, now: Date): string | undefined {
  if (expiresAt === null) return undefined;
  if (expiresAt <= now) return "The expiration date is in the past.";
  if (expiresAt > latestExpiration(now))
    return `The expiration date is more than ${LONGEST_LIFETIME_YEARS} years ahead.`;
  return undefined;
}

/** The last moment that a token made now may expire at. */
export function latestExpiration(now: Date): Date {
  const latest = new Date(now);
  latest.setUTCFullYear(latest.getUTCFullYear() + LONGEST_LIFETIME_YEARS);
  return latest;
}

/** Whether an expired token may still be extended. */
export function isExtendable(expiresAt: Date, now: Date): boolean {
  return now.getTime() - expiresAt.getTime() <= EXTENDABLE_FOR_DAYS * DAY_MS;
}
