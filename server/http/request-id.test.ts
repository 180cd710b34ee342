import { expect, test } from "vitest";
import { newRequestId } from "./request-id";

test("an id is a UUID of version 7 of this moment, and never the same", () => {
  const before = Date.now();
  const ids = Array.from({ length: 2_000 }, newRequestId);
  const after = Date.now();
  expect(new Set(ids).size).toBe(ids.length);
  const odd = ids.filter((id) => !/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id));
  expect(odd).toEqual([]);
  const times = ids.map((id) => Number.parseInt(id.slice(0, 13).replace("-", ""), 16));
  expect(Math.min(...times)).toBeGreaterThanOrEqual(before);
  expect(Math.max(...times)).toBeLessThanOrEqual(after);
  // Each of the random bits is sometimes set and sometimes not.
  const digits = ids.map((id) => id.replaceAll("-", "").slice(12));
  for (let place = 0; place < 20; place++) {
    const wanted = place === 0 ? 1 : place === 4 ? 4 : 16;
    expect(new Set(digits.map((text) => text[place])).size, `digit ${place}`).toBe(wanted);
  }
});
