import type { Db } from "@/db/database";
import { listPolicies, type PolicyVersion } from "@/db/organisation/policy";

export type OrganisationPolicies = {
  /** The rules in force; undefined when nobody ever enforced any. */
  inForce: PolicyVersion | undefined;
  /** The planned rules. */
  planned: PolicyVersion | undefined;
  /** The draft, which blocks nobody. */
  draft: PolicyVersion | undefined;
  /** Earlier rules, the latest first. */
  history: PolicyVersion[];
};

/** The versions that a dry run can use. */
export const TRIED = ["draft", "planned", "in_force"] as const;

/** The version for a dry run; left out: the draft, else the planned rules, else those in force. */
export function versionToTry(
  { draft, planned, inForce }: OrganisationPolicies,
  of?: (typeof TRIED)[number],
): PolicyVersion | undefined {
  return of === undefined ? (draft ?? planned ?? inForce) : { draft, planned, in_force: inForce }[of];
}

/** Everything about the rules of an organisation. Does not check permissions. */
export async function readPolicies(db: Db, organisationId: string): Promise<OrganisationPolicies> {
  const versions = await listPolicies(db, organisationId);
  return {
    inForce: versions.find((version) => version.is_in_force),
    planned: versions.find((version) => version.is_planned),
    draft: versions.find((version) => version.enforced_from === null),
    history: versions.filter(
      (version) => version.enforced_from !== null && !version.is_in_force && !version.is_planned,
    ),
  };
}
