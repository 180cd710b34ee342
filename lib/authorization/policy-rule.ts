/** Codes of the rules, in the order of messages. Never renamed. */
export const POLICY_RULES = [
  "personal_tokens",
  "all_access",
  "expiration_required",
  "longest_lifetime",
  "purpose_required",
  "networks",
] as const;
export type PolicyRule = (typeof POLICY_RULES)[number];
