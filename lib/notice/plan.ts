/** When a person is told about an expiration date: some days before, shortly before when the life is too short for days, and when it came. */
export type ExpiryStep = "30_days" | "14_days" | "7_days" | "1_day" | "shortly" | "expired";

export type PlannedNotice = { step: ExpiryStep; dueAt: Date };

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const LONG_LIFE_MS = 30 * DAY_MS;
/** For a life under 30 days. */
const MOST_NOTICES_OF_SHORT_LIFE = 3;
// Whoever is told later than this has no time left to do something about it.
const SHORTEST_WARNING_MS = 5 * MINUTE_MS;

const DAYS_BEFORE = [
  ["30_days", 30],
  ["14_days", 14],
  ["7_days", 7],
  ["1_day", 1],
] as const satisfies readonly (readonly [ExpiryStep, number])[];

/**
 * The notices of one life, earliest first; the last is always the expiration itself. A warning comes in the second half of
 * the life only: a token that was made yesterday is no news. Under two days no whole day fits: the warning then comes with a
 * quarter of the life left, unless that is under five minutes. Pure.
 * @param setAt when the expiration date was given
 */
export function noticePlan(setAt: Date, expiresAt: Date): PlannedNotice[] {
  const life = expiresAt.getTime() - setAt.getTime();
  const before = (step: ExpiryStep, ms: number): PlannedNotice => ({ step, dueAt: new Date(expiresAt.getTime() - ms) });
  const warnings = DAYS_BEFORE.filter(([, days]) => days * DAY_MS <= life / 2).map(([step, days]) =>
    before(step, days * DAY_MS),
  );
  if (warnings.length === 0 && life / 4 >= SHORTEST_WARNING_MS) warnings.push(before("shortly", life / 4));
  const plan = [...warnings, before("expired", 0)];
  return life < LONG_LIFE_MS ? plan.slice(-MOST_NOTICES_OF_SHORT_LIFE) : plan;
}

/** The notice that is due at `now`: after a time without service only the latest, since it says what the missed ones would have. Pure. */
export function dueNotice(plan: readonly PlannedNotice[], now: Date): PlannedNotice | undefined {
  return plan.findLast(({ dueAt }) => dueAt <= now);
}
