import type { Db } from "@/db/database";
import { findActiveFacts } from "@/db/organisation-token";
import { readPolicies } from "@/lib/organisation/policy/read";
import { rulesOf } from "@/lib/organisation/policy/row";
import { hasRules, violationsOf } from "@/lib/organisation/policy/rules";
import { blockedReason } from "@/lib/organisation/policy/words";

/**
 * The active tokens that the organisation's policy blocks at this moment, each with the reason. Networks are not judged: they go by
 * where a request comes from. Costs a statement where there are no rules, else one more for all tokens.
 */
export async function findBlocked(
  db: Db,
  organisation: { id: string; name: string },
): Promise<ReadonlyMap<string, string>> {
  const { inForce } = await readPolicies(db, organisation.id);
  const rules = rulesOf(inForce);
  if (!hasRules({ ...rules, allowedNetworks: null })) return new Map();
  const tokens = await findActiveFacts(db, organisation.id);
  return new Map(
    tokens.flatMap((token) => {
      const broken = violationsOf(rules, {
        isPersonal: token.is_personal,
        scopes: token.scopes,
        reachesWhole: token.reaches_whole,
        purpose: token.purpose,
        description: token.description,
        expiresAt: token.expires_at,
        expirationSetAt: token.expiration_set_at,
      });
      return broken.length === 0 ? [] : [[token.id, blockedReason(organisation.name, broken, rules)] as const];
    }),
  );
}
