import type { Db } from "@/db/database";
import { findPoliciesAhead } from "@/db/organisation/policy";
import type { PolicyRule } from "@/lib/authorization/policy-rule";
import { violationMessage } from "./messages";
import { rulesOf } from "./row";
import { type PolicyRules, violationsOf } from "./rules";
import { type PolicyFacts, policySubjectIn } from "./subject";

/** By the API's name, the field of a token that would fix it. */
const FIELDS: Record<PolicyRule, string> = {
  personal_tokens: "organisation",
  all_access: "scopes",
  expiration_required: "expiration_date",
  longest_lifetime: "expiration_date",
  purpose_required: "purpose",
  networks: "allowed_networks",
};

/**
 * Why an organisation's own token cannot be like this under the rules in force there, as sentences by field; empty when it can.
 * Networks go by each request.
 * @param before the token as it is: rules that it breaks already may stay broken, so that it can be fixed step by step, except
 * a date that is set again
 */
export async function refuseByPolicy(
  db: Db,
  organisation: { id: string; name: string },
  after: PolicyFacts,
  before?: PolicyFacts,
): Promise<Record<string, string[]>> {
  const policies = await findPoliciesAhead(db, [organisation.id]);
  const rules = rulesOf(policies.find((policy) => policy.is_in_force));
  const fields: Record<string, string[]> = {};
  for (const rule of newlyBroken(rules, organisation.id, after, before)) {
    const sentence = `The policy of ${organisation.name} does not allow this: ${violationMessage(rule, rules)}.`;
    fields[FIELDS[rule]] = [...(fields[FIELDS[rule]] ?? []), sentence];
  }
  return fields;
}

function newlyBroken(
  rules: PolicyRules,
  organisationId: string,
  after: PolicyFacts,
  before?: PolicyFacts,
): PolicyRule[] {
  const broken = violationsOf(rules, policySubjectIn(organisationId, after));
  if (before === undefined) return broken;
  const already = violationsOf(rules, policySubjectIn(organisationId, before));
  const hasNewExpiration = after.expires_at?.getTime() !== before.expires_at?.getTime();
  return broken.filter((rule) => !already.includes(rule) || (hasNewExpiration && FIELDS[rule] === "expiration_date"));
}
