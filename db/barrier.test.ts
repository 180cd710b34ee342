import { afterEach, expect, test } from "vitest";
import { barrierEverywhere, barrierHere, registerLocalBarrier, setBarrierElsewhere } from "./barrier";
import { forgetProcessWide } from "./process-wide";

afterEach(() => forgetProcessWide("barriers"));

const tick = () => new Promise((resolve) => setImmediate(resolve));

/** Something to wait for, and each call of it. */
function slow() {
  const runs: (() => void)[] = [];
  return { runs, run: () => new Promise<void>((resolve) => runs.push(resolve)) };
}

test("without anything to wait for, there is no wait", async () => {
  await barrierHere();
  await barrierEverywhere();
});

test("everywhere is here and elsewhere", async () => {
  const [here, elsewhere] = [slow(), slow()];
  registerLocalBarrier(here.run);
  setBarrierElsewhere(elsewhere.run);
  let over = false;
  const waiting = barrierEverywhere().then(() => {
    over = true;
  });
  await tick();
  here.runs[0]?.();
  await tick();
  expect(over).toBe(false);
  elsewhere.runs[0]?.();
  await waiting;
});

test("a hundred who ask at once wait for one round, and a hundred who ask while it is under way for one more", async () => {
  const { runs, run } = slow();
  setBarrierElsewhere(run);
  const first = Array.from({ length: 100 }, barrierEverywhere);
  await tick();
  let isSecondOver = false;
  const second = Promise.all(Array.from({ length: 100 }, barrierEverywhere)).then(() => {
    isSecondOver = true;
  });
  expect(runs).toHaveLength(1);
  runs[0]?.();
  await Promise.all(first);
  await tick();
  // What the first round saw may be older than what these wait for.
  expect([runs.length, isSecondOver]).toEqual([2, false]);
  runs[1]?.();
  await second;
});

test("one that fails keeps nobody from going on", async () => {
  registerLocalBarrier(() => Promise.reject(new Error("gone")));
  setBarrierElsewhere(() => Promise.reject(new Error("gone too")));
  await barrierEverywhere();
  await barrierEverywhere();
});
