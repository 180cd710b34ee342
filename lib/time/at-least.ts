import { setTimeout as sleep } from "node:timers/promises";

/**
 * Do some work, and answer no sooner than `milliseconds` after it began: the real duration, which would reveal what was found,
 * is hidden.
 */
export async function takeAtLeast<T>(milliseconds: number, work: () => Promise<T>): Promise<T> {
  const [done] = await Promise.allSettled([work(), sleep(milliseconds)]);
  if (done.status === "rejected") throw done.reason;
  return done.value;
}
