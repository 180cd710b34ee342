import { EXTENDABLE_FOR_DAYS, statusAt } from "@/lib/access-token/lifetime/lifetime";
import { pendingLapsesAt } from "@/lib/access-token/rotation/rotation";
import { idleDays, NEVER_USED_AFTER_DAYS, UNUSED_AFTER_DAYS } from "@/lib/access-token/usage/unused";
import { planOf } from "@/lib/notice/plan";

const DAY_MS = 24 * 60 * 60 * 1000;
/** A new secret may take this long to be deployed. */
const NEW_SECRET_UNUSED_AFTER_DAYS = 1;

/** Why a token needs attention, the most urgent first. Anything amber in a list is one of these. */
export const ATTENTIONS = [
  "blocked",
  "old_secret_used",
  "expires_soon",
  "expired",
  "reaches_nothing",
  "not_stored",
  "new_secret_unused",
  "never_used",
  "unused",
] as const;
export type Attention = (typeof ATTENTIONS)[number];

export const ATTENTION_LABELS: Record<Attention, string> = {
  blocked: "Blocked by policy",
  expires_soon: "Expires soon",
  old_secret_used: "Old secret in use",
  expired: "Expired recently",
  reaches_nothing: "No access left",
  not_stored: "Secret not stored",
  new_secret_unused: "New secret not used",
  never_used: "Never used",
  unused: "Unused for 30 days",
};

/** The facts by which a token may need attention. */
export type Life = {
  createdAt: Date;
  /** When its expiration date was given: its life is measured from there. */
  expirationSetAt: Date;
  expiresAt: Date | null;
  /** Whether it is that of all imported tokens. */
  endsBySunset: boolean;
  revokedAt: Date | null;
  lastUsedAt: Date | null;
  /** When the pending secret was made; null when there is none. */
  pendingSince: Date | null;
  /** The secret that an overlap keeps: until when, and whether anything used it since the overlap began. */
  oldSecret: { worksUntil: Date; isUsed: boolean } | null;
  /** Whether an organisation's policy denies its requests. */
  isBlocked: boolean;
  /** Whether it is limited to a list of which nothing is left. */
  reachesNothing: boolean;
  /** Whether its newest secret was shown by a page, was not confirmed as stored, and has not been used. */
  isUnstored: boolean;
  /** Whether the organisation that looks at it has withdrawn its access: what an administrator decided is no question any more. */
  isWithdrawn: boolean;
};

/**
 * Every reason for which a token needs attention, the most urgent first; none for a revoked one, or one whose access is withdrawn. The
 * same rule as `needsAttention` in db/access-token/attention.ts, and in an organisation `needsAttentionIn`.
 */
export function attentionOf(life: Life, now: Date): Attention[] {
  const status = statusAt(life, now);
  if (status === "revoked" || life.isWithdrawn) return [];
  if (status === "expired") return isExpiredLately(life, now) ? ["expired"] : [];
  const { pendingSince, oldSecret } = life;
  const holds: Record<Attention, boolean> = {
    blocked: life.isBlocked,
    expires_soon: expiresSoon(life, now),
    old_secret_used: oldSecret?.isUsed === true && oldSecret.worksUntil > now,
    expired: false,
    reaches_nothing: life.reachesNothing,
    not_stored: life.isUnstored,
    new_secret_unused:
      pendingSince !== null &&
      now.getTime() - pendingSince.getTime() >= NEW_SECRET_UNUSED_AFTER_DAYS * DAY_MS &&
      pendingLapsesAt(pendingSince) > now,
    never_used: life.lastUsedAt === null && idleDays(life, now) >= NEVER_USED_AFTER_DAYS,
    unused: life.lastUsedAt !== null && idleDays(life, now) >= UNUSED_AFTER_DAYS,
  };
  return ATTENTIONS.filter((attention) => holds[attention]);
}

export type Ending = Pick<Life, "expirationSetAt" | "expiresAt" | "endsBySunset">;

/**
 * Whether an active token expires soon: from the first reminder of it on, so that pages and mails agree. A year's token has it 30
 * days before, an hour's 15 minutes before, and one that was made for less than ten minutes never.
 */
export function expiresSoon({ expirationSetAt, expiresAt, endsBySunset }: Ending, now: Date): boolean {
  if (expiresAt === null || expiresAt <= now) return false;
  const [first] = planOf({
    expiration_set_at: expirationSetAt,
    expires_at: expiresAt,
    expires_by_sunset: endsBySunset,
  });
  return first !== undefined && first.dueAt <= now;
}

/**
 * Whether someone may still miss an expired token: for as long as it lived, but at least a day, and no longer than it can be
 * extended.
 */
function isExpiredLately({ expirationSetAt, expiresAt }: Omit<Ending, "endsBySunset">, now: Date): boolean {
  if (expiresAt === null) return false;
  const life = expiresAt.getTime() - expirationSetAt.getTime();
  return now.getTime() - expiresAt.getTime() <= Math.min(EXTENDABLE_FOR_DAYS * DAY_MS, Math.max(DAY_MS, life));
}
