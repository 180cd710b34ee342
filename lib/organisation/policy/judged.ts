import type { Reach } from "@/lib/authorization/limit";
import type { JudgedToken } from "./rules";

/** What of a token any organisation's rules judge. */
export type PolicyFacts = Omit<JudgedToken, "reachesWhole"> & Reach;

/** The same for one organisation. Pure. */
export function judgedIn(organisationId: string, { reach, limits, ...facts }: PolicyFacts): JudgedToken {
  const namesIt = limits.some((limit) => limit.organisationId === organisationId && limit.applicationId === null);
  return { ...facts, reachesWhole: reach === "everything" || namesIt };
}
