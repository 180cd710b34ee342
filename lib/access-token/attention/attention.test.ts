import { expect, test } from "vitest";
import { planOf } from "@/lib/notice/plan";
import { type Attention, attentionOf, expiresSoon, type Life } from "./attention";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const now = new Date("2026-11-25T12:00:00Z");
const at = (ms: number) => new Date(now.getTime() + ms);
const day = (count: number) => at(count * DAY_MS);

/** A token in use, of which nothing needs attention. */
const FINE: Life = {
  createdAt: day(-200),
  expirationSetAt: day(-200),
  expiresAt: null,
  endsBySunset: false,
  revokedAt: null,
  lastUsedAt: day(-1),
  pendingSince: null,
  oldSecret: null,
  isBlocked: false,
  reachesNothing: false,
  isUnstored: false,
  isWithdrawn: false,
};
/** Its life in days from now, from when the expiration date was given to that date. */
const lives = (from: number, to: number) => ({ expirationSetAt: day(from), expiresAt: day(to) });

test.each<[string, Partial<Life>, Attention[]]>([
  ["is in use and never expires", {}, []],
  ["lives for a year, with 31 days left", lives(-334, 31), []],
  ["lives for a year, with 30 days left", lives(-335, 30), ["expires_soon"]],
  ["lives for 30 days, with 15 left", lives(-15, 15), []],
  ["lives for 30 days, with 14 left", lives(-16, 14), ["expires_soon"]],
  ["lives for 7 days, with 2 left", lives(-5, 2), []],
  ["lives for 7 days, with 1 left", lives(-6, 1), ["expires_soon"]],
  ["lives for an hour, with 30 minutes left", lives(-0.5 / 24, 0.5 / 24), []],
  ["lives for an hour, with 15 minutes left", lives(-0.75 / 24, 0.25 / 24), ["expires_soon"]],
  ["lives for 9 minutes, with 1 left", { expirationSetAt: at(-8 * MINUTE_MS), expiresAt: at(MINUTE_MS) }, []],
  ["is old, and was extended today by 20 days", lives(0, 20), []],
  ["ends by a sunset that was set today, in 20 days", { ...lives(0, 20), endsBySunset: true }, ["expires_soon"]],
  ["ends by a sunset in 31 days", { ...lives(-5, 31), endsBySunset: true }, []],
  ["ends by a sunset in 30 days", { ...lives(-5, 30), endsBySunset: true }, ["expires_soon"]],
  ["expires now", lives(-60, 0), ["expired"]],
  ["lived for 60 days, and expired 30 days ago", lives(-90, -30), ["expired"]],
  ["lived for 60 days, and can no longer be extended", lives(-90.1, -30.1), []],
  ["lived for a week, and expired 7 days ago", lives(-14, -7), ["expired"]],
  ["lived for a week, and expired 8 days ago", lives(-15, -8), []],
  ["lived for an hour, and expired 24 hours ago", lives(-25 / 24, -1), ["expired"]],
  ["lived for an hour, and expired 25 hours ago", lives(-26 / 24, -25 / 24), []],
  ["was created 23 hours ago and never used", { createdAt: at(-23 * HOUR_MS), lastUsedAt: null }, []],
  ["was created a day ago and never used", { createdAt: day(-1), lastUsedAt: null }, ["never_used"]],
  ["was last used 29.9 days ago", { lastUsedAt: day(-29.9) }, []],
  ["was last used 30 days ago", { lastUsedAt: day(-30) }, ["unused"]],
  ["got a new secret 23 hours ago", { pendingSince: at(-23 * HOUR_MS) }, []],
  ["got a new secret yesterday, which nothing uses", { pendingSince: day(-1) }, ["new_secret_unused"]],
  ["got a new secret that lapsed", { pendingSince: day(-7) }, []],
  ["has an old secret that nothing uses", { oldSecret: { worksUntil: day(1), isUsed: false } }, []],
  ["has an old secret in use", { oldSecret: { worksUntil: day(1), isUsed: true } }, ["old_secret_used"]],
  ["had an old secret in use", { oldSecret: { worksUntil: now, isUsed: true } }, []],
  ["is blocked", { isBlocked: true }, ["blocked"]],
  ["reaches nothing", { reachesNothing: true }, ["reaches_nothing"]],
  ["has a secret that nobody stored", { isUnstored: true }, ["not_stored"]],
  [
    "has every trouble at once",
    {
      ...lives(-100, 5),
      createdAt: day(-100),
      lastUsedAt: null,
      pendingSince: day(-2),
      oldSecret: { worksUntil: day(1), isUsed: true },
      isBlocked: true,
      reachesNothing: true,
      isUnstored: true,
    },
    ["blocked", "old_secret_used", "expires_soon", "reaches_nothing", "not_stored", "new_secret_unused", "never_used"],
  ],
  ["has no access any more, whatever it has", { isWithdrawn: true, lastUsedAt: null, isUnstored: true }, []],
  ["was revoked, whatever it had", { ...lives(-100, 5), revokedAt: day(-1), lastUsedAt: null, isBlocked: true }, []],
  ["expired lately, whatever else it had", { ...lives(-100, -1), lastUsedAt: null, isBlocked: true }, ["expired"]],
])("a token that %s needs attention for %3$j", (_what, life, reasons) => {
  expect(attentionOf({ ...FINE, ...life }, now)).toEqual(reasons);
});

test("a token expires soon exactly from its first reminder on, whatever its life", () => {
  for (const endsBySunset of [false, true]) {
    for (let life = MINUTE_MS; life < 400 * DAY_MS; life = Math.ceil(life * 1.3)) {
      const expiresAt = at(life);
      const [first] = planOf({ expiration_set_at: now, expires_at: expiresAt, expires_by_sunset: endsBySunset });
      const from = first?.dueAt.getTime() ?? 0;
      const soon = (ms: number) => expiresSoon({ expirationSetAt: now, expiresAt, endsBySunset }, new Date(ms));
      expect([soon(from - 1), soon(from), soon(expiresAt.getTime() - 1), soon(expiresAt.getTime())]).toEqual([
        false,
        first?.stage !== "expired",
        first?.stage !== "expired",
        false,
      ]);
    }
  }
});
