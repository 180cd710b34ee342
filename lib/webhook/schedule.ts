const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

// As Standard Webhooks recommends: quick for a receiver that restarts, then over three days for one that is repaired.
const WAITS_MS = [
  5 * SECOND_MS,
  5 * MINUTE_MS,
  30 * MINUTE_MS,
  2 * HOUR_MS,
  5 * HOUR_MS,
  10 * HOUR_MS,
  14 * HOUR_MS,
  20 * HOUR_MS,
  24 * HOUR_MS,
];
// Of each wait: what failed together is not tried again together.
const JITTER = 0.1;

/** How many attempts a delivery has. */
export const ATTEMPTS = WAITS_MS.length + 1;

/** How long a webhook's deliveries fail, without a success between, before it is switched off. */
export const SWITCHED_OFF_AFTER_DAYS = 5;

/** When to try again after so many attempts; undefined when the last one was made. @param chance 0 to 1 */
export function nextAttemptAt(attempts: number, now: Date, chance = Math.random()): Date | undefined {
  const wait = WAITS_MS[attempts - 1];
  return wait === undefined ? undefined : new Date(now.getTime() + wait * (1 + JITTER * chance));
}

/** Whether a webhook that has failed since then is switched off. */
export function isGivenUp(failingSince: Date, now: Date): boolean {
  return now.getTime() - failingSince.getTime() >= SWITCHED_OFF_AFTER_DAYS * 24 * HOUR_MS;
}
