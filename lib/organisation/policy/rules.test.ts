import { expect, test } from "vitest";
import { POLICY_RULES } from "@/lib/authorization/policy-rule";
import { blockedReason, lifetimeLabel, livedLabel } from "./messages";
import {
  hasRules,
  isMendedByEditing,
  letsInByName,
  loosens,
  NO_RULES,
  type PolicyRules,
  type PolicySubject,
  violationsOf,
} from "./rules";

const SET_AT = new Date("2026-05-01T12:00:00.000Z");
const DAYS_30 = 30 * 24 * 60 * 60;
const after = (seconds: number) => new Date(SET_AT.getTime() + seconds * 1000);

const WRITES = ["organisations", "tokens", "applications", "environment-variables", "deployments"].map(
  (resource) => `${resource}:write`,
);

const token = (given: Partial<PolicySubject> = {}): PolicySubject => ({
  isPersonal: true,
  scopes: ["all"],
  reachesWhole: true,
  purpose: "other",
  description: "",
  expires_at: null,
  expiration_set_at: SET_AT,
  ...given,
});
const rules = (given: Partial<PolicyRules>): PolicyRules => ({ ...NO_RULES, ...given });

test("without rules nothing is blocked, from anywhere", () => {
  expect(violationsOf(NO_RULES, token(), null)).toEqual([]);
  expect(hasRules(NO_RULES)).toBe(false);
});

test.each([
  ["a personal token, where they are not allowed", { personal_tokens_allowed: false }, {}, ["personal_tokens"]],
  ["not the organisation's own", { personal_tokens_allowed: false }, { isPersonal: false }, []],
  ["full access to everything", { all_access_allowed: false }, {}, ["all_access"]],
  ["not full access to a part", { all_access_allowed: false }, { reachesWhole: false }, []],
  ["not some scopes on everything", { all_access_allowed: false }, { scopes: ["applications:read"] }, []],
  ["the organisation's own with full access too", { all_access_allowed: false }, { isPersonal: false }, ["all_access"]],
  ["what amounts to it", { all_access_allowed: false }, { scopes: ["organisations:write"] }, ["all_access"]],
  ["all five writes, which contain that", { all_access_allowed: false }, { scopes: WRITES }, ["all_access"]],
  ["not the other four writes", { all_access_allowed: false }, { scopes: WRITES.slice(1) }, []],
  ["not it on a part", { all_access_allowed: false }, { scopes: WRITES, reachesWhole: false }, []],
  ["no expiration date", { expiration_required: true }, {}, ["expiration_required"]],
  ["not any expiration date", { expiration_required: true }, { expires_at: after(1) }, []],
  ["no end, where life has a longest", { longest_lifetime_seconds: DAYS_30 }, {}, ["longest_lifetime"]],
  ["not exactly the longest life", { longest_lifetime_seconds: DAYS_30 }, { expires_at: after(DAYS_30) }, []],
  ["a second more", { longest_lifetime_seconds: DAYS_30 }, { expires_at: after(DAYS_30 + 1) }, ["longest_lifetime"]],
  ["no purpose", { purpose_required: true }, {}, ["purpose_required"]],
  ["spaces for a purpose", { purpose_required: true }, { description: "  \n" }, ["purpose_required"]],
  ["not a described one", { purpose_required: true }, { description: "The clock in the lobby" }, []],
  ["not a purpose", { purpose_required: true }, { purpose: "automation" }, []],
] as const)("a policy blocks %s", (_, given, facts, broken) => {
  expect(hasRules(rules(given))).toBe(true);
  expect(violationsOf(rules(given), token(facts as Partial<PolicySubject>), "192.0.2.1")).toEqual(broken);
});

test.each([
  ["203.0.113.9", []],
  ["203.0.114.1", ["networks"]],
  ["::ffff:203.0.113.9", []],
  ["2001:db8:1::5", []],
  ["2001:db8:2::5", ["networks"]],
  [null, ["networks"]],
])("of networks 203.0.113.0/24 and 2001:db8:1::/48, a request from %s breaks %j", (address, broken) => {
  const networks = rules({ allowed_networks: ["203.0.113.0/24", "2001:db8:1::/48"] });
  expect(violationsOf(networks, token(), address)).toEqual(broken);
  expect(violationsOf(networks, token())).toEqual([]);
});

test("rules enforced before full access was compared go by the name of the scope", () => {
  const byName = rules({ all_access_allowed: false, full_access_by_grant: false });
  expect(violationsOf(byName, token({ scopes: WRITES }))).toEqual([]);
  expect(violationsOf(byName, token())).toEqual(["all_access"]);
  expect(letsInByName(byName)).toBe(true);
  expect(letsInByName(rules({ all_access_allowed: false }))).toBe(false);
  expect(letsInByName(rules({ full_access_by_grant: false }))).toBe(false);
});

