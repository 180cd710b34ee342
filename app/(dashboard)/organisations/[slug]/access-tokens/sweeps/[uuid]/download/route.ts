import { db } from "@/db/database";
import { linesOf } from "@/lib/download/file";
import { organisationDownload } from "@/lib/download/organisation";
import { bulkWithdrawalExportHead, bulkWithdrawalExportRow } from "@/lib/organisation/bulk-withdrawal/export";
import { countItems, readSweepItems } from "@/lib/organisation/bulk-withdrawal/read";
import { findSweep } from "../find-sweep";

/** The report of a sweep as a file: one line for each token. */
export const GET = organisationDownload<{ slug: string; uuid: string }>(
  "withdraw_access",
  "token_sweep.report_exported",
  async ({ organisation, format, address }) => {
    const sweep = await findSweep(organisation, address.uuid);
    if (sweep === undefined) return { status: "refused", code: "not_found" };
    return {
      status: "found",
      file: {
        name: `token-report-${organisation.slug}-${sweep.created_at.slice(0, 10)}`,
        count: countItems(sweep),
        head: bulkWithdrawalExportHead(format),
        lines: linesOf(readSweepItems(db, sweep.uuid), (item) => bulkWithdrawalExportRow(format, item)),
      },
    };
  },
);
