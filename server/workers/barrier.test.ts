import { afterEach, expect, test, vi } from "vitest";
import { barrierOver } from "./barrier";
import type { Question } from "./message";

afterEach(() => vi.useRealTimers());

/** Two processes and the channel between them, which can be cut. */
function pair(run: () => Promise<void>) {
  let isUp = true;
  const over = (hear: (message: Question) => void) => async (message: Question) => {
    if (isUp) hear(message);
    return isUp;
  };
  const one = barrierOver(
    over((message) => other.hear(message)),
    async () => {},
  );
  const other = barrierOver(
    over((message) => one.hear(message)),
    run,
  );
  const cut = () => {
    isUp = false;
    one.ended();
  };
  return { one, cut };
}

test("who asks waits until the other side has caught up", async () => {
  let caughtUp = () => {};
  const { one } = pair(async () => {
    await new Promise<void>((resolve) => {
      caughtUp = resolve;
    });
  });
  let isOver = false;
  const waiting = one.ask().then(() => {
    isOver = true;
  });
  await new Promise(setImmediate);
  expect(isOver).toBe(false);
  caughtUp();
  await waiting;
});

test("one that says nothing is waited for 2.2 seconds", async () => {
  vi.useFakeTimers();
  const { one } = pair(() => new Promise(() => {}));
  let isOver = false;
  const waiting = one.ask().then(() => {
    isOver = true;
  });
  await vi.advanceTimersByTimeAsync(2_199);
  expect(isOver).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  await waiting;
});

test("one that ends meanwhile, or is gone already, is not waited for", async () => {
  const { one, cut } = pair(() => new Promise(() => {}));
  const waiting = one.ask();
  cut();
  await waiting;
  await one.ask();
});
