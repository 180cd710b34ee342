import { db } from "@/db/database";
import { organisationDownload } from "@/lib/export/organisation";
import { dryRun } from "@/lib/organisation/policy/dry-run";
import { dryRunExport } from "@/lib/organisation/policy/export";
import { readPolicies, TRIED, versionToTry } from "@/lib/organisation/policy/read";
import { rulesOf } from "@/lib/organisation/policy/row";

/** A dry run as a file: of the draft, or `?of=planned`, `?of=in_force`. */
export const GET = organisationDownload(
  "withdraw_access",
  "policy.dry_run_exported",
  async ({ principal, organisation, params }) => {
    const of = TRIED.find((known) => known === params.of);
    if (params.of !== undefined && of === undefined) return { status: "invalid_request" };
    const policies = await readPolicies(db, organisation.id);
    const version = versionToTry(policies, of);
    if (of !== undefined && version === undefined) return { status: "not_found" };
    const { blocked } = await dryRun(db, organisation.id, rulesOf(version), rulesOf(policies.inForce));
    return {
      status: "found",
      name: `dry-run-${organisation.slug}`,
      date: principal.now,
      count: blocked.length,
      table: dryRunExport(version?.enforced_from ?? null),
      rows: inOnePart(blocked),
    };
  },
);

async function* inOnePart<Row>(rows: readonly Row[]) {
  yield rows;
}
