import { db } from "@/db/database";
import { dayOf, linesOf } from "@/lib/download/file";
import { organisationDownload } from "@/lib/download/organisation";
import { dryRun } from "@/lib/organisation/policy/dry-run";
import { dryRunHead, dryRunRow } from "@/lib/organisation/policy/export";
import { readPolicies, TRIED, versionToTry } from "@/lib/organisation/policy/read";
import { rulesOf } from "@/lib/organisation/policy/row";

/** A dry run as a file: of the draft, or `?of=planned`, `?of=in_force`. */
export const GET = organisationDownload(
  "withdraw_access",
  "policy.dry_run_exported",
  async ({ principal, organisation, format, params }) => {
    const of = TRIED.find((known) => known === params.of);
    if (params.of !== undefined && of === undefined) return { status: "refused", code: "invalid_request" };
    const policies = await readPolicies(db, organisation.id);
    const version = versionToTry(policies, of);
    if (of !== undefined && version === undefined) return { status: "refused", code: "not_found" };
    const { blocked } = await dryRun(db, organisation.id, rulesOf(version), rulesOf(policies.inForce));
    return {
      status: "found",
      file: {
        name: `dry-run-${organisation.slug}-${dayOf(principal.now)}`,
        count: blocked.length,
        head: dryRunHead(format),
        lines: linesOf([blocked], (one) => dryRunRow(format, one, version?.enforced_from ?? null)),
      },
    };
  },
);
