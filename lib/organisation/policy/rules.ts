import type { Purpose } from "@/lib/access-token/purpose";
import { isInNetworks, networksWithin } from "@/lib/authorization/network";
import { POLICY_RULES, type PolicyRule } from "@/lib/authorization/policy-rule";
import { isFullAccess } from "@/lib/authorization/scope";

/** What an organisation asks of every token that reaches it. */
export type PolicyRules = {
  personalTokensAllowed: boolean;
  allAccessAllowed: boolean;
  expirationRequired: boolean;
  purposeRequired: boolean;
  /** From when its expiration date was given to that date, in seconds; null for any. */
  longestLifetimeSeconds: number | null;
  /** CIDR, IPv4 and IPv6; null for any. */
  allowedNetworks: readonly string[] | null;
  /** Full access goes by what scopes grant. False of rules enforced before that was compared: by the name `all` alone. */
  fullAccessByGrant: boolean;
};

/** No rule at all: what holds until an owner enforces some. */
export const NO_RULES: PolicyRules = {
  personalTokensAllowed: true,
  allAccessAllowed: true,
  expirationRequired: false,
  purposeRequired: false,
  longestLifetimeSeconds: null,
  allowedNetworks: null,
  fullAccessByGrant: true,
};

/** What of a token the rules judge. */
export type PolicySubject = {
  isPersonal: boolean;
  scopes: readonly string[];
  /** It reaches all of the organisation that its owner does, now and later. */
  reachesWhole: boolean;
  purpose: Purpose;
  description: string;
  expiresAt: Date | null;
  /** When that expiration date was given. */
  expirationSetAt: Date;
};

/**
 * The rules that a token breaks, in the order of `POLICY_RULES`. Pure.
 * @param address where the request came from; left out, the networks are not judged
 */
export function violationsOf(rules: PolicyRules, token: PolicySubject, address?: string | null): PolicyRule[] {
  const broken: Record<PolicyRule, boolean> = {
    personal_tokens: !rules.personalTokensAllowed && token.isPersonal,
    all_access: !rules.allAccessAllowed && token.reachesWhole && hasFullAccess(rules, token.scopes),
    expiration_required: rules.expirationRequired && token.expiresAt === null,
    longest_lifetime: livesLonger(token, rules.longestLifetimeSeconds),
    purpose_required: rules.purposeRequired && token.purpose === "other" && token.description.trim() === "",
    networks: address !== undefined && !isInNetworks(address, rules.allowedNetworks),
  };
  return POLICY_RULES.filter((rule) => broken[rule]);
}

function hasFullAccess({ fullAccessByGrant }: PolicyRules, scopes: readonly string[]): boolean {
  return fullAccessByGrant ? isFullAccess(scopes) : scopes.includes("all");
}

function livesLonger(token: PolicySubject, longestSeconds: number | null): boolean {
  if (longestSeconds === null) return false;
  if (token.expiresAt === null) return true;
  return token.expiresAt.getTime() - token.expirationSetAt.getTime() > longestSeconds * 1000;
}

// A personal token stays personal, and where a request comes from is no property of the token.
const BEYOND_EDITING: readonly PolicyRule[] = ["personal_tokens", "networks"];

/** Whether editing a token that breaks these rules makes it fit, as far as that is in the token. */
export function isMendedByEditing(broken: readonly PolicyRule[]): boolean {
  return !broken.includes("personal_tokens") && broken.some((rule) => !BEYOND_EDITING.includes(rule));
}

/** Whether there is any rule that could block a token. */
export function hasRules(rules: PolicyRules): boolean {
  return (
    !rules.personalTokensAllowed ||
    !rules.allAccessAllowed ||
    rules.expirationRequired ||
    rules.purposeRequired ||
    rules.longestLifetimeSeconds !== null ||
    rules.allowedNetworks !== null
  );
}

/** Whether rules still let in what amounts to full access by another name than `all`, as when they were enforced. */
export function letsInByName(rules: PolicyRules): boolean {
  return !rules.allAccessAllowed && !rules.fullAccessByGrant;
}

/** Whether `after` lets anything in that `before` blocks. Pure. */
export function loosens(before: PolicyRules, after: PolicyRules): boolean {
  return (
    (!before.personalTokensAllowed && after.personalTokensAllowed) ||
    (!before.allAccessAllowed && (after.allAccessAllowed || letsMoreInByName(before, after))) ||
    (before.purposeRequired && !after.purposeRequired) ||
    (needsExpiration(before) && !needsExpiration(after)) ||
    (before.longestLifetimeSeconds ?? Infinity) < (after.longestLifetimeSeconds ?? Infinity) ||
    !networksWithin(after.allowedNetworks, before.allowedNetworks)
  );
}

function letsMoreInByName(before: PolicyRules, after: PolicyRules): boolean {
  return before.fullAccessByGrant && !after.fullAccessByGrant;
}

// A longest lifetime blocks what has no end, too.
function needsExpiration(rules: PolicyRules): boolean {
  return rules.expirationRequired || rules.longestLifetimeSeconds !== null;
}
