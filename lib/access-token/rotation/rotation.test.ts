import { describe, expect, test } from "vitest";
import { rotateTokenInput } from "@/lib/access-token/input";
import {
  DEFAULT_OVERLAP_SECONDS,
  isLiving,
  LONGEST_OVERLAP_SECONDS,
  latestRetirement,
  OVERLAP_CHOICES,
  pendingLapsesAt,
  refuseRetirement,
  undoableUntil,
} from "./rotation";

const at = (text: string) => new Date(text);
const now = at("2027-03-01T12:00:00.000Z");

describe("how a token is rotated", () => {
  test.each([
    [{}, { overlapSeconds: 86_400, replaceNow: false }],
    [{ overlap: 0 }, { overlapSeconds: 0, replaceNow: false }],
    [{ overlap: 604_800 }, { overlapSeconds: 604_800, replaceNow: false }],
    [{ replace_now: true }, { overlapSeconds: 0, replaceNow: true }],
    [
      { overlap: 0, replace_now: true },
      { overlapSeconds: 0, replaceNow: true },
    ],
  ])("%j", (input, expected) => {
    expect(rotateTokenInput.parse(input)).toEqual(expected);
  });

  test.each([-1, 604_801, "soon", "3600", 1.5, null, Number.NaN, true, [60], Number.MAX_SAFE_INTEGER])(
    "an overlap of %j is refused by its name",
    (overlap) => {
      const result = rotateTokenInput.safeParse({ overlap });
      expect(result.error?.issues.map(({ path, message }) => [path.join("."), message])).toEqual([
        ["overlap", "The overlap must be a whole number of seconds from 0 to 604800."],
      ]);
    },
  );

  test.each([{ replace_now: "yes" }, { overlap: 60, replace_now: true }, { overlap_seconds: 60 }, [], null, "now"])(
    "%j is refused",
    (input) => {
      expect(rotateTokenInput.safeParse(input).success).toBe(false);
    },
  );

  test("every choice of the dashboard is one that the API takes, the default among them", () => {
    for (const { seconds } of OVERLAP_CHOICES)
      expect(rotateTokenInput.safeParse({ overlap: seconds }).success).toBe(true);
    expect(OVERLAP_CHOICES.map(({ seconds }) => Number(seconds))).toContain(DEFAULT_OVERLAP_SECONDS);
    expect(OVERLAP_CHOICES.at(-1)?.seconds).toBe(LONGEST_OVERLAP_SECONDS);
  });
});

describe("the end of an overlap", () => {
  const since = at("2027-03-01T00:00:00Z");
  test.each([
    ["without expiration date", null, at("2027-03-08T00:00:00Z")],
    ["with a later one", at("2027-03-08T00:00:01Z"), at("2027-03-08T00:00:00Z")],
    ["with an earlier one", at("2027-03-02T00:00:00Z"), at("2027-03-02T00:00:00Z")],
  ])("is seven days after it began at the latest, or the expiration date: %s", (_what, expiresAt, latest) => {
    expect(latestRetirement(since, expiresAt)).toEqual(latest);
  });

  test("is ahead, and not beyond the latest", () => {
    const latest = at("2027-03-08T00:00:00Z");
    expect(refuseRetirement(now, latest, now)).toMatch(/past/);
    expect(refuseRetirement(at("2027-03-01T12:00:00.001Z"), latest, now)).toBeUndefined();
    expect(refuseRetirement(latest, latest, now)).toBeUndefined();
    expect(refuseRetirement(at("2027-03-08T00:00:00.001Z"), latest, now)).toMatch(/2027-03-08T00:00:00.000Z/);
  });
});

describe("a secret lives", () => {
  const secret = { state: "current", created_at: at("2027-02-22T12:00:00.001Z"), retires_at: null };
  test.each([
    ["the current one", secret, true],
    ["a retired one", { ...secret, state: "retired", retires_at: now }, false],
    ["a pending one a millisecond before its seven days are over", { ...secret, state: "pending" }, true],
    ["a pending one at that moment", { ...secret, state: "pending", created_at: "2027-02-22T12:00:00.000Z" }, false],
    ["a retiring one before its time", { ...secret, state: "retiring", retires_at: "2027-03-01T12:00:00.001Z" }, true],
    ["a retiring one at its time", { ...secret, state: "retiring", retires_at: now }, false],
  ])("%s", (_what, given, lives) => {
    expect(isLiving(given, now)).toBe(lives);
  });

  test("a pending one lapses seven days after it was made", () => {
    expect(pendingLapsesAt(at("2027-02-22T12:00:00Z"))).toEqual(now);
  });
});

test("only a revoke by its owner can be undone, for an hour", () => {
  expect(undoableUntil({ revokedAt: now, revokeKind: "by_owner" })).toEqual(at("2027-03-01T13:00:00Z"));
  for (const revokeKind of ["leaked", "by_administrator", "self", null]) {
    expect(undoableUntil({ revokedAt: now, revokeKind })).toBeUndefined();
  }
  expect(undoableUntil({ revokedAt: null, revokeKind: null })).toBeUndefined();
});
