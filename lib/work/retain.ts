import { ensureActivityMonths } from "@/db/migrate";
import { dropActivityBefore, type Removable, removeBefore, removeDeadJobs } from "@/db/work/retention";
import { alone } from "./alone";
import type { Task } from "./task";

const DAY_MS = 24 * 60 * 60_000;
const ACTIVITY_DAYS = 400;
// This month and the coming year.
const MONTHS_AHEAD = 13;
const AT_ONCE = 1_000;

/** How many days each thing is kept after its end. */
export const RETENTION_DAYS: Readonly<Record<Removable, number>> = {
  access_token_usage: 90,
  // Revoked ones only; as long as the activity that says why.
  access_token: 400,
  // A session ends by itself after 14 days of idleness; after that it tells for a quarter which devices are known.
  session: 14 + 90,
  one_time_code: 7,
  device_login: 1,
  outgoing_email: 30,
  read_notice: 90,
  notice: 400,
  // Longer than anything is due, so that nothing is sent twice.
  notice_digest: 90,
  notice_mailed: 90,
  sign_in_failure: 1,
  // A form that was left open for longer creates something new.
  form_submission: 1,
  idempotency_key: 1,
  // As long as the activity that tells of it; with its log and its variables.
  deployment: 400,
  // Also one that still waits, for a webhook that was paused for so long.
  webhook_delivery: 30,
};

/** Remove what was kept long enough, in small batches, each of which holds its locks only briefly. */
export const retain: Task = async ({ db, clock, signal }) => {
  await alone(db, "retain", async () => {
    const now = await clock(db);
    const daysAgo = (days: number) => new Date(now.getTime() - days * DAY_MS);
    for (const what of REMOVED) {
      for (let count = AT_ONCE; count === AT_ONCE && !signal.aborted; ) {
        count = await removeBefore(db, what, daysAgo(RETENTION_DAYS[what]), AT_ONCE);
      }
    }
    await ensureActivityMonths(db, now, MONTHS_AHEAD);
    await dropActivityBefore(db, daysAgo(ACTIVITY_DAYS));
    await removeDeadJobs(db);
  });
};

const REMOVED: readonly Removable[] = [
  "access_token_usage",
  "access_token",
  "session",
  "one_time_code",
  "device_login",
  "outgoing_email",
  "read_notice",
  "notice",
  "notice_digest",
  "notice_mailed",
  "sign_in_failure",
  "form_submission",
  "idempotency_key",
  "deployment",
  "webhook_delivery",
];
