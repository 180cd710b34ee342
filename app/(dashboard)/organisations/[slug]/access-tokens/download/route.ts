import { db } from "@/db/database";
import { EXPORT_FORMATS } from "@/lib/activity/export";
import { recordOrganisationExport } from "@/lib/activity/record-export";
import { download } from "@/lib/api/download";
import { roleAllows } from "@/lib/authorization/permission";
import { tokenExportHead, tokenExportRow } from "@/lib/organisation/token/export";
import { countOrganisationTokens, readOrganisationTokens } from "@/lib/organisation/token/list";
import { findSession } from "@/lib/session/find-session";
import { filterOf, parseListQuery } from "../list/query";

/**
 * The tokens of the page as a file (`?format=csv` or `ndjson`, with the filters of the page), as far as the person sees them, row by
 * row as it is taken. `X-Row-Count` tells beforehand how many rows there are; each is one line.
 */
export async function GET(request: Request, { params }: { params: Promise<{ slug: string }> }): Promise<Response> {
  const principal = await findSession();
  if (principal === undefined) return refuse("credentials_missing", 401);
  const { slug } = await params;
  const organisation = principal.organisations.find((candidate) => candidate.slug === slug);
  if (organisation === undefined || !roleAllows(organisation.role, "see_tokens")) return refuse("not_found", 404);
  const query = Object.fromEntries(new URL(request.url).searchParams);
  const format = EXPORT_FORMATS.find((known) => known === query.format);
  if (format === undefined) return refuse("invalid_request", 400);

  const list = parseListQuery(query);
  const filter = list.group === undefined ? filterOf(list) : { ...filterOf(list), kind: "organisation" as const };
  const count = await countOrganisationTokens(db, principal, organisation, filter);
  await recordOrganisationExport(db, principal, organisation, "organisation.tokens_exported", { format, rows: count });
  const rows = readOrganisationTokens(db, principal, organisation, filter);
  async function* parts() {
    for await (const tokens of rows) yield tokens.map((token) => tokenExportRow(format ?? "csv", token)).join("");
  }
  const name = `access-tokens-${slug}-${principal.now.toISOString().slice(0, 10)}`;
  return download(format, name, tokenExportHead(format), parts(), { "X-Row-Count": String(count) });
}

function refuse(code: string, status: 400 | 401 | 404): Response {
  return Response.json({ code }, { status, headers: { "Cache-Control": "no-store" } });
}
