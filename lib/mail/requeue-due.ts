import { findDueEmails } from "@/db/work/outgoing-email";
import { addJob } from "@/lib/work/queue";
import type { Task } from "@/lib/work/task";

// A minute's worth; the rest waits for the next one.
const AT_ONCE = 500;

/**
 * Give a new job to each mail that is due: for its next attempt, or because its job is gone or locked by a worker that was
 * killed. The rows are the truth, the jobs only lead to them.
 */
export const requeueDueMail: Task = async ({ db, clock, mail }) => {
  if (mail === undefined) return;
  const due = await findDueEmails(db, await clock(db), AT_ONCE);
  for (const id of due) await addJob(db, "send_mail", { id }, { jobKey: `mail:${id}` });
};
