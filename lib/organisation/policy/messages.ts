import type { PolicyRule } from "@/lib/authorization/policy-rule";
import type { PolicyRules } from "./rules";

const DAY_SECONDS = 24 * 60 * 60;

/** A duration in the largest exact unit: `30 days`, `12 hours`, `90 seconds`. */
export function lifetimeLabel(seconds: number): string {
  const units: [number, string][] = [
    [DAY_SECONDS, "day"],
    [60 * 60, "hour"],
    [60, "minute"],
    [1, "second"],
  ];
  const [size, unit] = units.find(([size]) => seconds % size === 0) ?? [1, "second"];
  const count = seconds / size;
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;
// Between reading the clock for the two ends of a life.
const SLACK_MS = 60_000;

/**
 * How long a token lives, as a policy counts it: `365 days`, below two days in hours. Rounded up, so that one that lives longer than a
 * limit never reads like the limit.
 */
export function livedLabel(token: { expires_at: Date | null; expiration_set_at: Date }): string {
  if (token.expires_at === null) return "No end";
  const ms = Math.max(0, token.expires_at.getTime() - token.expiration_set_at.getTime() - SLACK_MS);
  const [unit, size] = ms < 2 * DAY_MS - HOUR_MS ? (["hour", HOUR_MS] as const) : (["day", DAY_MS] as const);
  const count = Math.max(1, Math.ceil(ms / size));
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}

/** A rule as a sentence of the policy. */
export function ruleMessage(rule: PolicyRule, rules: PolicyRules): string {
  switch (rule) {
    case "personal_tokens":
      return "Personal tokens are not allowed, only the organisation’s own.";
    case "all_access":
      return rules.full_access_by_grant
        ? "No token can have full access (all or organisations:write) to the whole organisation."
        : "No token can have the scope all for the whole organisation.";
    case "expiration_required":
      return "Every token needs an expiration date.";
    case "longest_lifetime":
      return `A token can be valid for at most ${lifetimeLabel(rules.longest_lifetime_seconds ?? 0)}.`;
    case "purpose_required":
      return "Every token needs a purpose.";
    case "networks":
      return `Tokens can be used only from ${(rules.allowed_networks ?? []).join(", ")}.`;
  }
}

/** Why a token that breaks a rule is not allowed, and what would fix it. For headers too: plain ASCII. */
export function violationMessage(rule: PolicyRule, rules: PolicyRules): string {
  switch (rule) {
    case "personal_tokens":
      return "personal tokens are not allowed: use a token of the organisation instead";
    case "all_access":
      return rules.full_access_by_grant
        ? "full access is not allowed: choose scopes other than all and organisations:write, or limit the token to applications"
        : "full access is not allowed: choose scopes, or limit the token to applications";
    case "expiration_required":
      return "every token needs an expiration date: set one";
    case "longest_lifetime":
      return `a token can be valid for at most ${lifetimeLabel(rules.longest_lifetime_seconds ?? 0)}: set an earlier expiration date`;
    case "purpose_required":
      return "every token needs a purpose: choose one, or add a description";
    case "networks":
      return "this network is not allowed: call from one that the policy allows";
  }
}

/** The reason of a refusal: `The policy of Harbour Studio blocks this token: every token needs an expiration date: set one.` */
export function blockedReason(organisationName: string, broken: readonly PolicyRule[], rules: PolicyRules): string {
  const reasons = broken.map((rule) => violationMessage(rule, rules));
  return `The policy of ${organisationName} blocks this token: ${reasons.join("; ")}.`;
}

/** A rule in a word or two, for a table. */
export const RULE_NAMES: Record<PolicyRule, string> = {
  personal_tokens: "Personal",
  all_access: "Full access",
  expiration_required: "No expiration",
  longest_lifetime: "Valid too long",
  purpose_required: "No purpose",
  networks: "Network",
};
