import { expect, test } from "vitest";
import { TEST_SECRET } from "@/test/secret";
import { newUserCode, parseUserCode, shownUserCode, userCodeDigest } from "./code";

process.env.APP_SECRET = TEST_SECRET;

test("a user code is eight letters without vowels and look-alikes, and another one each time", () => {
  const codes = Array.from({ length: 200 }, newUserCode);
  for (const code of codes) expect(code).toMatch(/^[BCDFGHJKLMNPQRSTVWXZ]{8}$/);
  expect(new Set(codes).size).toBe(codes.length);
  // Each letter is as likely as any other: of 1,600, one that never comes is a fault.
  expect(new Set(codes.join("")).size).toBe(20);
});

test.each([
  ["WDJB-MJHT", "WDJBMJHT"],
  ["wdjbmjht", "WDJBMJHT"],
  ["  wdjb mjht \n", "WDJBMJHT"],
  ["w-d-j-b–mjht", "WDJBMJHT"],
  ["WDJB‑MJHT", "WDJBMJHT"],
])("%j is taken as it was meant", (typed, code) => {
  expect(parseUserCode(typed)).toBe(code);
  expect(parseUserCode(shownUserCode(code))).toBe(code);
});

test.each([
  "",
  "WDJB-MJH",
  "WDJB-MJHTT",
  "ADJB-MJHT",
  "WDJB-MJ0T",
  "WDJB_MJHT",
  "WDJB\u0000MJHT",
  "ſDJB-MJHT",
  "💥DJB-MJHT",
])("%j is no code", (typed) => {
  expect(parseUserCode(typed)).toBeUndefined();
});

test("what is stored of a code is keyed with the instance's secret", () => {
  const digest = userCodeDigest("WDJBMJHT");
  expect(digest).toHaveLength(32);
  process.env.APP_SECRET = TEST_SECRET;
  expect(userCodeDigest("WDJBMJHT")).toEqual(digest);
  expect(userCodeDigest("WDJBMJHV")).not.toEqual(digest);
});
