import { csvCell, type ExportFormat } from "@/lib/activity/export";
import type { BulkWithdrawalItemJson } from "./read";

const COLUMNS = ["label", "owner", "owner_email", "outcome", "done", "uuid"] as const;
// Without it Excel takes UTF-8 for something older.
const BYTE_ORDER_MARK = "\ufeff";

/** What the file of a report begins with: the names of the columns, or nothing. */
export function bulkWithdrawalExportHead(format: ExportFormat): string {
  return format === "csv" ? BYTE_ORDER_MARK + csvLine(COLUMNS) : "";
}

/** One token of a report, with its line's end. */
export function bulkWithdrawalExportRow(format: ExportFormat, item: BulkWithdrawalItemJson): string {
  if (format === "ndjson") return `${JSON.stringify(item)}\n`;
  const { label, owner, outcome, done_at: doneAt, uuid } = item;
  return csvLine([label, owner?.name ?? "The organisation", owner?.email ?? "", outcome, doneAt ?? "", uuid]);
}

function csvLine(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(",")}\r\n`;
}
