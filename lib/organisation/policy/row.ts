import type { PolicyColumns, PolicyRuleColumns } from "@/db/organisation/policy";
import { NO_RULES, type PolicyRules } from "./rules";

/** The rules of a row, and nothing else of it; no row is no rules. */
export function rulesOf(row: PolicyRuleColumns | null | undefined): PolicyRules {
  return row == null ? NO_RULES : { ...columnsOf(row), full_access_by_grant: row.full_access_by_grant };
}

/**
 * Columns, which are the API's fields too, from rules. How full access is recognised is not a rule: each new version goes by
 * what is granted.
 */
export function columnsOf(rules: PolicyRules): PolicyColumns {
  return {
    personal_tokens_allowed: rules.personal_tokens_allowed,
    all_access_allowed: rules.all_access_allowed,
    expiration_required: rules.expiration_required,
    purpose_required: rules.purpose_required,
    longest_lifetime_seconds: rules.longest_lifetime_seconds,
    allowed_networks: rules.allowed_networks === null ? null : [...rules.allowed_networks],
  };
}
