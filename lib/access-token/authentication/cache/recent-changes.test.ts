import { expect, test } from "vitest";
import { RecentChanges } from "./recent-changes";

test("what was read before a change of it is told from what was read after, and from what it has nothing to do with", () => {
  const recent = new RecentChanges();
  const before = recent.moment;
  recent.add(["token", "other"]);
  expect(recent.touched(before, ["token"])).toBe(true);
  expect(recent.touched(before, ["user", "other"])).toBe(true);
  expect(recent.touched(before, ["user"])).toBe(false);
  expect(recent.touched(recent.moment, ["token"])).toBe(false);
});

test("after everything, or more than is remembered, nothing that was read before counts", () => {
  const recent = new RecentChanges();
  const first = recent.moment;
  recent.add("everything");
  expect(recent.touched(first, [])).toBe(true);
  const second = recent.moment;
  expect(recent.touched(second, ["user"])).toBe(false);
  for (let n = 0; n < 4_096; n++) recent.add([`token ${n}`]);
  expect(recent.touched(second, ["user"])).toBe(false);
  expect(recent.touched(second, ["token 0"])).toBe(true);
  recent.add(["one more"]);
  expect(recent.touched(second, ["user"])).toBe(true);
  expect(recent.touched(recent.moment, ["user"])).toBe(false);
});
