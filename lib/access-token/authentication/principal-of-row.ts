import type { AuthenticationRow } from "@/db/access-token/authentication";
import { type Limit, touchesOrganisation } from "@/lib/authorization/limit";
import type {
  GuestApplication,
  PrincipalOrganisation,
  RefusedOrganisation,
  TokenPrincipal,
  TokenPrincipalCore,
} from "@/lib/authorization/principal";
import type { Client } from "@/lib/client";
import { blockedReason } from "@/lib/organisation/policy/messages";
import { rulesOf } from "@/lib/organisation/policy/row";
import { type PolicyRules, violationsOf } from "@/lib/organisation/policy/rules";
import { policySubjectIn } from "@/lib/organisation/policy/subject";

/** What a row that was let in makes of a request. Judges access to organisations, nothing of the token or its secret. */
export function principalOfRow(row: AuthenticationRow, client: Client): TokenPrincipal {
  return { ...coreOfRow(row, client.address), now: row.now, client };
}

/** The same without what differs from request to request. Of the client it depends on the address alone. */
export function coreOfRow(row: AuthenticationRow, address: string | null): TokenPrincipalCore {
  const { limits } = row;
  const touched = organisationsOf(row, limits).filter(({ organisation }) =>
    touchesOrganisation({ reach: row.reach, limits }, organisation.id),
  );
  const refused = touched.flatMap(
    ({ organisation, rules }) => refusalOf(row, limits, organisation, rules, address) ?? [],
  );
  return {
    type: "token",
    token: {
      id: row.token_id,
      label: row.label,
      kind: row.kind,
      scopes: row.scopes,
      reach: row.reach,
      limits,
      expires_at: row.expires_at,
      allowed_networks: row.allowed_networks,
      may_rotate_itself: row.may_rotate_itself,
      acts_as: row.acts_as,
      team_id: row.team_id,
    },
    secret: { id: row.secret_id, state: row.secret_state },
    owner: ownerOf(row),
    organisations: touched.flatMap(({ organisation }) =>
      refused.some(({ id }) => id === organisation.id) ? [] : organisation,
    ),
    refusedOrganisations: refused,
  };
}

/** Why the token is not let into one of its owner's organisations at this moment; undefined when it is. */
function refusalOf(
  row: AuthenticationRow,
  limits: readonly Limit[],
  { id, name, slug, applications }: PrincipalOrganisation,
  rules: PolicyRules,
  address: string | null,
): RefusedOrganisation | undefined {
  // What someone decided outlasts what the policy says.
  const access = row.refused_access.find(({ organisation_id }) => organisation_id === id);
  if (access !== undefined && access.state !== "active") {
    return {
      id,
      name,
      slug,
      access: access.state,
      reason: access.reason,
      applications,
      rules: [],
      decidedByRole: access.decided_by_role,
    };
  }
  const token = policySubjectIn(id, {
    isPersonal: row.organisation_id === null,
    isImported: row.imported_at !== null,
    scopes: row.scopes,
    reach: row.reach,
    limits,
    purpose: row.purpose,
    description: row.description,
    expires_at: row.expires_at,
    expiration_set_at: row.expiration_set_at,
  });
  const broken = violationsOf(rules, token, address);
  if (broken.length === 0) return undefined;
  return {
    id,
    name,
    slug,
    access: "blocked",
    reason: blockedReason(name, broken, rules),
    applications,
    rules: broken,
    decidedByRole: null,
  };
}

function ownerOf(row: AuthenticationRow): TokenPrincipal["owner"] {
  if (row.user_id !== null && row.user_created_at !== null) {
    return {
      type: "user",
      id: row.user_id,
      email: row.user_email ?? "",
      firstName: row.user_first_name ?? "",
      lastName: row.user_last_name ?? "",
      timezone: row.user_timezone ?? "UTC",
      createdAt: row.user_created_at,
    };
  }
  if (row.organisation_id !== null && row.organisation_created_at !== null) {
    return {
      type: "organisation",
      id: row.organisation_id,
      name: row.organisation_name ?? "",
      createdAt: row.organisation_created_at,
    };
  }
  throw new Error(`token ${row.token_id} has no owner, which the database forbids`);
}

type Seat = { organisation: PrincipalOrganisation; rules: PolicyRules };

/** A person's token acts with the person's role of this moment, an organisation's with the one it was given. */
function organisationsOf(row: AuthenticationRow, limits: readonly Limit[]): Seat[] {
  if (row.organisation_id !== null && row.acts_as !== null) {
    const organisation = {
      id: row.organisation_id,
      name: row.organisation_name ?? "",
      slug: row.organisation_slug ?? "",
      role: row.acts_as,
      isPlatform: row.organisation_is_platform ?? false,
      applications: row.acts_as === "guest" ? applicationsOfGuestToken(row, limits) : null,
      teamIds: row.team_id === null ? [] : [row.team_id],
    };
    return [{ organisation, rules: rulesOf(row.owner_policy) }];
  }
  return row.memberships.map((membership) => ({
    organisation: {
      id: membership.id,
      name: membership.name,
      slug: membership.slug,
      role: membership.role,
      isPlatform: membership.is_platform,
      applications: membership.role === "guest" ? membership.applications : null,
      teamIds: membership.teams.map(({ team_id }) => team_id),
    },
    rules: rulesOf(membership.policy),
  }));
}

/** Nobody adds a token to an application: one that acts as a guest was added to what its limits name, and to what it is assigned to. */
function applicationsOfGuestToken(row: AuthenticationRow, limits: readonly Limit[]): GuestApplication[] {
  // A limit to an application that went to another organisation went with it, and is none of this one's any more.
  const own = limits.filter(({ organisation_id: organisationId }) => organisationId === row.organisation_id);
  const named = [row.application_id, ...own.map(({ application_id: applicationId }) => applicationId)];
  return [...new Set(named)].flatMap((id) => (id === null ? [] : { id, access: "write" as const }));
}
