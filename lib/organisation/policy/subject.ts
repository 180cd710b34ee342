import type { Reach } from "@/lib/authorization/limit";
import type { PolicySubject } from "./rules";

/** The facts of a token that rules of any organisation check. */
export type PolicyFacts = Omit<PolicySubject, "reachesWhole"> & Reach;

/** The facts of a token for the rules of one organisation. Pure. */
export function policySubjectIn(organisationId: string, { reach, limits, ...facts }: PolicyFacts): PolicySubject {
  const namesIt = limits.some((limit) => limit.organisation_id === organisationId && limit.application_id === null);
  return { ...facts, reachesWhole: reach === "everything" || namesIt };
}
