import { db } from "@/db/database";
import { recordOrganisationExport } from "@/lib/activity/record-export";
import { exportFile, refuseFile } from "@/lib/export/file";
import { parseExportFormat } from "@/lib/export/table";
import { BULK_WITHDRAWAL_EXPORT } from "@/lib/organisation/bulk-withdrawal/export";
import { readBulkWithdrawalItems } from "@/lib/organisation/bulk-withdrawal/read";
import { findBulkWithdrawalOf } from "../find-sweep";

/** The report of a sweep as a file (`?format=csv` or `ndjson`): one line for each token. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ slug: string; uuid: string }> },
): Promise<Response> {
  const found = await findBulkWithdrawalOf(await params);
  if (found.status === "refused") return found.response;
  const format = parseExportFormat(new URL(request.url).searchParams.get("format"));
  if (format === undefined) return refuseFile("invalid_request", 400);
  const { principal, sweep, organisation } = found;
  await recordOrganisationExport(db, principal, organisation, "token_sweep.report_exported", { format });
  return exportFile(
    { format, name: `token-report-${organisation.slug}`, date: new Date(sweep.created_at) },
    BULK_WITHDRAWAL_EXPORT,
    readBulkWithdrawalItems(db, sweep.uuid),
  );
}
