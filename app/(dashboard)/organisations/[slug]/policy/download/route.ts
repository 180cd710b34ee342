import { db } from "@/db/database";
import { EXPORT_FORMATS } from "@/lib/activity/export";
import { recordOrganisationExport } from "@/lib/activity/record-export";
import { download } from "@/lib/api/answer/download";
import { roleAllows } from "@/lib/authorization/permission";
import { dryRun } from "@/lib/organisation/policy/dry-run";
import { dryRunHead, dryRunRow } from "@/lib/organisation/policy/export";
import { readPolicies, TRIED, versionToTry } from "@/lib/organisation/policy/read";
import { rulesOf } from "@/lib/organisation/policy/row";
import { findSession } from "@/lib/session/find-session";

/**
 * A dry run as a file (`?format=csv` or `ndjson`): of the draft, or `?of=planned`, `?of=in_force`. `X-Row-Count` tells beforehand
 * how many rows there are; each is one line.
 */
export async function GET(request: Request, { params }: { params: Promise<{ slug: string }> }): Promise<Response> {
  const principal = await findSession();
  if (principal === undefined) return refuse("credentials_missing", 401);
  const { slug } = await params;
  const organisation = principal.organisations.find((candidate) => candidate.slug === slug);
  if (organisation === undefined || !roleAllows(organisation.role, "withdraw_access")) return refuse("not_found", 404);
  const query = new URL(request.url).searchParams;
  const format = EXPORT_FORMATS.find((known) => known === query.get("format"));
  const of = TRIED.find((known) => known === query.get("of"));
  if (format === undefined || (query.has("of") && of === undefined)) return refuse("invalid_request", 400);

  const policies = await readPolicies(db, organisation.id);
  const version = versionToTry(policies, of);
  if (of !== undefined && version === undefined) return refuse("not_found", 404);
  const { blocked } = await dryRun(db, organisation.id, rulesOf(version), rulesOf(policies.inForce));
  const rows = blocked.length;
  await recordOrganisationExport(db, principal, organisation, "policy.dry_run_exported", { format, rows });
  async function* parts() {
    for (const one of blocked) yield dryRunRow(format ?? "csv", one, version?.enforced_from ?? null);
  }
  const name = `dry-run-${slug}-${principal.now.toISOString().slice(0, 10)}`;
  return download(format, name, dryRunHead(format), parts(), { "X-Row-Count": String(rows) });
}

function refuse(code: string, status: 400 | 401 | 404): Response {
  return Response.json({ code }, { status, headers: { "Cache-Control": "no-store" } });
}
