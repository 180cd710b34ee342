import type { Db } from "@/db/database";
import { listPolicies, type PolicyVersion } from "@/db/organisation/policy";

export type OrganisationPolicies = {
  /** What holds now; undefined when nobody ever enforced a rule. */
  inForce: PolicyVersion | undefined;
  /** What will hold from a later moment. */
  planned: PolicyVersion | undefined;
  /** What is being thought about: it blocks nobody. */
  draft: PolicyVersion | undefined;
  /** What held before, the latest first. */
  history: PolicyVersion[];
};

/** Which rules can be tried. */
export const TRIED = ["draft", "planned", "in_force"] as const;

/** The version that a dry run is of; left out: the draft, else what is planned, else what holds. */
export function versionToTry(
  { draft, planned, inForce }: OrganisationPolicies,
  of?: (typeof TRIED)[number],
): PolicyVersion | undefined {
  return of === undefined ? (draft ?? planned ?? inForce) : { draft, planned, in_force: inForce }[of];
}

/** All there is to know about the rules of an organisation. Asks nobody who wants to know. */
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
