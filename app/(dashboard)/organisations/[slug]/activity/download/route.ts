import { db } from "@/db/database";
import { withNames } from "@/lib/activity/find-names";
import { organisationActivityExport } from "@/lib/activity/organisation/export";
import { countOrganisationActivity, readOrganisationActivity } from "@/lib/activity/organisation/organisation";
import { recordOrganisationExport } from "@/lib/activity/record-export";
import { roleAllows } from "@/lib/authorization/permission";
import { exportFile, refuseFile } from "@/lib/export/file";
import { parseExportFormat } from "@/lib/export/table";
import { findSession } from "@/lib/session/find-session";
import { filterOf, parseQuery } from "../query";

/**
 * What the person sees of an organisation's activity as a file (`?format=csv` or `ndjson`, with the filters of the page), row by
 * row as it is taken. `X-Row-Count` tells beforehand how many rows there are; each is one line.
 */
export async function GET(request: Request, context: { params: Promise<{ slug: string }> }): Promise<Response> {
  const principal = await findSession();
  if (principal === undefined) return refuseFile("credentials_missing", 401);
  const { slug } = await context.params;
  const organisation = principal.organisations.find((candidate) => candidate.slug === slug);
  if (organisation === undefined || !roleAllows(organisation.role, "see_activity")) return refuseFile("not_found", 404);
  const params = Object.fromEntries(new URL(request.url).searchParams);
  const format = parseExportFormat(params.format);
  if (format === undefined) return refuseFile("invalid_request", 400);

  const asked = filterOf(parseQuery(params), principal.user.timezone, principal.now);
  // Up to this moment, so that the number told is the number sent whatever happens meanwhile.
  const filter = { ...asked, to: asked.to !== undefined && asked.to < principal.now ? asked.to : principal.now };
  const viewer = { principal, organisation };
  const rows = await countOrganisationActivity(db, principal, organisation, filter);
  await recordOrganisationExport(db, principal, organisation, "organisation.activity_exported", { format, rows });
  return exportFile(
    { format, name: `activity-${slug}`, date: principal.now, count: rows },
    organisationActivityExport(viewer),
    withNames(db, principal, readOrganisationActivity(db, principal, organisation, filter)),
  );
}
