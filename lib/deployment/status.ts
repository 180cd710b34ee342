/** What a deployment can be: waiting for whoever deploys, under way, or ended in one of four ways. Never renamed. */
export const DEPLOYMENT_STATUSES = ["queued", "running", "succeeded", "failed", "cancelled", "abandoned"] as const;
export type DeploymentStatus = (typeof DEPLOYMENT_STATUSES)[number];

const NEXT: Readonly<Record<DeploymentStatus, readonly DeploymentStatus[]>> = {
  queued: ["running", "succeeded", "failed", "cancelled", "abandoned"],
  running: ["succeeded", "failed", "cancelled", "abandoned"],
  succeeded: [],
  failed: [],
  cancelled: [],
  abandoned: [],
};

/** Whether nothing about it changes any more. */
export function hasEnded(status: DeploymentStatus): boolean {
  return NEXT[status].length === 0;
}

/** Whether it went well; null while that is open. */
export function successOf(status: DeploymentStatus): boolean | null {
  return hasEnded(status) ? status === "succeeded" : null;
}

export type Progress = { status: DeploymentStatus; percent: number };
/** What whoever deploys reports: only what is given changes. */
export type Report = { status?: DeploymentStatus; percent?: number; log?: string };

export type ProgressResult =
  | { status: "moved"; progress: Progress }
  /** It has ended, and stays as it ended. */
  | { status: "ended"; as: DeploymentStatus }
  | { status: "invalid"; fields: Record<string, string[]> };

/**
 * How far a deployment is after a report. Pure. It never goes back: not from running to queued, not to a lower percentage, and an
 * ended one stays ended; the same report again is fine. Whoever reports progress or a log has picked it up, and success is 100 %.
 */
export function progressAfter(before: Progress, report: Report): ProgressResult {
  const { percent = before.percent } = report;
  const status = report.status ?? (isPickedUp(before, report) ? "running" : before.status);
  const isSame = status === before.status && percent === before.percent;
  if (hasEnded(before.status)) {
    return isSame && !hasLog(report) ? { status: "moved", progress: before } : { status: "ended", as: before.status };
  }
  if (status !== before.status && !NEXT[before.status].includes(status)) {
    return { status: "invalid", fields: { status: [`It is ${before.status}, and cannot be ${status} again.`] } };
  }
  if (percent < before.percent) {
    return {
      status: "invalid",
      fields: { percent: [`It is already at ${before.percent}: progress can't go back.`] },
    };
  }
  return { status: "moved", progress: { status, percent: status === "succeeded" ? 100 : percent } };
}

function isPickedUp(before: Progress, report: Report): boolean {
  return before.status === "queued" && (report.percent !== undefined || hasLog(report));
}

function hasLog({ log = "" }: Report): boolean {
  return log !== "";
}
