import { POLICY_RULES, type PolicyRule } from "@/lib/authorization/policy-rule";
import type { BlockedToken } from "./dry-run";

/** Tokens of one owner. `id` is null for the organisation. */
export type OwnerGroup = { id: string | null; name: string | null; tokens: BlockedToken[] };
export type RuleGroup = { rule: PolicyRule; count: number; owners: OwnerGroup[] };

/**
 * Blocked tokens by the rule that they break, and then by owner: a token stands under each of its rules. Their order stays, so that
 * the owner of the first token comes first. Pure.
 */
export function groupByRule(blocked: readonly BlockedToken[]): RuleGroup[] {
  return POLICY_RULES.flatMap((rule) => {
    const tokens = blocked.filter(({ rules }) => rules.includes(rule));
    return tokens.length === 0 ? [] : { rule, count: tokens.length, owners: groupByOwner(tokens) };
  });
}

function groupByOwner(tokens: readonly BlockedToken[]): OwnerGroup[] {
  const groups = new Map<string | null, OwnerGroup>();
  for (const one of tokens) {
    const { user_id: id, owner_name: name } = one.token;
    const group = groups.get(id) ?? { id, name, tokens: [] };
    group.tokens.push(one);
    groups.set(id, group);
  }
  return [...groups.values()];
}

/** The first `most` tokens of a group, with their owners. */
export function firstOf(owners: readonly OwnerGroup[], most: number): OwnerGroup[] {
  const shown: OwnerGroup[] = [];
  let left = most;
  for (const owner of owners) {
    if (left <= 0) break;
    const tokens = owner.tokens.slice(0, left);
    shown.push({ ...owner, tokens });
    left -= tokens.length;
  }
  return shown;
}

/** Whether a token ends before a moment: rules in force from then on do not affect it, unless its owner extends it. */
export function expiresBefore({ token }: BlockedToken, moment: Date): boolean {
  return token.expires_at !== null && token.expires_at <= moment;
}
