import type { ExportTable } from "@/lib/export/table";
import type { BulkWithdrawalItemJson } from "./read";

const COLUMNS = ["label", "owner", "owner_email", "outcome", "done", "uuid"] as const;

/** The report of a bulk withdrawal as a file: one line for each token. */
export const BULK_WITHDRAWAL_EXPORT: ExportTable<BulkWithdrawalItemJson, (typeof COLUMNS)[number]> = {
  columns: COLUMNS,
  cells: ({ label, owner, outcome, done_at: done, uuid }) => ({
    label,
    owner: owner?.name ?? "The organisation",
    owner_email: owner?.email ?? null,
    outcome,
    done,
    uuid,
  }),
  json: (item) => item,
};
