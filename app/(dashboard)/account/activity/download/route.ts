import { db } from "@/db/database";
import { countActivity, readActivity } from "@/lib/activity/account";
import { accountActivityExport } from "@/lib/activity/export";
import { withNames } from "@/lib/activity/find-names";
import { recordAccountExport } from "@/lib/activity/record-export";
import { exportFile, refuseFile } from "@/lib/export/file";
import { parseExportFormat } from "@/lib/export/table";
import { findSession } from "@/lib/session/find-session";
import { activityFilter, parseActivityQuery } from "../activity-query";

/**
 * The person's own activity as a file (`?format=csv` or `ndjson`, with the filters of the page), row by row as it is taken.
 * `X-Row-Count` tells beforehand how many rows there are; each is one line.
 */
export async function GET(request: Request): Promise<Response> {
  const principal = await findSession();
  if (principal === undefined) return refuseFile("credentials_missing", 401);
  const params = Object.fromEntries(new URL(request.url).searchParams);
  const format = parseExportFormat(params.format);
  if (format === undefined) return refuseFile("invalid_request", 400);

  const asked = activityFilter(parseActivityQuery(params), principal.user.timezone, principal.now);
  // Up to this moment, so that the number told is the number sent whatever happens meanwhile.
  const filter = { ...asked, to: asked.to !== undefined && asked.to < principal.now ? asked.to : principal.now };
  const rows = await countActivity(db, principal, filter);
  await recordAccountExport(db, principal, { format, rows });
  return exportFile(
    { format, name: "activity", date: principal.now, count: rows },
    accountActivityExport(principal.user.id),
    withNames(db, principal, readActivity(db, principal, filter)),
  );
}
