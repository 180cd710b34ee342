import { expiresSoon } from "./attention";

/** Positions on the line of a token's life, in percent of its length from the left. */
export type Lifeline = {
  /** The elapsed part: from creation to today, or to the end if that came first. */
  elapsed: number;
  /** Where it ends: at the expiration date or an earlier revocation. Null: open to the right. */
  end: number | null;
  /** Today, while the token lives. Null afterwards. */
  today: number | null;
  state: "running" | "ending" | "expired" | "revoked";
};

// A token that never expires has no end to measure against: what has passed fills the line but for this much, in which it fades out.
const OPEN_TODAY = 78;
/** Pure geometry. A moment outside the line is placed at its nearer end. */
export function lifeline(input: {
  createdAt: Date;
  expirationSetAt: Date;
  expiresAt: Date | null;
  endsBySunset: boolean;
  revokedAt: Date | null;
  now: Date;
}): Lifeline {
  const { createdAt, expiresAt, revokedAt, now } = input;
  const start = createdAt.getTime();
  const stop = expiresAt?.getTime() ?? null;
  // Without an end to come, the one that came is the line's.
  const place = (at: number) => (stop === null ? 100 : clamp(((at - start) / Math.max(1, stop - start)) * 100));
  if (revokedAt !== null && (stop === null || revokedAt.getTime() < stop)) {
    const end = place(revokedAt.getTime());
    return { elapsed: end, end, today: null, state: "revoked" };
  }
  if (stop === null) return { elapsed: OPEN_TODAY, end: null, today: OPEN_TODAY, state: "running" };
  if (stop <= now.getTime()) return { elapsed: 100, end: 100, today: null, state: "expired" };
  const today = place(now.getTime());
  return { elapsed: today, end: 100, today, state: expiresSoon(input, now) ? "ending" : "running" };
}

function clamp(percent: number): number {
  return Math.min(100, Math.max(0, Math.round(percent * 10) / 10));
}
