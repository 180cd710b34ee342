import type { Reach } from "@/lib/authorization/limit";
import type { PolicySubject } from "./rules";

/** What of a token any organisation's rules judge. */
export type PolicyFacts = Omit<PolicySubject, "reachesWhole"> & Reach;

/** The same for one organisation. Pure. */
export function policySubjectIn(organisationId: string, { reach, limits, ...facts }: PolicyFacts): PolicySubject {
  const namesIt = limits.some((limit) => limit.organisation_id === organisationId && limit.application_id === null);
  return { ...facts, reachesWhole: reach === "everything" || namesIt };
}
