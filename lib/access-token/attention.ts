import { EXTENDABLE_FOR_DAYS, statusAt } from "./policy";

const DAY_MS = 24 * 60 * 60 * 1000;
/** Days before its expiration date from which a token asks for attention. */
export const EXPIRING_DAYS = 14;
const NEVER_USED_DAYS = 30;
const UNUSED_DAYS = 90;

/** Why a token should be looked at, the most urgent first. */
export const ATTENTIONS = ["expiring", "expired", "never_used", "unused"] as const;
export type Attention = (typeof ATTENTIONS)[number];

export type Life = { createdAt: Date; expiresAt: Date | null; revokedAt: Date | null; lastUsedAt: Date | null };

/** Whether a token should be looked at, and why. Revoked ones, and those that expired too long ago to be extended, need nothing. */
export function attentionOf(life: Life, now: Date): Attention | undefined {
  const status = statusAt(life, now);
  if (status === "revoked") return undefined;
  if (status === "expired") return daysSince(life.expiresAt, now) <= EXTENDABLE_FOR_DAYS ? "expired" : undefined;
  if (isEnding(life, now)) return "expiring";
  if (life.lastUsedAt === null) return daysSince(life.createdAt, now) >= NEVER_USED_DAYS ? "never_used" : undefined;
  return daysSince(life.lastUsedAt, now) >= UNUSED_DAYS ? "unused" : undefined;
}

/** Whether an active token expires within 14 days. One that was made for a few days is told apart only in the second half of its life. */
export function isEnding({ createdAt, expiresAt }: Pick<Life, "createdAt" | "expiresAt">, now: Date): boolean {
  if (expiresAt === null || expiresAt <= now) return false;
  const left = expiresAt.getTime() - now.getTime();
  return left <= EXPIRING_DAYS * DAY_MS && left <= (expiresAt.getTime() - createdAt.getTime()) / 2;
}

function daysSince(then: Date | null, now: Date): number {
  return then === null ? 0 : (now.getTime() - then.getTime()) / DAY_MS;
}
