import { db } from "@/db/database";
import { EXPORT_FORMATS } from "@/lib/activity/export";
import { recordOrganisationExport } from "@/lib/activity/record-export";
import { download } from "@/lib/api/download";
import { bulkWithdrawalExportHead, bulkWithdrawalExportRow } from "@/lib/organisation/bulk-withdrawal/export";
import { readSweepItems } from "@/lib/organisation/bulk-withdrawal/read";
import { findSweepOf } from "../find-sweep";

/** The report of a sweep as a file (`?format=csv` or `ndjson`): one line for each token. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ slug: string; uuid: string }> },
): Promise<Response> {
  const found = await findSweepOf(await params);
  if (found.status === "refused") return found.response;
  const asked = new URL(request.url).searchParams.get("format");
  const format = EXPORT_FORMATS.find((known) => known === asked);
  if (format === undefined) return Response.json({ code: "invalid_request" }, { status: 400 });
  const { principal, sweep, organisation } = found;
  await recordOrganisationExport(db, principal, organisation, "token_sweep.report_exported", { format });
  async function* parts(as: typeof format & string) {
    for await (const items of readSweepItems(db, sweep.uuid)) {
      yield items.map((item) => bulkWithdrawalExportRow(as, item)).join("");
    }
  }
  const name = `token-report-${organisation.slug}-${sweep.created_at.slice(0, 10)}`;
  return download(format, name, bulkWithdrawalExportHead(format), parts(format));
}
