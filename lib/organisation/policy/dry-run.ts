import type { Db } from "@/db/database";
import { listPolicyTokens, type PolicyTokenRow } from "@/db/organisation/policy-token";
import { isInNetworks } from "@/lib/authorization/network";
import type { PolicyRule } from "@/lib/authorization/policy-rule";
import { NO_RULES, type PolicyRules, violationsOf } from "./rules";

/** A token that rules would block, and by which. `isNew`: the current rules do not block it. */
export type BlockedToken = { token: PolicyTokenRow; rules: PolicyRule[]; isNew: boolean };

export type DryRun = {
  /** The most used first, which people would miss most. */
  blocked: BlockedToken[];
  /** How many people own personal ones of them. */
  owners: number;
  /** How many active tokens reach the organisation. */
  total: number;
  /** How many of those were imported: no rules hold for them. */
  exempt: number;
};

/**
 * Which tokens rules would block, if they held now: the active ones that reach the organisation and are allowed. Networks go by
 * from where a token was used in the last 30 days. Changes nothing, and does not check permissions.
 * @param inForce the current rules, where it matters which tokens are newly blocked
 */
export async function dryRun(
  db: Db,
  organisationId: string,
  rules: PolicyRules,
  inForce: PolicyRules = NO_RULES,
): Promise<DryRun> {
  const withAddresses = rules.allowed_networks !== null || inForce.allowed_networks !== null;
  const tokens = await listPolicyTokens(db, organisationId, { withAddresses });
  const blocked = tokens
    .map((token) => ({ token, rules: brokenBy(token, rules), isNew: brokenBy(token, inForce).length === 0 }))
    .filter(({ rules: broken }) => broken.length > 0)
    .sort((one, other) => lastUse(other) - lastUse(one));
  return {
    blocked,
    owners: new Set(blocked.flatMap(({ token }) => token.user_id ?? [])).size,
    total: tokens.length,
    exempt: tokens.filter((token) => token.is_imported).length,
  };
}

/** The rules that a token breaks, as far as they can be checked without a request. */
export function brokenBy(token: PolicyTokenRow, rules: PolicyRules): PolicyRule[] {
  const broken = violationsOf(rules, {
    isPersonal: token.user_id !== null,
    isImported: token.is_imported,
    scopes: token.scopes,
    reachesWhole: token.reaches_whole,
    purpose: token.purpose,
    description: token.description,
    expires_at: token.expires_at,
    expiration_set_at: token.expiration_set_at,
  });
  const isFromOutside =
    !token.is_imported && token.addresses.some((address) => !isInNetworks(address, rules.allowed_networks));
  return isFromOutside ? [...broken, "networks"] : broken;
}

function lastUse({ token }: BlockedToken): number {
  return token.last_used_at?.getTime() ?? 0;
}
