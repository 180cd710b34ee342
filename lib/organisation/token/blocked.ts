import type { Db } from "@/db/database";
import { findPoliciesAhead } from "@/db/organisation/policy";
import { findActiveFacts } from "@/db/organisation/token";
import type { SessionPrincipal } from "@/lib/authorization/principal";
import { blockedReason } from "@/lib/organisation/policy/messages";
import { readPolicies } from "@/lib/organisation/policy/read";
import { rulesOf } from "@/lib/organisation/policy/row";
import { hasRules, type PolicyRules, violationsOf } from "@/lib/organisation/policy/rules";

/**
 * The active tokens that the organisation's policy blocks at this moment, each with the reason. Networks are not checked: they
 * go by where a request comes from. Costs a statement where there are no rules, else one more for all tokens.
 */
export async function findBlocked(
  db: Db,
  organisation: { id: string; name: string },
): Promise<ReadonlyMap<string, string>> {
  const { inForce } = await readPolicies(db, organisation.id);
  return await findBreaking(db, organisation, rulesOf(inForce));
}

/**
 * The active personal tokens of someone that an organisation's policy blocks at this moment, each with the names of those
 * organisations. Costs a statement, and one more for each organisation that has rules.
 */
export async function findBlockedOfPerson(
  db: Db,
  { user, organisations }: Pick<SessionPrincipal, "user" | "organisations">,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const blocked = new Map<string, string[]>();
  const policies = await findPoliciesAhead(
    db,
    organisations.map(({ id }) => id),
  );
  for (const policy of policies) {
    const organisation = organisations.find(({ id }) => id === policy.organisation_id);
    if (organisation === undefined || !policy.is_in_force) continue;
    const breaking = await findBreaking(db, organisation, rulesOf(policy), user.id);
    for (const id of breaking.keys()) blocked.set(id, [...(blocked.get(id) ?? []), organisation.name]);
  }
  return blocked;
}

async function findBreaking(
  db: Db,
  organisation: { id: string; name: string },
  rules: PolicyRules,
  userId?: string,
): Promise<ReadonlyMap<string, string>> {
  if (!hasRules({ ...rules, allowed_networks: null })) return new Map();
  const tokens = await findActiveFacts(db, organisation.id, userId);
  return new Map(
    tokens.flatMap((token) => {
      const broken = violationsOf(rules, {
        isPersonal: token.is_personal,
        isImported: token.is_imported,
        scopes: token.scopes,
        reachesWhole: token.reaches_whole,
        purpose: token.purpose,
        description: token.description,
        expires_at: token.expires_at,
        expiration_set_at: token.expiration_set_at,
      });
      return broken.length === 0 ? [] : [[token.id, blockedReason(organisation.name, broken, rules)] as const];
    }),
  );
}
