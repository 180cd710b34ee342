import { db } from "@/db/database";
import { organisationDownload } from "@/lib/export/organisation";
import { BULK_WITHDRAWAL_EXPORT } from "@/lib/organisation/bulk-withdrawal/export";
import { countItems, readBulkWithdrawalItems } from "@/lib/organisation/bulk-withdrawal/read";
import { findBulkWithdrawalOf } from "../find-bulk-withdrawal";

/** The report of a bulk withdrawal as a file: one line for each token. */
export const GET = organisationDownload(
  "withdraw_access",
  "token_sweep.report_exported",
  async ({ organisation, path }) => {
    const withdrawal = await findBulkWithdrawalOf(organisation, path.uuid);
    if (withdrawal === undefined) return { status: "not_found" };
    return {
      status: "found",
      name: `token-report-${organisation.slug}`,
      date: new Date(withdrawal.created_at),
      count: countItems(withdrawal),
      table: BULK_WITHDRAWAL_EXPORT,
      rows: readBulkWithdrawalItems(db, withdrawal.uuid),
    };
  },
);
