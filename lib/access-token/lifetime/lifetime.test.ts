import { describe, expect, test } from "vitest";
import { isExtendable, refuseExpiration, statusAt } from "./lifetime";

const now = new Date("2027-03-01T12:00:00.000Z");
const at = (text: string) => new Date(text);

describe("the status of a token", () => {
  test.each([
    ["no expiration date", null, null, "active"],
    ["a millisecond before its expiration date", at("2027-03-01T12:00:00.001Z"), null, "active"],
    ["at its expiration date", now, null, "expired"],
    ["after its expiration date", at("2027-03-01T11:59:59.999Z"), null, "expired"],
    ["revoked", null, at("2027-01-01T00:00:00Z"), "revoked"],
    ["revoked and expired", at("2027-02-01T00:00:00Z"), at("2027-01-01T00:00:00Z"), "revoked"],
  ] as const)("%s", (_what, expiresAt, revokedAt, status) => {
    expect(statusAt({ expiresAt, revokedAt }, now)).toBe(status);
  });
});

describe("an expiration date", () => {
  test.each([
    ["never", null, undefined],
    ["the next millisecond", at("2027-03-01T12:00:00.001Z"), undefined],
    ["now", now, /past/],
    ["the past", at("2020-01-01T00:00:00Z"), /past/],
    ["five years ahead", at("2032-03-01T12:00:00.000Z"), undefined],
    ["a moment more than five years ahead", at("2032-03-01T12:00:00.001Z"), /5 years/],
    ["six years ahead", at("2033-03-01T12:00:00Z"), /5 years/],
  ] as const)("%s", (_what, expiresAt, refusal) => {
    const answer = refuseExpiration(expiresAt, now);
    if (refusal === undefined) expect(answer).toBeUndefined();
    else expect(answer).toMatch(refusal);
  });

  test("may be moved for 30 days after it has passed", () => {
    expect(isExtendable(at("2027-01-30T12:00:00Z"), now)).toBe(true);
    expect(isExtendable(at("2027-01-30T11:59:59Z"), now)).toBe(false);
  });
});
