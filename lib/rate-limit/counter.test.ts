import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Counter } from "./counter";
import { type Quota, quotaHeaders, quotaLines } from "./quota";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const counterOf = (limit: number, processes = 1, most = 100) => new Counter("default", { limit, processes, most });

test("each key has its limit within a minute of its first request, and all of it again afterwards", () => {
  const counter = counterOf(3);
  expect(counter.take("a")).toEqual({ counted: "default", limit: 3, remaining: 2, resetSeconds: 60, isOver: false });
  vi.advanceTimersByTime(20_500);
  counter.take("a");
  expect(counter.take("a")).toMatchObject({ remaining: 0, resetSeconds: 40, isOver: false });
  expect(counter.take("a")).toMatchObject({ remaining: 0, resetSeconds: 40, isOver: true });
  expect(counter.take("b")).toMatchObject({ remaining: 2, isOver: false });
  vi.advanceTimersByTime(39_500);
  expect(counter.take("a")).toMatchObject({ remaining: 2, resetSeconds: 60, isOver: false });
  expect(counter.take("b")).toMatchObject({ remaining: 1 });
});

test("each of several processes has its part of the limit, and none of them nothing", () => {
  expect(counterOf(600, 4).take("a")).toMatchObject({ limit: 150 });
  expect(counterOf(2, 4).take("a")).toMatchObject({ limit: 1, isOver: false });
});

test("of more keys than are counted apart, the further ones are counted together until there is room again", () => {
  const counter = counterOf(2, 1, 2);
  for (const key of ["a", "b"]) counter.take(key);
  vi.advanceTimersByTime(1_000);
  expect(counter.take("c")).toMatchObject({ remaining: 1 });
  expect(counter.take("d")).toMatchObject({ remaining: 0, isOver: false });
  expect(counter.take("e")).toMatchObject({ isOver: true });
  // Who is known is still counted apart.
  expect(counter.take("a")).toMatchObject({ remaining: 0, isOver: false });
  vi.advanceTimersByTime(59_000);
  expect(counter.take("e")).toMatchObject({ remaining: 1 });
  expect(counter.take("f")).toMatchObject({ isOver: true });
  vi.advanceTimersByTime(1_000);
  expect(counter.take("f")).toMatchObject({ remaining: 1 });
});

test("a quota is told in the fields of the IETF's draft", () => {
  const quota: Quota = { counted: "default", limit: 600, remaining: 12, resetSeconds: 37, isOver: false };
  expect(quotaHeaders(quota)).toEqual({
    "RateLimit-Policy": '"default";q=600;w=60',
    RateLimit: '"default";r=12;t=37',
  });
  expect(quotaLines(quota)).toBe('RateLimit-Policy: "default";q=600;w=60\r\nRateLimit: "default";r=12;t=37\r\n');
});
