import type { PolicyColumns, PolicyRuleColumns } from "@/db/organisation/policy";
import { NO_RULES, type PolicyRules } from "./rules";

/** Rules from their columns; no row is no rules. */
export function rulesOf(row: PolicyRuleColumns | null | undefined): PolicyRules {
  if (row == null) return NO_RULES;
  return {
    personalTokensAllowed: row.personal_tokens_allowed,
    allAccessAllowed: row.all_access_allowed,
    expirationRequired: row.expiration_required,
    purposeRequired: row.purpose_required,
    longestLifetimeSeconds: row.longest_lifetime_seconds,
    allowedNetworks: row.allowed_networks,
    fullAccessByGrant: row.full_access_by_grant,
  };
}

/** Columns, which are the API's fields too, from rules. How full access is told is no rule: each new version goes by what is granted. */
export function columnsOf(rules: PolicyRules): PolicyColumns {
  return {
    personal_tokens_allowed: rules.personalTokensAllowed,
    all_access_allowed: rules.allAccessAllowed,
    expiration_required: rules.expirationRequired,
    purpose_required: rules.purposeRequired,
    longest_lifetime_seconds: rules.longestLifetimeSeconds,
    allowed_networks: rules.allowedNetworks === null ? null : [...rules.allowedNetworks],
  };
}
