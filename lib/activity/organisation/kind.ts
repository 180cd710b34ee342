import type { ActivityFilter } from "@/db/activity/account";
import { includesType } from "@/lib/activity/kind";

const PEOPLE = ["membership.", "invitation.", "team."];
const APPLICATIONS = [
  "application.",
  "application_collaborator.",
  "environment.",
  "environment_variable.",
  "deployment.",
];
const TOKENS = ["access_token.", "token_sweep.", "imported_tokens."];
const POLICY = ["policy."];

/** The kinds that an organisation's activity is filtered by, in the order in which they are offered. Each row has exactly one. */
export const ORGANISATION_ACTIVITY_KINDS = [
  { kind: "people", words: "People and teams", types: { prefixes: PEOPLE } },
  { kind: "applications", words: "Applications", types: { prefixes: APPLICATIONS } },
  { kind: "tokens", words: "Access tokens", types: { prefixes: TOKENS, except: ["access_token.refused"] } },
  { kind: "refusals", words: "Refused requests", types: { only: ["access_token.refused"] } },
  { kind: "policy", words: "Policy", types: { prefixes: POLICY } },
  // Includes types that only a later version knows.
  {
    kind: "organisation",
    words: "The organisation",
    types: { exceptPrefixes: [...PEOPLE, ...APPLICATIONS, ...TOKENS, ...POLICY] },
  },
] as const satisfies readonly { kind: string; words: string; types: NonNullable<ActivityFilter["types"]> }[];

export type OrganisationActivityKind = (typeof ORGANISATION_ACTIVITY_KINDS)[number]["kind"];

/** The kind of one row. */
export function organisationKindOf(type: string): OrganisationActivityKind {
  const found = ORGANISATION_ACTIVITY_KINDS.find(({ types }) => includesType(types, type));
  if (found === undefined) throw new Error(`activity of type ${type} is of no kind`);
  return found.kind;
}
