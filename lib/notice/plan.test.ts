import { describe, expect, test } from "vitest";
import { dueNotice, noticePlan } from "./plan";

const HOUR = 60 * 60 * 1000;
const DAY = 24 * HOUR;
const SET = new Date("2026-03-01T10:00:00Z");
const later = (ms: number) => new Date(SET.getTime() + ms);
const steps = (life: number) => noticePlan(SET, later(life)).map(({ step }) => step);

describe("the notices of a life", () => {
  test.each([
    ["five years", 1825 * DAY, ["30_days", "14_days", "7_days", "1_day", "expired"]],
    ["90 days", 90 * DAY, ["30_days", "14_days", "7_days", "1_day", "expired"]],
    ["60 days", 60 * DAY, ["30_days", "14_days", "7_days", "1_day", "expired"]],
    ["59 days", 59 * DAY, ["14_days", "7_days", "1_day", "expired"]],
    ["30 days", 30 * DAY, ["14_days", "7_days", "1_day", "expired"]],
    ["29 days", 29 * DAY, ["7_days", "1_day", "expired"]],
    ["14 days", 14 * DAY, ["7_days", "1_day", "expired"]],
    ["13 days", 13 * DAY, ["1_day", "expired"]],
    ["2 days", 2 * DAY, ["1_day", "expired"]],
    ["1 day", DAY, ["shortly", "expired"]],
    ["1 hour", HOUR, ["shortly", "expired"]],
    ["20 minutes", HOUR / 3, ["shortly", "expired"]],
    ["19 minutes", 19 * 60_000, ["expired"]],
    ["a second", 1000, ["expired"]],
  ])("%s", (_words, life, expected) => {
    expect(steps(life)).toEqual(expected);
  });

  test("are due before the expiration date by what their names say", () => {
    const due = noticePlan(SET, later(90 * DAY)).map(({ dueAt }) => (dueAt.getTime() - SET.getTime()) / DAY);
    expect(due).toEqual([60, 76, 83, 89, 90]);
    expect(noticePlan(SET, later(HOUR)).map(({ dueAt }) => dueAt.toISOString())).toEqual([
      "2026-03-01T10:45:00.000Z",
      "2026-03-01T11:00:00.000Z",
    ]);
  });

  test("are never more than three for a life under 30 days, come in order, and never before the life began", () => {
    for (let minutes = 1; minutes < 30 * 24 * 60; minutes += 7) {
      const plan = noticePlan(SET, later(minutes * 60_000));
      expect(plan.length).toBeLessThanOrEqual(3);
      expect(plan.at(-1)?.step).toBe("expired");
      const times = plan.map(({ dueAt }) => dueAt.getTime());
      expect(times).toEqual([...times].sort((a, b) => a - b));
      expect(times[0]).toBeGreaterThan(SET.getTime());
    }
  });
});

describe("what is due", () => {
  const plan = noticePlan(SET, later(90 * DAY));

  test.each([
    ["before the first", 60 * DAY - 1, undefined],
    ["at the very moment", 60 * DAY, "30_days"],
    ["between two", 80 * DAY, "14_days"],
    ["after a long absence", 88 * DAY, "7_days"],
    ["at expiration", 90 * DAY, "expired"],
    ["long after it", 400 * DAY, "expired"],
  ])("%s", (_words, since, expected) => {
    expect(dueNotice(plan, later(since))?.step).toBe(expected);
  });
});
