import type { z } from "zod";
import type { PolicyVersion } from "@/db/organisation/policy";
import type { BlockedToken } from "./dry-run";
import type { OrganisationPolicies } from "./read";
import type { blockedTokenSchema, policiesSchema, policySchema } from "./schema";

/** The rules as the API shows them. */
export type PolicyJson = z.output<typeof policySchema>;

export function policyJson(version: PolicyVersion): PolicyJson {
  return {
    uuid: version.id,
    personal_tokens_allowed: version.personal_tokens_allowed,
    all_access_allowed: version.all_access_allowed,
    full_access_by_grant: version.full_access_by_grant,
    expiration_required: version.expiration_required,
    purpose_required: version.purpose_required,
    longest_lifetime_seconds: version.longest_lifetime_seconds,
    allowed_networks: version.allowed_networks,
    enforced_from: version.enforced_from?.toISOString() ?? null,
  };
}

export function policiesJson({ inForce, planned, draft }: OrganisationPolicies): z.output<typeof policiesSchema> {
  const json = (version: PolicyVersion | undefined) => (version === undefined ? null : policyJson(version));
  return { in_force: json(inForce), planned: json(planned), draft: json(draft) };
}

/** A token that rules would block, whose it is, and which rules. Never a hint or an address. */
export function blockedTokenJson({ token, rules, isNew }: BlockedToken): z.output<typeof blockedTokenSchema> {
  return {
    token: token.id,
    label: token.label,
    owner: { type: token.user_id === null ? "organisation" : "user", uuid: token.user_id, name: token.owner_name },
    last_used_at: token.last_used_at?.toISOString() ?? null,
    expiration_date: token.expires_at?.toISOString() ?? null,
    rules,
    newly_blocked: isNew,
  };
}
