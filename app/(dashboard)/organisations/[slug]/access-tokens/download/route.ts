import { db } from "@/db/database";
import { recordOrganisationExport } from "@/lib/activity/record-export";
import { roleAllows } from "@/lib/authorization/permission";
import { exportFile, refuseFile } from "@/lib/export/file";
import { parseExportFormat } from "@/lib/export/table";
import { ORGANISATION_TOKEN_EXPORT } from "@/lib/organisation/token/export";
import { countOrganisationTokens, readOrganisationTokens } from "@/lib/organisation/token/list";
import { findSession } from "@/lib/session/find-session";
import { filterOf, parseListQuery } from "../list/query";

/**
 * The tokens of the page as a file (`?format=csv` or `ndjson`, with the filters of the page), as far as the person sees them, row by
 * row as it is taken. `X-Row-Count` tells beforehand how many rows there are; each is one line.
 */
export async function GET(request: Request, { params }: { params: Promise<{ slug: string }> }): Promise<Response> {
  const principal = await findSession();
  if (principal === undefined) return refuseFile("credentials_missing", 401);
  const { slug } = await params;
  const organisation = principal.organisations.find((candidate) => candidate.slug === slug);
  if (organisation === undefined || !roleAllows(organisation.role, "see_tokens")) return refuseFile("not_found", 404);
  const query = Object.fromEntries(new URL(request.url).searchParams);
  const format = parseExportFormat(query.format);
  if (format === undefined) return refuseFile("invalid_request", 400);

  const list = parseListQuery(query);
  const filter = list.group === undefined ? filterOf(list) : { ...filterOf(list), kind: "organisation" as const };
  const count = await countOrganisationTokens(db, principal, organisation, filter);
  await recordOrganisationExport(db, principal, organisation, "organisation.tokens_exported", { format, rows: count });
  return exportFile(
    { format, name: `access-tokens-${slug}`, date: principal.now, count },
    ORGANISATION_TOKEN_EXPORT,
    readOrganisationTokens(db, principal, organisation, filter),
  );
}
