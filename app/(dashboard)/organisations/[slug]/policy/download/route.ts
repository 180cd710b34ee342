import { db } from "@/db/database";
import { recordOrganisationExport } from "@/lib/activity/record-export";
import { roleAllows } from "@/lib/authorization/permission";
import { exportFile, refuseFile } from "@/lib/export/file";
import { parseExportFormat } from "@/lib/export/table";
import { dryRun } from "@/lib/organisation/policy/dry-run";
import { dryRunExport } from "@/lib/organisation/policy/export";
import { readPolicies, TRIED, versionToTry } from "@/lib/organisation/policy/read";
import { rulesOf } from "@/lib/organisation/policy/row";
import { findSession } from "@/lib/session/find-session";

/**
 * A dry run as a file (`?format=csv` or `ndjson`): of the draft, or `?of=planned`, `?of=in_force`. `X-Row-Count` tells beforehand
 * how many rows there are; each is one line.
 */
export async function GET(request: Request, { params }: { params: Promise<{ slug: string }> }): Promise<Response> {
  const principal = await findSession();
  if (principal === undefined) return refuseFile("credentials_missing", 401);
  const { slug } = await params;
  const organisation = principal.organisations.find((candidate) => candidate.slug === slug);
  if (organisation === undefined || !roleAllows(organisation.role, "withdraw_access"))
    return refuseFile("not_found", 404);
  const query = new URL(request.url).searchParams;
  const format = parseExportFormat(query.get("format"));
  const of = TRIED.find((known) => known === query.get("of"));
  if (format === undefined || (query.has("of") && of === undefined)) return refuseFile("invalid_request", 400);

  const policies = await readPolicies(db, organisation.id);
  const version = versionToTry(policies, of);
  if (of !== undefined && version === undefined) return refuseFile("not_found", 404);
  const { blocked } = await dryRun(db, organisation.id, rulesOf(version), rulesOf(policies.inForce));
  const rows = blocked.length;
  await recordOrganisationExport(db, principal, organisation, "policy.dry_run_exported", { format, rows });
  return exportFile(
    { format, name: `dry-run-${slug}`, date: principal.now, count: rows },
    dryRunExport(version?.enforced_from ?? null),
    inOnePart(blocked),
  );
}

async function* inOnePart<Row>(rows: readonly Row[]) {
  yield rows;
}
