/** How long the previous secret works after the first use of a new one, as offered in the dashboard. */
export const OVERLAP_CHOICES = [
  { seconds: 0, words: "Immediately" },
  { seconds: 3_600, words: "1 hour" },
  { seconds: 86_400, words: "24 hours" },
  { seconds: 259_200, words: "3 days" },
  { seconds: 604_800, words: "7 days" },
] as const;
export const DEFAULT_OVERLAP_SECONDS = 86_400;
/** The maximum with extensions, counted from its beginning. */
export const LONGEST_OVERLAP_SECONDS = 604_800;
/** A new secret that is unused by then lapses. */
export const PENDING_LAPSES_AFTER_DAYS = 7;
/** How long a revoke made by mistake can be undone. */
export const UNDOABLE_FOR_MINUTES = 60;

const DAY_MS = 24 * 60 * 60 * 1000;

/** When a pending secret lapses that nobody uses. */
export function pendingLapsesAt(createdAt: Date): Date {
  return new Date(createdAt.getTime() + PENDING_LAPSES_AFTER_DAYS * DAY_MS);
}

/** Pending secrets that were made at this moment or before have lapsed. */
export function lapsedWhenMadeBy(now: Date): Date {
  return new Date(now.getTime() - PENDING_LAPSES_AFTER_DAYS * DAY_MS);
}

/** The last moment that an overlap may be extended to: seven days in all, and never beyond the token's expiration date. */
export function latestRetirement(retiringSince: Date, expiresAt: Date | null): Date {
  const latest = new Date(retiringSince.getTime() + LONGEST_OVERLAP_SECONDS * 1000);
  return expiresAt !== null && expiresAt < latest ? expiresAt : latest;
}

/** Why an overlap cannot end at `retiresAt`, as a sentence; undefined when it can. Earlier than it would is fine. */
export function refuseRetirement(retiresAt: Date, latest: Date, now: Date): string | undefined {
  if (retiresAt <= now) return "This is in the past. End the overlap instead.";
  if (retiresAt > latest) {
    return `An overlap lasts at most 7 days and ends with the token: ${latest.toISOString()} at the latest.`;
  }
  return undefined;
}

type Revocation = { revokedAt: Date | null; revokeKind: string | null };

/**
 * Until when its owner may undo a token's revoke; undefined for one that is final or not there. The caller decides whether that
 * is past.
 */
export function undoableUntil({ revokedAt, revokeKind }: Revocation): Date | undefined {
  if (revokedAt === null || revokeKind !== "by_owner") return undefined;
  return new Date(revokedAt.getTime() + UNDOABLE_FOR_MINUTES * 60_000);
}

type Reveal = { created_at: Date | string; first_used_at: Date | string | null; stored_at: Date | string | null };

/**
 * Whether a page showed this secret, nobody confirmed that it is stored, and nothing has used it.
 * @param lastUsedAt of the token, if what uses it since the secret was made can only be this secret
 */
export function isUnstored(secret: Reveal, lastUsedAt: Date | null): boolean {
  if (secret.stored_at !== null || secret.first_used_at !== null) return false;
  return lastUsedAt === null || lastUsedAt < new Date(secret.created_at);
}

type SecretTimes = { state: string; created_at: Date | string; retires_at: Date | string | null };

/** Whether a secret still opens anything as far as its own times go, whatever its stored state. */
export function isLiving(secret: SecretTimes, now: Date): boolean {
  if (secret.state === "retired") return false;
  if (secret.state === "pending") return pendingLapsesAt(new Date(secret.created_at)) > now;
  return secret.retires_at === null || new Date(secret.retires_at) > now;
}
