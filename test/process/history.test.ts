import { afterAll, beforeAll, expect, test } from "vitest";
import { type Arena, openArena } from "@/bench/history/arena";
import { findViolations } from "@/bench/history/check";
import { record } from "@/bench/history/record";
import { createWorld } from "@/bench/history/world";

/** What is promised of an ending elsewhere, whatever is broken. */
const BOUND_MS = 5_000;

let arena: Arena;
beforeAll(async () => {
  arena = await openArena();
});
afterAll(() => arena?.close());

test("no acknowledged ending is answered 200 later than promised, while the listener, PostgreSQL and an instance break", async () => {
  const { makeToken } = await createWorld(arena.db);
  const { history, ways } = await record({ ...arena, makeToken, clients: 6, operations: 300, restMs: 25 });
  expect(findViolations(history, BOUND_MS)).toEqual([]);
  // Each way was tried, and asked after, or the history would prove nothing.
  expect([...ways.keys()].sort()).toEqual(["replace now", "revoke", "revoke itself", "withdraw access"]);
  const outcomes = new Set(history.flatMap((operation) => (operation.type === "check" ? operation.outcome : [])));
  expect(outcomes).toContain("allowed");
  expect(outcomes).toContain("refused");
});
