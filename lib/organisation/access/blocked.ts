import type { Db } from "@/db/database";
import { listPolicyTokens } from "@/db/organisation-policy";
import { brokenBy } from "@/lib/organisation/policy/dry-run";
import { readPolicies } from "@/lib/organisation/policy/read";
import { rulesOf } from "@/lib/organisation/policy/row";
import { hasRules } from "@/lib/organisation/policy/rules";
import { ruleWords } from "@/lib/organisation/policy/words";

/**
 * The tokens that the organisation's policy blocks at this moment, each with the reason. Networks are judged with each request, so
 * here they go by from where a token was used lately.
 */
export async function findBlocked(db: Db, organisationId: string): Promise<ReadonlyMap<string, string>> {
  const rules = rulesOf((await readPolicies(db, organisationId)).inForce);
  if (!hasRules(rules)) return new Map();
  const tokens = await listPolicyTokens(db, organisationId);
  return new Map(
    tokens.flatMap((token): [string, string][] => {
      const broken = brokenBy(token, rules);
      return broken.length === 0 ? [] : [[token.id, broken.map((rule) => ruleWords(rule, rules)).join(" ")]];
    }),
  );
}
