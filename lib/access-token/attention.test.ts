import { expect, test } from "vitest";
import { attentionOf } from "./attention";

const DAY_MS = 86_400_000;
const now = new Date("2026-11-25T12:00:00Z");
const day = (count: number | null) => (count === null ? null : new Date(now.getTime() + count * DAY_MS));

// created, expires, revoked, last used: in days from now; null is never.
test.each([
  [-60, 13.9, null, -1, "expiring"],
  [-60, 14.1, null, -1, undefined],
  [-0.1, 6.9, null, null, undefined],
  [-4, 3, null, -1, "expiring"],
  [-60, -1, null, -2, "expired"],
  [-60, 0, null, -2, "expired"],
  [-90, -29.9, null, -40, "expired"],
  [-90, -30.1, null, -40, undefined],
  [-31, null, null, null, "never_used"],
  [-29, null, null, null, undefined],
  [-200, null, null, -91, "unused"],
  [-200, null, null, -89, undefined],
  [-200, 5, null, -150, "expiring"],
  [-200, 5, -1, -150, undefined],
] as const)(
  "made %d, expiring %s, revoked %s, used %s days from now asks for attention as %s",
  (made, expires, revoked, used, why) => {
    const life = {
      createdAt: new Date(now.getTime() + made * DAY_MS),
      expiresAt: day(expires),
      revokedAt: day(revoked),
      lastUsedAt: day(used),
    };
    expect(attentionOf(life, now)).toBe(why);
  },
);
