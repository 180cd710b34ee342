import { finishLeaks } from "@/lib/access-token/leak/finish";
import { takeSecretReports } from "@/lib/access-token/leak/take-reports";
import { abandonDeployments } from "@/lib/deployment/abandon";
import { applySunsetTask } from "@/lib/imported-token/apply-sunset";
import { requeueDueMail } from "@/lib/mail/requeue-due";
import { sendMailTask } from "@/lib/mail/send-task";
import { makeDigests } from "@/lib/notice/make-digests";
import { makeNotices } from "@/lib/notice/make-notices";
import { runBulkWithdrawals } from "@/lib/organisation/bulk-withdrawal/run";
import { remindOfPolicies } from "@/lib/organisation/policy/remind";
import { announceWebhooks } from "@/lib/webhook/announce/announce";
import { announceExpiry } from "@/lib/webhook/announce/expiry";
import { deliverWebhooks, requeueDueWebhooks } from "@/lib/webhook/deliver/task";
import { cleanUpSecrets } from "./clean-up-secrets";
import type { TaskName } from "./queue";
import { retain } from "./retain";
import type { Task } from "./task";

/**
 * Workers of their own do the work of a lane: receivers that hang, of which there may be many, keep nothing else waiting.
 */
export type Lane = "main" | "webhooks";

/** The task for each job, with a schedule (as cron has it, in UTC) for recurring ones. */
export const tasks: Record<TaskName, { run: Task; schedule?: string; lane?: Lane }> = {
  send_mail: { run: sendMailTask },
  sweep_mail: { run: requeueDueMail, schedule: "* * * * *" },
  sweep_secrets: { run: cleanUpSecrets, schedule: "* * * * *" },
  take_secret_reports: { run: takeSecretReports, schedule: "* * * * *" },
  finish_leaks: { run: finishLeaks, schedule: "* * * * *" },
  make_notices: { run: makeNotices, schedule: "* * * * *" },
  make_digests: { run: makeDigests, schedule: "* * * * *" },
  run_sweeps: { run: runBulkWithdrawals, schedule: "* * * * *" },
  remind_of_policies: { run: remindOfPolicies, schedule: "* * * * *" },
  apply_sunset: { run: applySunsetTask, schedule: "* * * * *" },
  abandon_deployments: { run: abandonDeployments, schedule: "* * * * *" },
  announce_webhooks: { run: announceWebhooks, schedule: "* * * * *" },
  announce_expiry: { run: announceExpiry, schedule: "*/5 * * * *" },
  deliver_webhooks: { run: deliverWebhooks, lane: "webhooks" },
  sweep_webhooks: { run: requeueDueWebhooks, schedule: "* * * * *" },
  retain: { run: retain, schedule: "23 * * * *" },
};
