import { csvCell, type ExportFormat } from "@/lib/activity/export";
import { type OrganisationTokenDetails, publicOrganisationTokenJson } from "./json";

const COLUMNS = [
  "label",
  "owner",
  "owner_email",
  "owner_role",
  "kind",
  "purpose",
  "description",
  "status",
  "access",
  "access_reason",
  "reaches",
  "scopes",
  "full_access",
  "acts_as",
  "team",
  "application",
  "workflow",
  "created",
  "expires",
  "last_used",
  "last_used_from",
  "rotated",
  "revoked",
  "uuid",
] as const;

// Without it Excel takes UTF-8 for something older.
const BYTE_ORDER_MARK = "\ufeff";

/** What a file of tokens begins with: the names of the columns, or nothing. */
export function tokenExportHead(format: ExportFormat): string {
  return format === "csv" ? BYTE_ORDER_MARK + csvLine(COLUMNS) : "";
}

/** One token of a file, with its line's end. Never a secret, and no hint. */
export function tokenExportRow(format: ExportFormat, token: OrganisationTokenDetails): string {
  if (format === "ndjson") {
    const { hint: _hint, ...json } = publicOrganisationTokenJson(token);
    return `${JSON.stringify({ ...json, last_used_from: token.last_use?.address ?? null })}\n`;
  }
  return csvLine([
    token.label,
    token.owner.name,
    token.owner_details?.email ?? "",
    token.owner.role ?? "",
    token.kind,
    token.purpose,
    token.description,
    token.status,
    token.access.state,
    token.access.reason ?? "",
    token.reach === null ? "everything" : token.reach.join(", "),
    token.scopes.join(" "),
    token.all_access ? "yes" : "no",
    token.acts_as ?? "",
    token.team_name ?? "",
    token.application_name ?? "",
    token.workflow ?? "",
    token.created_at,
    token.expiration_date ?? "",
    token.last_used_at ?? "",
    token.last_use?.address ?? "",
    token.rotated_at ?? "",
    token.revoked_at ?? "",
    token.uuid,
  ]);
}

function csvLine(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(",")}\r\n`;
}
