import { expect, test } from "vitest";
import type { Entry } from "./entry";
import { Place } from "./kept";
import { PrincipalCache } from "./principal-cache";

const entry = (key: string, given: Partial<Entry> = {}): Entry => ({
  key,
  dependsOn: [`token of ${key}`, "user"],
  validUntil: 1_000,
  bytes: 10,
  judged: undefined,
  row: undefined,
  last: undefined,
  kept: undefined,
  keptBytes: 0,
  isAsked: false,
  countedBytes: 0,
  isUsed: false,
  previous: undefined,
  next: undefined,
  ...given,
});

const cacheOf = (bounds: { bytes?: number; entries?: number; unknown?: number } = {}) =>
  new PrincipalCache({ bytes: 1_000_000, entries: 1_000, unknown: 2, ...bounds });

test("what depends on something that changed is forgotten, and nothing else", () => {
  const cache = cacheOf();
  for (const key of ["a", "b"]) cache.store(entry(key));
  cache.store(entry("c", { dependsOn: ["token of c"] }));
  cache.forget("token of a");
  expect(["a", "b", "c"].map((key) => cache.find(key, 0)?.key)).toEqual([undefined, "b", "c"]);
  cache.store(entry("a"));
  cache.forget("user");
  expect(["a", "b", "c"].map((key) => cache.find(key, 0)?.key)).toEqual([undefined, undefined, "c"]);
  cache.forget("user");
  cache.forget("token of c");
  expect({ size: cache.size, bytes: cache.bytes }).toEqual({ size: 0, bytes: 0 });
});

test("an entry ends at its time, and one that is stored again takes the place of the former", () => {
  const cache = cacheOf();
  cache.store(entry("a"));
  cache.store(entry("a", { validUntil: 2_000, bytes: 20 }));
  expect(cache.bytes).toBe(20);
  expect(cache.find("a", 1_999)?.validUntil).toBe(2_000);
  expect(cache.find("a", 2_000)).toBeUndefined();
  expect(cache.size).toBe(0);
});

test("the bounds hold, by number and by bytes, and what is used stays", () => {
  for (const bounds of [{ entries: 100 }, { bytes: 1_000 }]) {
    const cache = cacheOf(bounds);
    for (let n = 0; n < 1_000; n++) {
      cache.store(entry(`key ${n}`));
      cache.find("key 7", 0);
      expect(cache.size).toBeLessThanOrEqual(100);
      expect(cache.bytes).toBeLessThanOrEqual(1_000);
    }
    expect(cache.find("key 7", 0)?.key).toBe("key 7");
    expect(cache.find("key 999", 0)?.key).toBe("key 999");
    expect(cache.find("key 800", 0)).toBeUndefined();
  }
  const tooLarge = cacheOf({ bytes: 5 });
  tooLarge.store(entry("a"));
  expect(tooLarge.size).toBe(0);
});

test("what nobody has is remembered apart: it pushes out only its like, and goes when somebody gets it", () => {
  const cache = cacheOf({ entries: 1 });
  cache.store(entry("a"));
  for (const digest of ["1", "2", "3"]) cache.storeUnknown(digest, 500);
  expect(cache.find("a", 0)?.key).toBe("a");
  expect(["1", "2", "3"].map((digest) => cache.isUnknown(digest, 0))).toEqual([false, true, true]);
  expect(cache.isUnknown("3", 500)).toBe(false);
  cache.forget("2");
  expect(cache.isUnknown("2", 0)).toBe(false);
  cache.clear();
  expect([cache.isUnknown("3", 0), cache.size]).toEqual([false, 0]);
});

test("what is made of an entry is kept from the second time on, and counts until it is forgotten", () => {
  const cache = cacheOf({ bytes: 100 });
  const place = new Place<string>();
  for (const key of ["a", "b"]) cache.store(entry(key));
  const make = (key: string, bytes: number) => {
    const found = cache.find(key, 0);
    if (found !== undefined) place.keepOfRepeated(found, key, bytes);
    return cache.find(key, 0)?.kept;
  };
  expect([make("a", 40), cache.bytes]).toEqual([undefined, 20]);
  expect([make("a", 40), cache.bytes]).toEqual([expect.arrayContaining(["a"]), 60]);
  expect([make("a", 40), cache.bytes]).toEqual([expect.arrayContaining(["a"]), 60]);
  make("b", 70);
  make("b", 70);
  // There is not room for both.
  expect({ size: cache.size, bytes: cache.bytes }).toEqual({ size: 1, bytes: 80 });
  cache.forget("user");
  expect({ size: cache.size, bytes: cache.bytes }).toEqual({ size: 0, bytes: 0 });
});
