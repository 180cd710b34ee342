import type { ActivityFilter } from "@/db/activity/account";

const SIGN_INS = [
  "user.signed_in",
  "user.sign_in_refused",
  "session.ended",
  "session.ended_elsewhere",
  "device_login.allowed",
  "device_login.refused",
];
const ROTATIONS = [
  "access_token.rotated",
  "access_token.replaced",
  "access_token.secret_first_used",
  "access_token.overlap_ended",
  "access_token.overlap_extended",
  "access_token.pending_cancelled",
  "access_token.pending_lapsed",
  "access_token.secret_ended",
];
const REVOCATIONS = [
  "access_token.revoked",
  "access_token.revoke_undone",
  "access_token.access_withdrawn",
  "access_token.access_restored",
];

/** The kinds that an account's activity is filtered by, in the order in which they are offered. Each row has exactly one. */
export const ACTIVITY_KINDS = [
  { kind: "sign_ins", words: "Sign-ins", types: { only: SIGN_INS } },
  { kind: "made", words: "Tokens made", types: { only: ["access_token.created", "access_token.imported"] } },
  {
    kind: "edited",
    words: "Tokens edited",
    // Includes types about tokens that only a later version knows.
    types: {
      prefixes: ["access_token."],
      except: ["access_token.created", "access_token.imported", "access_token.refused", ...ROTATIONS, ...REVOCATIONS],
    },
  },
  { kind: "rotations", words: "Rotations", types: { only: ROTATIONS } },
  { kind: "revocations", words: "Revocations", types: { only: REVOCATIONS } },
  { kind: "refusals", words: "Refused requests", types: { only: ["access_token.refused"] } },
  { kind: "account", words: "Account and security", types: { except: SIGN_INS, exceptPrefixes: ["access_token."] } },
] as const satisfies readonly { kind: string; words: string; types: NonNullable<ActivityFilter["types"]> }[];

export type ActivityKind = (typeof ACTIVITY_KINDS)[number]["kind"];

/** The kind of one row. */
export function activityKindOf(type: string): ActivityKind {
  const found = ACTIVITY_KINDS.find(({ types }) => includesType(types, type));
  if (found === undefined) throw new Error(`activity of type ${type} is of no kind`);
  return found.kind;
}

/** Whether a filter's types hold this one: the same rule as in db/activity/account.ts. */
export function includesType(types: NonNullable<ActivityFilter["types"]>, type: string): boolean {
  const beginsWithOneOf = (prefixes: readonly string[]) => prefixes.some((prefix) => type.startsWith(prefix));
  return (
    (types.only?.includes(type) ?? true) &&
    beginsWithOneOf(types.prefixes ?? [""]) &&
    !types.except?.includes(type) &&
    !beginsWithOneOf(types.exceptPrefixes ?? [])
  );
}
