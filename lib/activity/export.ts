import type { AccountActivityRow } from "@/db/activity/account";
import { userAgentWords } from "@/lib/user-agent-words";
import { type AccountActivityWords, accountActivityWords } from "./account-words";
import { activityActor, actorText } from "./actor";
import type { ActivityNames } from "./names";
import type { ChangedValue, ChangeWords } from "./token-words";

export const EXPORT_FORMATS = ["csv", "ndjson"] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

const COLUMNS = [
  "time",
  "what",
  "detail",
  "changes",
  "subject",
  "by",
  "address",
  "device",
  "user_agent",
  "type",
  "subject_uuid",
  "request_id",
  "uuid",
] as const;

// Without it Excel takes UTF-8 for something older.
const BYTE_ORDER_MARK = "\ufeff";

/** What a file begins with: the names of the columns, `more` after the usual ones, or nothing. */
export function exportHead(format: ExportFormat, more: readonly string[] = []): string {
  return format === "csv" ? BYTE_ORDER_MARK + csvLine([...COLUMNS, ...more]) : "";
}

/** One row of a file, with its line's end. A row is one line in both formats, whatever it holds. */
export function exportRow(
  format: ExportFormat,
  { row, names }: { row: AccountActivityRow; names: ActivityNames },
  userId: string,
): string {
  if (format === "ndjson") return `${JSON.stringify(activityJson(row))}\n`;
  return csvRow(row, accountActivityWords(row, names), actorText(activityActor(row, userId)));
}

/** A row as NDJSON has it: what was recorded, in the public names. */
function activityJson(row: AccountActivityRow) {
  return {
    uuid: row.id,
    created_at: row.at,
    type: row.type,
    target: row.target_id === null ? null : { type: row.target_type, uuid: row.target_id, label: row.target_label },
    actor: { user: row.actor_user_id, token: row.actor_token_id },
    before: row.before,
    after: row.after,
    address: row.address,
    user_agent: row.user_agent,
    request_id: row.request_id,
  };
}

/** A row of a CSV, with its line's end. */
export function csvRow(
  row: AccountActivityRow,
  { what, changes, reason, detail }: AccountActivityWords,
  by: string,
  more: readonly string[] = [],
): string {
  return csvLine([
    row.at,
    what,
    [detail, reason].filter((text) => text !== null).join("; "),
    changes.map(changeText).join("; "),
    row.target_label ?? "",
    by,
    row.address ?? "",
    userAgentWords(row.user_agent) ?? "",
    row.user_agent,
    row.type,
    row.target_id ?? "",
    row.request_id ?? "",
    row.id,
    ...more,
  ]);
}

/** A change as text: `Role: member → admin`. */
export function changeText({ field, before, after }: ChangeWords): string {
  const text = (value: ChangedValue) => (value === null ? "nothing" : "at" in value ? value.at : value.text);
  return `${field}: ${text(before)} → ${text(after)}`;
}

function csvLine(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(",")}\r\n`;
}

/**
 * A cell that a spreadsheet shows and never runs: what would begin a formula gets an apostrophe before it, also after blanks,
 * and lines become one. Where the comma is the decimal sign, Excel takes the semicolon for the separator, whatever quotation marks
 * say: what follows one would begin a cell too.
 * @see OWASP, CSV Injection; RFC 4180
 */
export function csvCell(text: string): string {
  const line = text.replace(/[\r\n\u2028\u2029]+/g, " ");
  const harmless = line.replace(/(?<=^|;)([\s\p{Cc}"]*)(?=[=+\-@\uff1d\uff0b\uff0d\uff20|])/gu, "'$1");
  return /[",;'\t]|^\s|\s$/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
