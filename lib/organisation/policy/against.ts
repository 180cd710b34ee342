import type { Db } from "@/db/database";
import { findPoliciesAhead } from "@/db/organisation-policy";
import type { TokenDetailsJson } from "@/lib/access-token/json";
import { touchesOrganisation } from "@/lib/access-token/limit";
import { extentOf, roleAllows } from "@/lib/organisation/permission";
import type { PrincipalOrganisation } from "@/lib/principal";
import { rulesOf } from "./row";
import { isMendedByEditing, type JudgedToken, type PolicyRule, violationsOf } from "./rules";
import { ruleWords } from "./words";

/** An organisation whose rules a token breaks: since when, or from when, and what they say. Times are RFC 3339. */
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
 * The organisations of which an active token breaks the rules, now or once a plan holds: what expired or was revoked is let in nowhere. Without networks, which go by each request. One
 * statement, however many organisations.
 */
export async function findPoliciesAgainst(
  db: Db,
  organisations: readonly PrincipalOrganisation[],
  token: TokenDetailsJson,
): Promise<AgainstPolicy[]> {
  const limits = (token.limits ?? []).map((limit) => ({
    organisationId: limit.organisation,
    applicationId: limit.application ?? null,
    environmentId: limit.environment ?? null,
  }));
  const reach = { reach: token.limits === null ? ("everything" as const) : ("limited" as const), limits };
  const reached = organisations.filter(({ id }) =>
    token.owner.type === "organisation" ? token.owner.uuid === id : touchesOrganisation(reach, id),
  );
  if (token.status !== "active" || reached.length === 0) return [];
  const policies = await findPoliciesAhead(
    db,
    reached.map(({ id }) => id),
  );
  return policies.flatMap((policy): AgainstPolicy[] => {
    const organisation = reached.find(({ id }) => id === policy.organisation_id);
    if (organisation === undefined) return [];
    const rules = rulesOf(policy);
    const judged: JudgedToken = {
      isPersonal: token.owner.type === "user",
      scopes: token.scopes,
      reachesWhole:
        token.limits === null ||
        limits.some((limit) => limit.organisationId === organisation.id && limit.applicationId === null),
      purpose: token.purpose,
      description: token.description,
      expiresAt: token.expiration_date === null ? null : new Date(token.expiration_date),
      expirationSetAt: new Date(token.expiration_set_at),
    };
    const broken = violationsOf(rules, judged);
    if (broken.length === 0) return [];
    return [
      {
        organisation: { name: organisation.name, slug: organisation.slug },
        seesPolicy: roleAllows(organisation.role, "see_policy"),
        makesTokens: makesTokensOf(organisation),
        since: policy.enforced_from.toISOString(),
        isInForce: policy.is_in_force,
        rules: broken.map((rule) => ({ rule, words: ruleWords(rule, rules) })),
        isMendedByEditing: isMendedByEditing(broken),
      },
    ];
  });
}

function makesTokensOf({ role, teamIds }: PrincipalOrganisation): boolean {
  const extent = extentOf(role, "manage_organisation_tokens");
  return extent === "all" || (extent === "own_teams" && teamIds.length > 0);
}
