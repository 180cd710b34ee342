const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

const DAYS_BEFORE = [30, 14, 7, 1];
const SHORT_LIFE_DAYS = 30;
const SHORT_LIFE_NOTICES = 3;
// For a life too short for a day's notice: a quarter of it before the end, which is 15 minutes of an hour.
const SHORT_SHARE = 4;
// Below this the first notice would come before anyone has pasted the secret.
const SHORTEST_MS = 10 * MINUTE_MS;

/** A moment at which a person is told. `stage` is its permanent name: `30d`, `7d`, `quarter`, `expired`. */
export type NoticeMoment = { stage: string; dueAt: Date };

/**
 * When a person is told that a token expires, the earliest first: 30, 14, 7 and 1 day before and at the expiration date, but only
 * what lies in the second half of its life, and never more than three times in a life under 30 days.
 * @param setAt when the expiration date was set: what was decided then is what its life is measured by
 */
export function noticePlan(setAt: Date, expiresAt: Date): NoticeMoment[] {
  const life = expiresAt.getTime() - setAt.getTime();
  const days = DAYS_BEFORE.filter((count) => count * DAY_MS <= life / 2);
  const kept = life < SHORT_LIFE_DAYS * DAY_MS ? days.slice(1 - SHORT_LIFE_NOTICES) : days;
  const before = kept.map((count) => ({ stage: `${count}d`, dueAt: new Date(expiresAt.getTime() - count * DAY_MS) }));
  if (kept.length === 0 && life >= SHORTEST_MS) {
    before.push({ stage: "quarter", dueAt: new Date(expiresAt.getTime() - life / SHORT_SHARE) });
  }
  return [...before, { stage: "expired", dueAt: expiresAt }];
}

const SUNSET_DAYS = [30, 7, 1];

/**
 * When a person is told that an imported token ends with all of them: 30, 7 and 1 day before, and at that date. What lies before it was
 * decided is told at once, the latest of it.
 */
export function sunsetPlan(setAt: Date, expiresAt: Date): NoticeMoment[] {
  const before = SUNSET_DAYS.map((count) => ({
    stage: `${count}d`,
    dueAt: new Date(expiresAt.getTime() - count * DAY_MS),
  }));
  const past = before.filter(({ dueAt }) => dueAt <= setAt).at(-1);
  return [
    ...(past === undefined ? [] : [{ ...past, dueAt: setAt }]),
    ...before.filter(({ dueAt }) => dueAt > setAt),
    { stage: "expired", dueAt: expiresAt },
  ];
}

/** A token's expiration date, when it was given, and whether by the sunset of imported tokens. */
export type Expiry = { expiration_set_at: Date; expires_at: Date; expires_by_sunset: boolean };

/** When people, webhooks and pages tell of an expiration date. */
export function planOf({ expiration_set_at: setAt, expires_at: expiresAt, expires_by_sunset: bySunset }: Expiry) {
  return bySunset ? sunsetPlan(setAt, expiresAt) : noticePlan(setAt, expiresAt);
}

/** The longest before its expiration date that anyone is told. */
export const EARLIEST_NOTICE_DAYS = Math.max(...DAYS_BEFORE);

/** A notice that is more than a week late, because no instance was running, is not sent any more. */
export const LATEST_AFTER_DUE_DAYS = 7;

/** What is due at `now` and not too long ago, the earliest first. */
export function dueMoments(plan: readonly NoticeMoment[], now: Date): NoticeMoment[] {
  const since = now.getTime() - LATEST_AFTER_DUE_DAYS * DAY_MS;
  return plan.filter(({ dueAt }) => dueAt <= now && dueAt.getTime() >= since);
}

/** The key of one notice of one expiration date: another date starts over. */
export function dedupeKeyOf(token: { id: string; expiresAt: Date }, stage: string): string {
  return `expiry:${token.id}:${token.expiresAt.getTime()}:${stage}`;
}