test.each<[string, Partial<PolicyRules>, Partial<PolicyRules>, boolean]>([
  ["nothing to nothing", {}, {}, false],
  ["a rule more", {}, { personal_tokens_allowed: false }, false],
  ["the same", { purpose_required: true }, { purpose_required: true }, false],
  ["personal tokens again", { personal_tokens_allowed: false }, {}, true],
  ["full access again", { all_access_allowed: false }, {}, true],
  [
    "full access by grant",
    { all_access_allowed: false, full_access_by_grant: false },
    { all_access_allowed: false },
    false,
  ],
  [
    "full access by name",
    { all_access_allowed: false },
    { all_access_allowed: false, full_access_by_grant: false },
    true,
  ],
  ["no purpose", { purpose_required: true }, {}, true],
  ["no expiration date", { expiration_required: true }, {}, true],
  ["a longest lifetime for an expiration date", { expiration_required: true }, { longest_lifetime_seconds: 60 }, false],
  ["an expiration date for a longest lifetime", { longest_lifetime_seconds: 60 }, { expiration_required: true }, true],
  ["a shorter lifetime", { longest_lifetime_seconds: 60 }, { longest_lifetime_seconds: 59 }, false],
  ["a longer lifetime", { longest_lifetime_seconds: 60 }, { longest_lifetime_seconds: 61 }, true],
  ["any lifetime", { longest_lifetime_seconds: 60 }, {}, true],
  ["fewer networks", { allowed_networks: ["10.0.0.0/8"] }, { allowed_networks: ["10.1.0.0/16"] }, false],
  ["another network", { allowed_networks: ["10.0.0.0/8"] }, { allowed_networks: ["10.0.0.0/8", "192.0.2.0/24"] }, true],
  ["any network", { allowed_networks: ["10.0.0.0/8"] }, {}, true],
  ["a rule for another", { purpose_required: true }, { expiration_required: true }, true],
])("a change of rules to %s loosens them or not", (_, before, after, isLooser) => {
  expect(loosens(rules(before), rules(after))).toBe(isLooser);
});

test("every broken rule is told, with what mends it", () => {
  const all = rules({ personal_tokens_allowed: false, expiration_required: true, longest_lifetime_seconds: DAYS_30 });
  const broken = violationsOf(all, token());
  expect(broken).toEqual(["personal_tokens", "expiration_required", "longest_lifetime"]);
  const reason = blockedReason("Harbour Studio", broken, all);
  expect(reason).toContain("at most 30 days: set an earlier expiration date");
  expect(reason).toMatch(/^[\x20-\x7e]+$/);
});

test.each([
  [DAYS_30, "30 days"],
  [24 * 3600, "1 day"],
  [36 * 3600, "36 hours"],
  [90, "90 seconds"],
  [120, "2 minutes"],
])("%d seconds are %s", (seconds, words) => {
  expect(lifetimeLabel(seconds)).toBe(words);
});

test.each([
  ["365d", 365 * 24, "365 days"],
  ["a moment longer than 30d, by the clock of the database", 30 * 24 + 0.001, "30 days"],
  ["an hour longer than 30d", 30 * 24 + 1, "31 days"],
  ["25h", 25, "25 hours"],
  ["2d", 48, "2 days"],
  ["1h", 1, "1 hour"],
  ["10min", 1 / 6, "1 hour"],
])("beside a limit, a life of %s is %d hours: %s", (_life, hours, words) => {
  const expiration_set_at = new Date("2026-11-24T12:00:00Z");
  const expires_at = new Date(expiration_set_at.getTime() + hours * 3_600_000);
  expect(livedLabel({ expires_at, expiration_set_at })).toBe(words);
});

test("a token that never expires has no end", () => {
  expect(livedLabel({ expires_at: null, expiration_set_at: new Date() })).toBe("No end");
});

test.each([
  [["all_access"], true],
  [["expiration_required"], true],
  [["longest_lifetime"], true],
  [["purpose_required"], true],
  [["networks"], false],
  [["expiration_required", "networks"], true],
  [["personal_tokens"], false],
  [["personal_tokens", "expiration_required"], false],
] as const)("that a token which breaks %j fits once it is edited is %s", (broken, mended) => {
  expect(isMendedByEditing(broken)).toBe(mended);
});

test.each(POLICY_RULES)("the reason of %s says what to do about it", (rule) => {
  expect(blockedReason("Harbour", [rule], rules({ longest_lifetime_seconds: 60 }))).toMatch(
    /blocks this token: .+: .+\.$/,
  );
});
