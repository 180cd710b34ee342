import { findApplication } from "@/db/application/application";
import type { Db, Row } from "@/db/database";
import { type DeploymentRow, findDeployment, lockDeployment, updateDeployment } from "@/db/deployment/deployment";
import { appendLog, readLogTail } from "@/db/deployment/log";
import type { Principal } from "@/lib/authorization/principal";
import { authorizeEnvironment } from "@/lib/environment/authorize";
import type { OrganisationRefusal } from "@/lib/organisation/authorize";
import { write } from "@/lib/write";
import { recordDeploymentActivity } from "./activity";
import type { ReportDeploymentInput } from "./input";
import { fittingOf, linesOf, TAIL_CHARACTERS } from "./log";
import { type DeploymentStatus, hasEnded, type Progress, progressAfter } from "./status";

export type ReportDeploymentResult =
  | { status: "reported"; deployment: DeploymentRow }
  | { status: "ended"; as: DeploymentStatus }
  | { status: "invalid"; fields: Record<string, string[]> }
  | OrganisationRefusal;

/** Report how far a deployment is, and append to its log. @throws CallerEnded */
export async function reportDeployment(
  db: Db,
  principal: Principal,
  id: string,
  report: ReportDeploymentInput,
): Promise<ReportDeploymentResult> {
  return await write(db, principal, async (trx): Promise<ReportDeploymentResult> => {
    const found = await findDeployment(trx, id);
    if (found === undefined) return { status: "not_found" };
    const authorized = await authorizeEnvironment(trx, principal, found.environment_id);
    if (authorized.status !== "authorized") return authorized;
    const before = await lockDeployment(trx, id);
    if (before === undefined) return { status: "not_found" };
    const result = progressAfter(before, report);
    if (result.status !== "moved") return result;

    await moveTo(trx, before, result.progress);
    await appendReport(trx, before, report.log ?? "");
    const deployment = await findDeployment(trx, id);
    if (deployment === undefined) throw new Error("a deployment that was just written cannot be read");
    if (hasEnded(deployment.status) && !hasEnded(before.status)) {
      const { application_id, slug } = authorized.environment;
      const application = await findApplication(trx, application_id);
      await recordDeploymentActivity(trx, principal, "deployment.ended", deployment, {
        label: `${application?.name ?? ""} ${slug}`.trim(),
        before: { status: before.status },
        after: { status: deployment.status },
      });
    }
    return { status: "reported", deployment };
  });
}

async function moveTo(trx: Db, before: Row<"deployment">, { status, percent }: Progress): Promise<void> {
  if (status === before.status && percent === before.percent) return;
  // One that failed at once was picked up too; one that was cancelled or abandoned while it waited was not.
  const isStarted = status === "running" || status === "succeeded" || status === "failed";
  await updateDeployment(trx, before.id, {
    status,
    percent,
    starts: isStarted && before.started_at === null,
    ends: hasEnded(status),
  });
}

async function appendReport(trx: Db, before: Row<"deployment">, log: string): Promise<void> {
  if (log === "" || before.is_log_cut) return;
  const lines = linesOf(await readLogTail(trx, before.id, TAIL_CHARACTERS), log);
  await appendLog(trx, before, fittingOf(lines, before.log_bytes));
}
