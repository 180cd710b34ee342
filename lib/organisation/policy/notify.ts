import type { Db } from "@/db/database";
import { insertPolicyTold, listTokenKeepers } from "@/db/organisation/policy-told";
import { POLICY_RULES } from "@/lib/authorization/policy-rule";
import type { Principal } from "@/lib/authorization/principal";
import { notifyPolicyCancelled, notifyPolicyPlanned } from "@/lib/notice/notify/policy";
import { type BlockedToken, dryRun } from "./dry-run";
import { ruleMessage } from "./messages";
import type { PolicyRules } from "./rules";

/** A version of an organisation's rules that holds from a moment on. */
export type NotifiedVersion = {
  id: string;
  organisation: { id: string; name: string; slug: string };
  rules: PolicyRules;
  enforcedFrom: Date;
};

/**
 * Notify everyone who looks after tokens that rules will block, once for each version, in the transaction that plans them:
 * owners of personal tokens; for the organisation's own the token's team, else owners and admins. Tokens that expire before are
 * left out.
 * @param reminder when to remind; only those whose tokens still do not fit
 * @returns who was notified
 */
export async function notifyBlocked(
  trx: Db,
  { id, organisation, rules, enforcedFrom }: NotifiedVersion,
  reminder?: { now: Date },
): Promise<ReadonlySet<string>> {
  const { blocked } = await dryRun(trx, organisation.id, rules);
  const lasting = blocked.filter(({ token }) => token.expires_at === null || token.expires_at > enforcedFrom);
  const byId = new Map(lasting.map((one) => [one.token.id, one]));
  const byUser = new Map<string, { own: BlockedToken[]; organisation: BlockedToken[] }>();
  for (const { token_id, user_id } of await listTokenKeepers(trx, [...byId.keys()])) {
    const one = byId.get(token_id);
    if (one === undefined) continue;
    const theirs = byUser.get(user_id) ?? { own: [], organisation: [] };
    theirs[one.token.user_id === null ? "organisation" : "own"].push(one);
    byUser.set(user_id, theirs);
  }
  for (const [userId, theirs] of byUser) {
    for (const tokens of ["own", "organisation"] as const) {
      const list = theirs[tokens];
      if (list.length === 0) continue;
      const broken = POLICY_RULES.filter((rule) => list.some((one) => one.rules.includes(rule)));
      await notifyPolicyPlanned(trx, userId, {
        versionId: id,
        tokens,
        labels: list.map(({ token }) => token.label),
        organisation,
        enforcedFrom,
        rules: broken.map((rule) => ruleMessage(rule, rules)),
        codes: broken,
        reminder,
      });
    }
  }
  await insertPolicyTold(trx, id, [...byUser.keys()]);
  return new Set(byUser.keys());
}

/** Notify people who knew of a planned version that it will not apply. */
export async function notifyCancelled(
  trx: Db,
  principal: Principal,
  userIds: readonly string[],
  {
    id,
    organisation,
    enforced_from,
  }: { id: string; organisation: NotifiedVersion["organisation"]; enforced_from: Date | null },
): Promise<void> {
  if (enforced_from === null) return;
  for (const userId of userIds) {
    await notifyPolicyCancelled(trx, principal, userId, { versionId: id, organisation, enforcedFrom: enforced_from });
  }
}
