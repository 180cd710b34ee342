import type { Db } from "@/db/database";
import { listManagers } from "@/db/organisation";
import { tellPolicyPlanned } from "@/lib/notice/tell-policy";
import { dryRun } from "./dry-run";
import { POLICY_RULES, type PolicyRules } from "./rules";
import { ruleWords } from "./words";

/**
 * Tell everybody whose tokens rules will block, once each, in the transaction that plans them: owners of personal tokens, and of the
 * organisation's own tokens its owners and admins.
 * @returns how many people were told
 */
export async function tellBlockedOwners(
  trx: Db,
  organisation: { id: string; name: string; slug: string },
  rules: PolicyRules,
  enforcedFrom: Date,
): Promise<number> {
  const { blocked } = await dryRun(trx, organisation.id, rules);
  const byOwner = new Map<string, typeof blocked>();
  for (const one of blocked) {
    if (one.token.user_id === null) continue;
    byOwner.set(one.token.user_id, [...(byOwner.get(one.token.user_id) ?? []), one]);
  }
  const told = new Set(byOwner.keys());
  for (const [userId, tokens] of byOwner) await tellAbout(trx, userId, "own", tokens);

  const own = blocked.filter(({ token }) => token.user_id === null);
  if (own.length > 0) {
    for (const { id } of await listManagers(trx, organisation.id)) {
      told.add(id);
      await tellAbout(trx, id, "organisation", own);
    }
  }
  return told.size;

  async function tellAbout(db: Db, userId: string, tokens: "own" | "organisation", list: typeof blocked) {
    const broken = POLICY_RULES.filter((rule) => list.some((one) => one.rules.includes(rule)));
    await tellPolicyPlanned(db, userId, {
      tokens,
      labels: list.map(({ token }) => token.label),
      organisation,
      enforcedFrom,
      rules: broken.map((rule) => ruleWords(rule, rules)),
    });
  }
}
