import type { Purpose } from "@/lib/access-token/purpose";
import { isInNetworks, networksWithin } from "@/lib/authorization/network";
import { POLICY_RULES, type PolicyRule } from "@/lib/authorization/policy-rule";
import { isFullAccess } from "@/lib/authorization/scope";

/** What an organisation asks of every token that reaches it. */
export type PolicyRules = {
  personal_tokens_allowed: boolean;
  all_access_allowed: boolean;
  expiration_required: boolean;
  purpose_required: boolean;
  /** From when its expiration date was given to that date, in seconds; null for any. */
  longest_lifetime_seconds: number | null;
  /** CIDR, IPv4 and IPv6; null for any. */
  allowed_networks: readonly string[] | null;
  /** Full access goes by what scopes grant. False of rules enforced before that was compared: by the name `all` alone. */
  full_access_by_grant: boolean;
};

/** No rules at all: in force until an owner enforces some. */
export const NO_RULES: PolicyRules = {
  personal_tokens_allowed: true,
  all_access_allowed: true,
  expiration_required: false,
  purpose_required: false,
  longest_lifetime_seconds: null,
  allowed_networks: null,
  full_access_by_grant: true,
};

/** The facts of a token that rules check. */
export type PolicySubject = {
  isPersonal: boolean;
  /** Taken over from another system: no rules hold for it until the sunset, which ends it. */
  isImported?: boolean;
  scopes: readonly string[];
  /** It reaches all of the organisation that its owner does, now and later. */
  reachesWhole: boolean;
  purpose: Purpose;
  description: string;
  expires_at: Date | null;
  /** When that expiration date was given. */
  expiration_set_at: Date;
};

/**
 * The rules that a token breaks, in the order of `POLICY_RULES`. Pure.
 * @param address where the request came from; left out, the networks are not checked
 */
export function violationsOf(rules: PolicyRules, token: PolicySubject, address?: string | null): PolicyRule[] {
  if (token.isImported) return [];
  const broken: Record<PolicyRule, boolean> = {
    personal_tokens: !rules.personal_tokens_allowed && token.isPersonal,
    all_access: !rules.all_access_allowed && token.reachesWhole && hasFullAccess(rules, token.scopes),
    expiration_required: rules.expiration_required && token.expires_at === null,
    longest_lifetime: livesLonger(token, rules.longest_lifetime_seconds),
    purpose_required: rules.purpose_required && token.purpose === "other" && token.description.trim() === "",
    networks: address !== undefined && !isInNetworks(address, rules.allowed_networks),
  };
  return POLICY_RULES.filter((rule) => broken[rule]);
}

function hasFullAccess({ full_access_by_grant: fullAccessByGrant }: PolicyRules, scopes: readonly string[]): boolean {
  return fullAccessByGrant ? isFullAccess(scopes) : scopes.includes("all");
}

function livesLonger(token: PolicySubject, longestSeconds: number | null): boolean {
  if (longestSeconds === null) return false;
  if (token.expires_at === null) return true;
  return token.expires_at.getTime() - token.expiration_set_at.getTime() > longestSeconds * 1000;
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
    !rules.personal_tokens_allowed ||
    !rules.all_access_allowed ||
    rules.expiration_required ||
    rules.purpose_required ||
    rules.longest_lifetime_seconds !== null ||
    rules.allowed_networks !== null
  );
}

/** Whether rules still allow full access under another name than `all`, as when they were enforced. */
export function letsInByName(rules: PolicyRules): boolean {
  return !rules.all_access_allowed && !rules.full_access_by_grant;
}

/** Whether `after` allows anything that `before` blocks. Pure. */
export function loosens(before: PolicyRules, after: PolicyRules): boolean {
  return (
    (!before.personal_tokens_allowed && after.personal_tokens_allowed) ||
    (!before.all_access_allowed && (after.all_access_allowed || letsMoreInByName(before, after))) ||
    (before.purpose_required && !after.purpose_required) ||
    (needsExpiration(before) && !needsExpiration(after)) ||
    (before.longest_lifetime_seconds ?? Infinity) < (after.longest_lifetime_seconds ?? Infinity) ||
    !networksWithin(after.allowed_networks, before.allowed_networks)
  );
}

function letsMoreInByName(before: PolicyRules, after: PolicyRules): boolean {
  return before.full_access_by_grant && !after.full_access_by_grant;
}

// A maximum lifetime also blocks tokens without an end.
function needsExpiration(rules: PolicyRules): boolean {
  return rules.expiration_required || rules.longest_lifetime_seconds !== null;
}
