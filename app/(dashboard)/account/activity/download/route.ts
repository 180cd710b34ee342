import { db } from "@/db/database";
import { countActivity, readActivity } from "@/lib/activity/account";
import { exportHead, exportRow } from "@/lib/activity/export";
import { withNames } from "@/lib/activity/find-names";
import { upTo } from "@/lib/activity/query";
import { recordAccountExport } from "@/lib/activity/record-export";
import { answerFile, dayOf, linesOf, readDownload, refuseFile } from "@/lib/download/file";
import { parseList } from "@/lib/list/parse";
import { findSession } from "@/lib/session/find-session";
import { activityFilter, activityList } from "../activity-query";

/** The person's own activity as a file (`?format=csv` or `ndjson`, with the filters of the page). */
export async function GET(request: Request): Promise<Response> {
  const principal = await findSession();
  if (principal === undefined) return refuseFile("credentials_missing");
  const { params, format } = readDownload(request);
  if (format === undefined) return refuseFile("invalid_request");
  const { now, user } = principal;
  const filter = upTo(now, activityFilter(parseList(activityList, params), user.timezone, now));
  const count = await countActivity(db, principal, filter);
  await recordAccountExport(db, principal, { format, rows: count });
  return answerFile(format, {
    name: `activity-${dayOf(now)}`,
    count,
    head: exportHead(format),
    lines: linesOf(withNames(db, principal, readActivity(db, principal, filter)), (named) =>
      exportRow(format, named, user.id),
    ),
  });
}
