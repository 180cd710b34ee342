import type { Db } from "@/db/database";
import { insertJob } from "@/db/work/job";

/** The work that the queue knows, by name. */
export type TaskName =
  | "send_mail"
  | "sweep_mail"
  | "sweep_secrets"
  | "finish_leaks"
  | "take_secret_reports"
  | "make_notices"
  | "make_digests"
  | "run_sweeps"
  | "remind_of_policies"
  | "apply_sunset"
  | "abandon_deployments"
  | "announce_webhooks"
  | "announce_expiry"
  | "deliver_webhooks"
  | "sweep_webhooks"
  | "retain";

// Work that must not be lost has rows of its own, which a scheduled task finds: a job is only the quick way to it.
const ATTEMPTS = 3;

/**
 * Add a job, in the caller's transaction: it runs when that is committed, and never if it is not. A worker that is killed keeps
 * its job locked for hours, so nothing may depend on one job alone: see `sweep_mail`.
 */
export async function addJob(
  trx: Db,
  task: TaskName,
  payload: Record<string, unknown> = {},
  options: { runAt?: Date; jobKey?: string } = {},
): Promise<void> {
  await insertJob(trx, { task, payload, maxAttempts: ATTEMPTS, ...options });
}
