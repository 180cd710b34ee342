import type { OrganisationActivityRow } from "@/db/activity/organisation";
import { csvRow, type ExportFormat, exportHead } from "@/lib/activity/export";
import type { ActivityNames } from "@/lib/activity/names";
import { type ActivityViewer, organisationActorText } from "./actor";
import { organisationActivityJson } from "./json";
import { organisationActivityWords } from "./words";

/** What a file of an organisation's activity begins with. */
export function organisationExportHead(format: ExportFormat): string {
  return exportHead(format, ["by_email", "application_uuid"]);
}

/** One row of a file, with its line's end: in words for a spreadsheet, as the API shows it for a program. */
export function organisationExportRow(
  format: ExportFormat,
  { row, names }: { row: OrganisationActivityRow; names: ActivityNames },
  viewer: ActivityViewer,
): string {
  if (format === "ndjson") return `${JSON.stringify(organisationActivityJson(row, viewer, names))}\n`;
  return csvRow(row, organisationActivityWords(row, names), organisationActorText(row, viewer), [
    row.actor_email ?? "",
    row.application_id ?? "",
  ]);
}
