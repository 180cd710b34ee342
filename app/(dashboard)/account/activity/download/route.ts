import { db } from "@/db/database";
import { countActivity, readActivity } from "@/lib/activity/account";
import { accountActivityExport } from "@/lib/activity/export";
import { withNames } from "@/lib/activity/find-names";
import { upTo } from "@/lib/activity/query";
import { recordAccountExport } from "@/lib/activity/record-export";
import { exportFile, refuseFile } from "@/lib/export/file";
import { parseExportFormat } from "@/lib/export/table";
import { parseList } from "@/lib/list/parse";
import { sessionOrRefusal } from "@/lib/session/session-or-refusal";
import { activityFilter, activityList } from "../activity-query";

/** The person's own activity as a file (`?format=csv` or `ndjson`, with the filters of the page). */
export async function GET(request: Request): Promise<Response> {
  const principal = await sessionOrRefusal();
  if (principal instanceof Response) return principal;
  const params = Object.fromEntries(new URL(request.url).searchParams);
  const format = parseExportFormat(params.format);
  if (format === undefined) return refuseFile("invalid_request", 400);
  const { now, user } = principal;
  const filter = upTo(now, activityFilter(parseList(activityList, params), user.timezone, now));
  const count = await countActivity(db, principal, filter);
  await recordAccountExport(db, principal, { format, rows: count });
  return exportFile(
    { format, name: "activity", date: now, count },
    accountActivityExport(user.id),
    withNames(db, principal, readActivity(db, principal, filter)),
  );
}
