import { csvCell, type ExportFormat } from "@/lib/activity/export";
import type { BlockedToken } from "./dry-run";
import { expiresBefore } from "./dry-run-groups";
import { blockedTokenJson } from "./json";

// Without it Excel takes UTF-8 for something older.
const BYTE_ORDER_MARK = "\ufeff";

const COLUMNS = [
  "label",
  "owner",
  "owner_email",
  "kind",
  "against",
  "last_used",
  "expires",
  "expires_before",
  "newly_blocked",
  "uuid",
];

/** What a file of a dry run begins with: the names of the columns, or nothing. */
export function dryRunHead(format: ExportFormat): string {
  return format === "csv" ? BYTE_ORDER_MARK + csvLine(COLUMNS) : "";
}

/**
 * One blocked token of a file, with its line's end. Never a hint or an address.
 * @param from when the rules hold, where that is planned
 */
export function dryRunRow(format: ExportFormat, blocked: BlockedToken, from: Date | null): string {
  if (format === "ndjson") return `${JSON.stringify(blockedTokenJson(blocked))}\n`;
  const { token, rules, isNew } = blocked;
  return csvLine([
    token.label,
    token.user_id === null ? "The organisation" : (token.owner_name ?? ""),
    token.owner_email ?? "",
    token.user_id === null ? "organisation" : "personal",
    rules.join(" "),
    token.last_used_at?.toISOString() ?? "",
    token.expires_at?.toISOString() ?? "",
    from === null ? "" : expiresBefore(blocked, from) ? "yes" : "no",
    isNew ? "yes" : "no",
    token.id,
  ]);
}

function csvLine(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(",")}\r\n`;
}
