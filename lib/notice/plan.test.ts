import { expect, test } from "vitest";
import { dueMoments, noticePlan } from "./plan";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const setAt = new Date("2026-01-10T08:30:00Z");
const after = (ms: number) => new Date(setAt.getTime() + ms);

test.each([
  ["5 years", 5 * 365 * DAY_MS, ["30d", "14d", "7d", "1d", "expired"]],
  ["90 days", 90 * DAY_MS, ["30d", "14d", "7d", "1d", "expired"]],
  ["60 days", 60 * DAY_MS, ["30d", "14d", "7d", "1d", "expired"]],
  ["59 days", 59 * DAY_MS, ["14d", "7d", "1d", "expired"]],
  ["30 days", 30 * DAY_MS, ["14d", "7d", "1d", "expired"]],
  ["a moment less than 30 days", 30 * DAY_MS - 1, ["7d", "1d", "expired"]],
  ["14 days", 14 * DAY_MS, ["7d", "1d", "expired"]],
  ["13 days", 13 * DAY_MS, ["1d", "expired"]],
  ["7 days", 7 * DAY_MS, ["1d", "expired"]],
  ["2 days", 2 * DAY_MS, ["1d", "expired"]],
  ["36 hours", 36 * HOUR_MS, ["quarter", "expired"]],
  ["1 hour", HOUR_MS, ["quarter", "expired"]],
  ["10 minutes", 10 * MINUTE_MS, ["quarter", "expired"]],
  ["1 minute", MINUTE_MS, ["expired"]],
])("in a life of %s one is told at %2$j", (_life, ms, stages) => {
  expect(noticePlan(setAt, after(ms)).map(({ stage }) => stage)).toEqual(stages);
});

test("a token of one hour is told of 15 minutes before, and at its end", () => {
  expect(noticePlan(setAt, after(HOUR_MS)).map(({ dueAt }) => dueAt)).toEqual([after(45 * MINUTE_MS), after(HOUR_MS)]);
});

test("in any life: in order, in its second half, never more than five, and than three below 30 days", () => {
  for (let life = MINUTE_MS; life < 400 * DAY_MS; life = Math.ceil(life * 1.07)) {
    const moments = noticePlan(setAt, after(life)).map(({ dueAt }) => dueAt.getTime());
    expect(moments).toEqual([...moments].sort((a, b) => a - b));
    expect(moments.length).toBeLessThanOrEqual(life < 30 * DAY_MS ? 3 : 5);
    expect(moments.at(-1)).toBe(after(life).getTime());
    for (const moment of moments) expect(moment - setAt.getTime()).toBeGreaterThanOrEqual(life / 2);
  }
});

test("what was due more than a week ago is not made up for", () => {
  const plan = noticePlan(setAt, after(90 * DAY_MS));
  const stages = (day: number) => dueMoments(plan, after(day * DAY_MS)).map(({ stage }) => stage);
  expect(stages(59.9)).toEqual([]);
  expect(stages(60)).toEqual(["30d"]);
  expect(stages(67)).toEqual(["30d"]);
  expect(stages(67.1)).toEqual([]);
  expect(stages(83)).toEqual(["14d", "7d"]);
  expect(stages(90)).toEqual(["7d", "1d", "expired"]);
  expect(stages(97.1)).toEqual([]);
});

test("an expiration date in the past, as an import may bring it, is told of once at most", () => {
  expect(noticePlan(setAt, after(-HOUR_MS)).map(({ stage }) => stage)).toEqual(["expired"]);
});
