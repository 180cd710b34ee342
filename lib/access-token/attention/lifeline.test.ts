import { expect, test } from "vitest";
import { lifeline } from "./lifeline";

const DAY_MS = 86_400_000;
const now = new Date("2026-11-25T12:00:00Z");
const day = (count: number) => new Date(now.getTime() + count * DAY_MS);
const token = {
  createdAt: day(-30),
  expirationSetAt: day(-30),
  expiresAt: day(90),
  endsBySunset: false,
  revokedAt: null,
  now,
};

test("today stands between creation and expiration as far as time has run", () => {
  expect(lifeline(token)).toEqual({ elapsed: 25, today: 25, end: 100, state: "running" });
});

test("a token that never expires has today on a line that goes on", () => {
  const line = lifeline({ ...token, expiresAt: null });
  expect(line).toMatchObject({ end: null, state: "running" });
  expect(line.today).toBe(line.elapsed);
});

test("the line of a revoked token that would never have expired ends where it was revoked", () => {
  const line = lifeline({ ...token, expiresAt: null, revokedAt: day(-10) });
  expect(line).toEqual({ elapsed: 100, end: 100, today: null, state: "revoked" });
});

test("a life ends at its expiration date, and today is no longer on it", () => {
  expect(lifeline({ ...token, expiresAt: now })).toEqual({ elapsed: 100, today: null, end: 100, state: "expired" });
});

test("a revoke cuts the life short where it happened", () => {
  expect(lifeline({ ...token, revokedAt: day(-10) })).toMatchObject({
    elapsed: 16.7,
    end: 16.7,
    today: null,
    state: "revoked",
  });
});

test("a revoke after the expiration date leaves the life expired", () => {
  expect(lifeline({ ...token, expiresAt: day(-5), revokedAt: day(-1) }).state).toBe("expired");
});

test("a token made by a clock ahead of ours starts at the left end", () => {
  expect(lifeline({ ...token, createdAt: day(1) })).toMatchObject({ elapsed: 0, today: 0 });
});

test("the end of a life is told apart from its first reminder on", () => {
  expect(lifeline({ ...token, expiresAt: day(15) }).state).toBe("running");
  expect(lifeline({ ...token, expiresAt: day(13) }).state).toBe("ending");
  // Extended a moment ago: its life starts again.
  expect(lifeline({ ...token, expirationSetAt: now, expiresAt: day(13) }).state).toBe("running");
});
