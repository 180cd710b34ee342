import type { OrganisationActivityRow } from "@/db/activity/organisation";
import { ACTIVITY_COLUMNS, activityCells } from "@/lib/activity/export";
import type { ActivityNames } from "@/lib/activity/names";
import type { ExportTable } from "@/lib/export/table";
import { type ActivityViewer, organisationActorText } from "./actor";
import { organisationActivityJson } from "./json";
import { organisationActivityMessage } from "./message";

const COLUMNS = [...ACTIVITY_COLUMNS, "by_email", "application_uuid"] as const;

/** What someone sees of an organisation's activity as a file: in words for a spreadsheet, as the API shows it for a program. */
export function organisationActivityExport(
  viewer: ActivityViewer,
): ExportTable<{ row: OrganisationActivityRow; names: ActivityNames }, (typeof COLUMNS)[number]> {
  return {
    columns: COLUMNS,
    cells: ({ row, names }) => ({
      ...activityCells(row, organisationActivityMessage(row, names), organisationActorText(row, viewer)),
      by_email: row.actor_email,
      application_uuid: row.application_id,
    }),
    json: ({ row, names }) => organisationActivityJson(row, viewer, names),
  };
}
