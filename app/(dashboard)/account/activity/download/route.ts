import { db } from "@/db/database";
import { countActivity, readActivity } from "@/lib/activity/account";
import { EXPORT_FORMATS, exportHead, exportRow } from "@/lib/activity/export";
import { activityFile, refuseFile } from "@/lib/activity/file";
import { withNames } from "@/lib/activity/find-names";
import { recordAccountExport } from "@/lib/activity/record-export";
import { parseList } from "@/lib/list/parse";
import { findSession } from "@/lib/session/find-session";
import { activityFilter, activityList } from "../activity-query";

/**
 * The person's own activity as a file (`?format=csv` or `ndjson`, with the filters of the page), row by row as it is taken.
 * `X-Row-Count` tells beforehand how many rows there are; each is one line.
 */
export async function GET(request: Request): Promise<Response> {
  const principal = await findSession();
  if (principal === undefined) return refuseFile("credentials_missing", 401);
  const params = Object.fromEntries(new URL(request.url).searchParams);
  const format = EXPORT_FORMATS.find((known) => known === params.format);
  if (format === undefined) return refuseFile("invalid_request", 400);

  const asked = activityFilter(parseList(activityList, params), principal.user.timezone, principal.now);
  // Up to this moment, so that the number told is the number sent whatever happens meanwhile.
  const filter = { ...asked, to: asked.to !== undefined && asked.to < principal.now ? asked.to : principal.now };
  const rows = await countActivity(db, principal, filter);
  await recordAccountExport(db, principal, { format, rows });
  return activityFile(
    { format, name: "activity", now: principal.now },
    rows,
    exportHead(format),
    withNames(db, principal, readActivity(db, principal, filter)),
    (named) => exportRow(format, named, principal.user.id),
  );
}
