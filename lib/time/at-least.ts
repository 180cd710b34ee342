import { setTimeout as sleep } from "node:timers/promises";

/**
 * Do some work, and answer no sooner than `milliseconds` after it began: how long it really took, which would tell what was
 * found, stays inside.
 */
export async function takeAtLeast<T>(milliseconds: number, work: () => Promise<T>): Promise<T> {
  const [done] = await Promise.allSettled([work(), sleep(milliseconds)]);
  if (done.status === "rejected") throw done.reason;
  return done.value;
}
