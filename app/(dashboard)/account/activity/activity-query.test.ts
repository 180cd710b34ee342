import { expect, test } from "vitest";
import { listHref, listParams } from "@/lib/list/href";
import { parseList } from "@/lib/list/parse";
import { ACTIVITY_PATH, activityFilter, activityList } from "./activity-query";

const NOW = new Date("2026-06-30T12:00:00Z");
const UUID = "019379a0-0000-7000-8000-000000000001";

test("an address says which rows are meant, and is the same again after a round", () => {
  const address = {
    q: "laptop",
    kind: "edited",
    token: UUID,
    period: "days",
    from: "2026-03-29",
    to: "2026-03-29",
    older: `2026-03-29T10:00:00.123456Z_${UUID}`,
  };
  const query = parseList(activityList, address);
  expect(
    Object.fromEntries(
      new URLSearchParams(listHref(activityList, ACTIVITY_PATH, query, { place: query.place }).split("?")[1]),
    ),
  ).toEqual(address);
});

test("days are those of the person's own clocks, also when they are 23 hours long, and both are in", () => {
  const query = parseList(activityList, { period: "days", from: "2026-03-29", to: "2026-03-29" });
  const { from, to } = activityFilter(query, "Europe/Zurich", NOW);
  expect(from?.toISOString()).toBe("2026-03-28T23:00:00.000Z");
  expect(to?.toISOString()).toBe("2026-03-29T22:00:00.000Z");
});

test("a period reaches back from now", () => {
  const { from, to } = activityFilter(parseList(activityList, { period: "7d" }), "UTC", NOW);
  expect([from?.toISOString(), to]).toEqual(["2026-06-23T12:00:00.000Z", undefined]);
});

test.each([
  { kind: "everything", token: "' or 1=1", period: "century", from: "2026-02-31", to: "soon" },
  { older: "2026-03-29T10:00:00Z_nothing", newer: "x" },
  { older: `2026-13-45T99:00:00.123456Z_${UUID}` },
  { q: "\0\0" },
])("what makes no sense in an address is as if it were not there: %o", (params) => {
  const query = parseList(activityList, params);
  expect(listParams(activityList, query).toString()).toBe("");
  expect(query.place).toBeUndefined();
  expect(activityFilter(query, "UTC", NOW)).toEqual({});
});

test("dates without the choice of days do not count", () => {
  expect(activityFilter(parseList(activityList, { from: "2026-01-01", period: "24h" }), "UTC", NOW)).toEqual({
    from: new Date("2026-06-29T12:00:00Z"),
  });
});
