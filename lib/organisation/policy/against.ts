import type { Db } from "@/db/database";
import { findPoliciesAhead } from "@/db/organisation/policy";
import type { TokenDetailsJson } from "@/lib/access-token/json";
import { touchesOrganisation } from "@/lib/authorization/limit";
import { extentOf, roleAllows } from "@/lib/authorization/permission";
import type { PolicyRule } from "@/lib/authorization/policy-rule";
import type { PrincipalOrganisation } from "@/lib/authorization/principal";
import { ruleMessage } from "./messages";
import { rulesOf } from "./row";
import { isMendedByEditing, violationsOf } from "./rules";
import { type PolicyFacts, policySubjectIn } from "./subject";

/** An organisation whose rules a token breaks: since when, or from when, and the rules. Times are RFC 3339. */
export type AgainstPolicy = {
  organisation: { name: string; slug: string };
  /** Whether the person may read its rules, and may make a token of its own. */
  seesPolicy: boolean;
  makesTokens: boolean;
  since: string;
  isInForce: boolean;
  rules: { rule: PolicyRule; words: string }[];
  isMendedByEditing: boolean;
};

/**
 * The organisations of which an active token breaks the rules, now or once a plan holds: what expired or was revoked is allowed
 * nowhere. Without networks, which go by each request. One statement, however many organisations.
 */
export async function findPoliciesAgainst(
  db: Db,
  organisations: readonly PrincipalOrganisation[],
  token: TokenDetailsJson,
): Promise<AgainstPolicy[]> {
  if (token.status !== "active") return [];
  return await findPoliciesAgainstFacts(db, ownersAmong(organisations, token.owner), policyFactsOf(token));
}

/** The organisations whose rules a token would break, before it is created. @param organisations those that it could reach */
export async function findPoliciesAgainstFacts(
  db: Db,
  organisations: readonly PrincipalOrganisation[],
  facts: PolicyFacts,
): Promise<AgainstPolicy[]> {
  const reached = organisations.filter(({ id }) => touchesOrganisation(facts, id));
  if (reached.length === 0) return [];
  const policies = await findPoliciesAhead(
    db,
    reached.map(({ id }) => id),
  );
  return policies.flatMap((policy): AgainstPolicy[] => {
    const organisation = reached.find(({ id }) => id === policy.organisation_id);
    // Planned rules do not affect tokens that end before.
    const isOver = facts.expires_at !== null && !policy.is_in_force && facts.expires_at <= policy.enforced_from;
    if (organisation === undefined || isOver) return [];
    const rules = rulesOf(policy);
    const broken = violationsOf(rules, policySubjectIn(organisation.id, facts));
    if (broken.length === 0) return [];
    return [
      {
        organisation: { name: organisation.name, slug: organisation.slug },
        seesPolicy: roleAllows(organisation.role, "see_policy"),
        makesTokens: makesTokensOf(organisation),
        since: policy.enforced_from.toISOString(),
        isInForce: policy.is_in_force,
        rules: broken.map((rule) => ({ rule, words: ruleMessage(rule, rules) })),
        isMendedByEditing: isMendedByEditing(broken),
      },
    ];
  });
}

/** The facts that rules check, for a token that the person sees. */
export function policyFactsOf(token: TokenDetailsJson): PolicyFacts {
  return {
    isPersonal: token.owner.type === "user",
    isImported: token.imported_at !== null,
    scopes: token.scopes,
    reach: token.limits === null ? "everything" : "limited",
    limits: (token.limits ?? []).map((limit) => ({
      organisation_id: limit.organisation,
      application_id: limit.application ?? null,
      environment_id: limit.environment ?? null,
    })),
    purpose: token.purpose,
    description: token.description,
    expires_at: token.expiration_date === null ? null : new Date(token.expiration_date),
    expiration_set_at: new Date(token.expiration_set_at),
  };
}

/** A personal token could reach all of them, an organisation's only its own. */
export function ownersAmong(
  organisations: readonly PrincipalOrganisation[],
  owner: TokenDetailsJson["owner"],
): readonly PrincipalOrganisation[] {
  return owner.type === "user" ? organisations : organisations.filter(({ id }) => id === owner.uuid);
}

function makesTokensOf({ role, teamIds }: PrincipalOrganisation): boolean {
  const extent = extentOf(role, "manage_organisation_tokens");
  return extent === "all" || (extent === "own_teams" && teamIds.length > 0);
}
